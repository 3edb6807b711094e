#include "booking/cards/card_parts.hpp"

#include "messages/reply/button_id.hpp"

#include <algorithm>
#include <set>

namespace quickbooking {

namespace {

std::string body_or_default(language lang, std::string body) {
  auto result = shortened(body, max_body);
  return is_blank(result) ? text(lang, text_key::choose_option) : result;
}

std::string one_line(std::string_view words, std::size_t max_units) {
  return shortened(cleaned(words), max_units);
}

card base_card(language lang, std::string_view header, std::string body) {
  card result;
  result.header = one_line(header, max_header);
  result.body = body_or_default(lang, std::move(body));
  return result;
}

/// WhatsApp refuses two buttons with one title: the second of two Alexandras becomes "... 2".
void make_titles_unique(std::vector<option>& buttons) {
  std::set<std::string> seen;
  for (auto& each : buttons) {
    auto wanted = each.title;
    for (int number = 2; !seen.insert(each.title).second; ++number) {
      auto suffix = " " + std::to_string(number);
      each.title = shortened(wanted, max_button_title - suffix.size()) + suffix;
    }
  }
}

section& section_called(std::vector<section>& sections, const std::string& title) {
  auto i = std::ranges::find(sections, title, &section::title);
  return i == sections.end() ? sections.emplace_back(section{title, {}}) : *i;
}

} // namespace

bool can_be_sent(const option& x) {
  return !x.id.empty() && x.id.size() <= max_button_id_bytes && cleaned(x.id) == x.id
         && !x.title.empty();
}

card button_card(language lang, std::string header, std::string body, std::vector<option> buttons) {
  auto result = base_card(lang, header, std::move(body));
  std::set<std::string> ids;
  for (auto& each : buttons)
    if (can_be_sent(each) && result.buttons.size() < max_buttons && ids.insert(each.id).second)
      result.buttons.push_back({std::move(each.id), one_line(each.title, max_button_title), {}});
  if (result.buttons.empty())
    result.buttons.push_back({"action_restart", text(lang, text_key::label_restart), {}});
  make_titles_unique(result.buttons);
  return result;
}

card list_card(language lang, std::string header, std::string body, text_key list_button,
               std::vector<placed_row> rows) {
  auto result = base_card(lang, header, std::move(body));
  std::set<std::string> ids;
  for (auto& each : rows) {
    if (ids.size() == max_rows || !can_be_sent(each.row) || !ids.insert(each.row.id).second)
      continue;
    section_called(result.sections, one_line(each.section, max_section_title))
        .rows.push_back(std::move(each.row));
  }
  if (result.sections.empty())
    return button_card(lang, std::move(result.header), std::move(result.body), {});
  result.list_button = text(lang, list_button);
  return result;
}

option to_option(const extra_option& x, std::size_t max_title) {
  return {x.id, one_line(x.title, max_title), {}};
}

std::vector<placed_row> with_extras(language lang, std::vector<placed_row> rows,
                                    const std::vector<extra_option>& extras) {
  auto kept = max_rows - std::min(extras.size(), max_rows - 1);
  if (rows.size() > kept)
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(kept), rows.end());
  for (auto& each : extras)
    rows.push_back({text(lang, text_key::options_header), to_option(each, max_row_title)});
  return rows;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string result;
  for (auto& each : parts)
    if (const auto part = cleaned(each); !part.empty())
      result.append(result.empty() ? "" : " · ").append(part);
  return shortened(result, max_row_description);
}

std::string price_word(const salon& where, language lang, std::int64_t price) {
  return price > 0 ? format_money(lang, price, where.currency) : std::string{};
}

std::string duration_word(language lang, std::chrono::minutes duration) {
  return duration.count() > 0 ? format_duration(lang, duration) : std::string{};
}

} // namespace quickbooking
