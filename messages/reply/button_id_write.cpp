#include "messages/reply/button_verbs.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

template <class Table, class Verb>
std::string_view name_of(const Table& verbs, Verb verb) {
  return std::find_if(verbs.begin(), verbs.end(), [&](const auto& x) { return x.verb == verb; })
      ->name;
}

std::string join(std::string_view family, std::string_view verb, std::string_view rest) {
  auto id = std::string{family}.append("_").append(verb);
  return rest.empty() ? id : id.append("_").append(rest);
}

std::string context_text(const std::optional<slot_ref>& context) {
  return context ? to_slot_id(*context) : std::string{};
}

std::string write(const slot_button& x) { return "slot_" + to_slot_id(x.ref); }

std::string write(const confirm_button& x) { return "confirm_" + to_slot_id(x.ref); }

std::string write(const choice_button& x) {
  return join("choice", name_of(choice_verbs, x.what), context_text(x.context));
}

std::string write(const action_button& x) {
  return join("action", name_of(action_verbs, x.what),
              x.argument.empty() ? context_text(x.context) : x.argument);
}

std::string write(const waitlist_button& x) {
  return join("waitlist", name_of(waitlist_verbs, x.what),
              x.id.empty() ? context_text(x.context) : x.id);
}

std::string write(const nav_button& x) {
  auto verb = std::string{name_of(nav_verbs, x.what)};
  if (x.what == nav_verb::page)
    verb.append("_").append(std::to_string(x.page));
  return join("nav", verb, context_text(x.context));
}

} // namespace

std::string to_string(const button& x) {
  return std::visit([](const auto& alternative) { return write(alternative); }, x);
}

std::optional<slot_ref> slot_of(const button& x) {
  return std::visit(
      [](const auto& it) -> std::optional<slot_ref> {
        if constexpr (requires { it.ref; })
          return it.ref;
        else
          return it.context;
      },
      x);
}

} // namespace quickbooking
