#include "messages/encoding/ascii.hpp"
#include "messages/reply/button_verbs.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

constexpr std::size_t max_read_bytes = 256; // what a reply button may carry (Cloud API limit)
constexpr int max_page = 99;

/// A verb with what follows its underscore; `rest` has no value if there is no underscore.
template <class Verb>
struct split_verb {
  Verb verb;
  std::optional<std::string_view> rest;
};

bool begins_with_word(std::string_view text, std::string_view word) {
  return text.starts_with(word) && (text.size() == word.size() || text[word.size()] == '_');
}

/// Finds the longest verb at the beginning, because verbs have underscores of their own and some
/// begin with others (`next`, `next_week`).
template <class Table>
auto split(const Table& verbs, std::string_view text)
    -> std::optional<split_verb<decltype(verbs[0].verb)>> {
  const typename Table::value_type* best = nullptr;
  for (const auto& each : verbs)
    if (begins_with_word(text, each.name) && (!best || each.name.size() > best->name.size()))
      best = &each;
  if (!best)
    return std::nullopt;
  std::optional<std::string_view> rest;
  if (text.size() > best->name.size())
    rest = text.substr(best->name.size() + 1);
  return {{best->verb, rest}};
}

/// A page number without leading zeros.
std::optional<int> parse_page(std::string_view digits) {
  auto page = parse_digits<int>(digits);
  return page && *page <= max_page && std::to_string(*page) == digits ? page : std::nullopt;
}

bool is_service_id(std::string_view text) {
  return !text.empty()
         && std::all_of(text.begin(), text.end(), [](char c) { return is_alnum(c) || c == '-'; });
}

/// Reads the slot id into `context`; false if there is something that is none.
bool read_context(std::optional<std::string_view> rest, std::optional<slot_ref>& context) {
  if (rest)
    context = parse_slot_id(*rest);
  return !rest || context;
}

template <class Button>
std::optional<button> parse_bookable(std::string_view rest) {
  auto ref = parse_slot_id(rest);
  if (!ref || ref->master_id.empty())
    return std::nullopt;
  return Button{std::move(*ref)};
}

std::optional<button> parse_choice(std::string_view text) {
  const auto parts = split(choice_verbs, text);
  if (!parts)
    return std::nullopt;
  choice_button result{parts->verb, std::nullopt};
  return read_context(parts->rest, result.context) ? std::optional<button>{result} : std::nullopt;
}

/// Reads what follows the verb as that verb demands.
bool read_argument(std::optional<std::string_view> rest, action_button& into) {
  switch (into.what) {
  case action_verb::service:
    into.argument = rest.value_or("");
    return is_service_id(into.argument);
  case action_verb::services_page:
    into.argument = rest.value_or("");
    return parse_page(into.argument).has_value();
  case action_verb::call_salon:
  case action_verb::cancel:
  case action_verb::restart:
    return !rest;
  default:
    return read_context(rest, into.context);
  }
}

std::optional<button> parse_action(std::string_view text) {
  const auto parts = split(action_verbs, text);
  if (!parts)
    return std::nullopt;
  action_button result{parts->verb, std::nullopt, {}};
  return read_argument(parts->rest, result) ? std::optional<button>{result} : std::nullopt;
}

std::optional<button> parse_waitlist(std::string_view text) {
  const auto parts = split(waitlist_verbs, text);
  if (!parts || (parts->rest && parts->rest->empty()))
    return std::nullopt;
  const auto id = parts->rest.value_or(std::string_view{});
  return waitlist_button{parts->verb, std::string{id}, parse_slot_id(id)};
}

/// Takes the number off the front of `<page>[_<context>]`.
bool read_page(std::optional<std::string_view>& rest, nav_button& into) {
  const auto end = rest ? rest->find('_') : 0;
  const auto page = rest ? parse_page(rest->substr(0, end)) : std::nullopt;
  if (!page)
    return false;
  into.page = *page;
  rest = end == std::string_view::npos ? std::nullopt : std::optional{rest->substr(end + 1)};
  return true;
}

std::optional<button> parse_nav(std::string_view text) {
  auto parts = split(nav_verbs, text);
  if (!parts)
    return std::nullopt;
  nav_button result{parts->verb, 0, std::nullopt};
  if (result.what == nav_verb::page && !read_page(parts->rest, result))
    return std::nullopt;
  return read_context(parts->rest, result.context) ? std::optional<button>{result} : std::nullopt;
}

struct family {
  std::string_view name;
  std::optional<button> (*parse)(std::string_view rest);
};

constexpr std::array<family, 6> families{{
    {"slot", parse_bookable<slot_button>},
    {"confirm", parse_bookable<confirm_button>},
    {"choice", parse_choice},
    {"action", parse_action},
    {"waitlist", parse_waitlist},
    {"nav", parse_nav},
}};

} // namespace

std::optional<button> parse_button_id(std::string_view id) {
  const auto underscore = id.find('_');
  if (id.size() > max_read_bytes || underscore == std::string_view::npos)
    return std::nullopt;
  for (const auto& each : families)
    if (id.substr(0, underscore) == each.name)
      return each.parse(id.substr(underscore + 1));
  return std::nullopt;
}

} // namespace quickbooking
