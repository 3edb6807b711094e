#include "booking/cards/card_parts.hpp"
#include "booking/cards/cards.hpp"
#include "booking/cards/slot_words.hpp"

namespace quickbooking {

namespace {

using shown_list = std::vector<shown_slot>;
using extras_list = std::vector<extra_option>;

card as_buttons(const salon& where, language lang, std::string body, const shown_list& slots,
                const extras_list& extras) {
  auto buttons = slot_buttons(where, lang, slots);
  for (auto& each : extras)
    buttons.push_back(to_option(each, max_button_title));
  return button_card(lang, days_header(lang, slots), std::move(body), std::move(buttons));
}

card as_list(const salon& where, language lang, std::string body, const shown_list& slots,
             const extras_list& extras) {
  std::vector<placed_row> rows;
  for (auto& each : slots)
    rows.push_back({format_heading(lang, each.date), slot_row(where, lang, each)});
  return list_card(lang, text(lang, text_key::list_header), std::move(body),
                   text_key::label_select_time, with_extras(lang, std::move(rows), extras));
}

} // namespace

card slots_card(const salon& where, language lang, std::string body, const std::vector<slot>& slots,
                const std::vector<std::string>& proximity, const extras_list& extras) {
  auto shown = shown_slots(slots, proximity);
  if (shown.empty())
    return choice_card(lang, std::move(body), extras);
  auto result = shown.size() + extras.size() <= max_buttons
                    ? as_buttons(where, lang, std::move(body), shown, extras)
                    : as_list(where, lang, std::move(body), shown, extras);
  result.footer = text(lang, text_key::slots_footer);
  return result;
}

card choice_card(language lang, std::string body, const extras_list& choices) {
  if (choices.size() > max_buttons)
    return list_card(lang, {}, std::move(body), text_key::options_header,
                     with_extras(lang, {}, choices));
  std::vector<option> buttons;
  for (auto& each : choices)
    buttons.push_back(to_option(each, max_button_title));
  return button_card(lang, {}, std::move(body), std::move(buttons));
}

} // namespace quickbooking
