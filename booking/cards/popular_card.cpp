#include "booking/cards/card_parts.hpp"
#include "booking/cards/cards.hpp"
#include "booking/cards/slot_words.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

using cell_list = std::vector<popular_time>;

bool belongs(const popular_time& cell, const shown_slot& x) {
  return cell.day == std::chrono::weekday{std::chrono::sys_days{x.date}}
         && cell.hour == std::chrono::floor<std::chrono::hours>(x.start);
}

/// How many chose that hour, as an argument for it. Nothing for defaults: nobody chose them yet.
std::string count_word(language lang, const cell_list& cells, const shown_slot& x) {
  auto i = std::ranges::find_if(cells, [&](auto& cell) { return belongs(cell, x); });
  bool counted = i != cells.end() && !i->is_default && i->bookings > 0;
  return counted ? format_bookings(lang, i->bookings) : std::string{};
}

text_key intro(const cell_list& cells) {
  auto is_default = [](auto& cell) { return cell.is_default; };
  return std::ranges::all_of(cells, is_default) ? text_key::popular_default
                                                : text_key::popular_times_intro;
}

} // namespace

card popular_card(const salon& where, language lang, const std::vector<slot>& next_free,
                  const cell_list& cells, const std::vector<extra_option>& extras) {
  auto shown = shown_slots(next_free, {});
  if (shown.empty())
    return choice_card(lang, text(lang, text_key::no_alternatives), extras);
  std::vector<placed_row> rows;
  for (auto& each : shown)
    rows.push_back({format_heading(lang, each.date),
                    slot_row(where, lang, each, count_word(lang, cells, each))});
  auto result = list_card(lang, text(lang, text_key::label_popular), text(lang, intro(cells)),
                          text_key::label_select_time, with_extras(lang, std::move(rows), extras));
  result.footer = text(lang, text_key::slots_footer);
  return result;
}

} // namespace quickbooking
