#include "booking/cards/card_parts.hpp"
#include "booking/cards/cards.hpp"
#include "booking/cards/slot_words.hpp"
#include "messages/encoding/instant.hpp"
#include "messages/reply/button_id.hpp"

namespace quickbooking {

namespace {

/// So long a name leaves room for everything else that a customer must see before confirming.
constexpr std::size_t longest_name = 100;

std::string date_word(language lang, const slot& x) {
  auto date = parse_date(x.date);
  return date ? format_heading(lang, *date) : x.date;
}

std::string time_word(language lang, const std::string& hhmm) {
  auto time = parse_hhmm(hhmm);
  return time ? format_time(lang, *time) : hhmm;
}

text_arg service_arg(const salon& where, language lang, const slot& x) {
  return {"service", shortened(service_word(where, lang, x), longest_name)};
}

text_arg master_arg(const salon& where, const slot& x) {
  return {"master", shortened(master_word(where, x), longest_name)};
}

std::string card_text(const salon& where, language lang, const slot& x) {
  return text(lang, text_key::confirm_card,
              {service_arg(where, lang, x),
               master_arg(where, x),
               {"date", date_word(lang, x)},
               {"start", time_word(lang, x.start_time)},
               {"end", time_word(lang, x.end_time)},
               {"duration", format_duration(lang, std::chrono::minutes{x.duration})},
               {"price", format_money(lang, x.price, where.currency)}});
}

/// The old service's id, without the slot, if the slot's own is too long to be a part of one.
std::string change_id(const slot& x) {
  auto id = "action_change_slot_" + x.id;
  return id.size() <= max_button_id_bytes ? id : "action_change_slot";
}

} // namespace

card confirmation_card(const salon& where, language lang, const slot& chosen) {
  return button_card(lang, where.name, card_text(where, lang, chosen),
                     {{"confirm_" + chosen.id, text(lang, text_key::label_confirm), {}},
                      {change_id(chosen), text(lang, text_key::label_change_time), {}}});
}

std::string confirmed_text(const salon& where, language lang, const slot& booked,
                           std::string_view code) {
  return text(lang, text_key::booking_confirmed,
              {service_arg(where, lang, booked),
               master_arg(where, booked),
               {"date", date_word(lang, booked)},
               {"time", time_word(lang, booked.start_time)},
               {"code", std::string(code)}});
}

} // namespace quickbooking
