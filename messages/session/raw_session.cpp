#include "messages/session/raw_session.hpp"

#include "messages/encoding/raw_bytes.hpp"

#include <concepts>

namespace quickbooking {

// A member that these do not name does not compile. All that they name is to be returned.

template <class X, class T>
concept maybe_const = std::same_as<std::remove_const_t<X>, T>;

auto members_of(maybe_const<slot> auto& x) {
  auto& [id, date, start_time, end_time, duration, master_id, master_name, service_id, service_name,
         price, is_preferred, proximity_score, proximity_label, show_star, extra]
      = x;
  return std::tie(id, date, start_time, end_time, duration, master_id, master_name, service_id,
                  service_name, price, is_preferred, proximity_score, proximity_label, show_star,
                  extra);
}

auto members_of(maybe_const<intent> auto& x) {
  auto& [service_id, service_name, master_id, master_name, date, time, day_of_week, part,
         is_flexible, is_usual]
      = x;
  return std::tie(service_id, service_name, master_id, master_name, date, time, day_of_week, part,
                  is_flexible, is_usual);
}

auto members_of(maybe_const<made_choice> auto& x) {
  auto& [choice_id, selected_at] = x;
  return std::tie(choice_id, selected_at);
}

auto members_of(maybe_const<option> auto& x) {
  auto& [id, title, description] = x;
  return std::tie(id, title, description);
}

auto members_of(maybe_const<section> auto& x) {
  auto& [title, rows] = x;
  return std::tie(title, rows);
}

auto members_of(maybe_const<card> auto& x) {
  auto& [header, body, footer, buttons, list_button, sections] = x;
  return std::tie(header, body, footer, buttons, list_button, sections);
}

auto members_of(maybe_const<text_reply> auto& x) {
  auto& [text] = x;
  return std::tie(text);
}

auto members_of(maybe_const<booking_confirmed> auto& x) {
  auto& [booking_id, booking_code, text] = x;
  return std::tie(booking_id, booking_code, text);
}

auto members_of(maybe_const<error_reply> auto& x) {
  auto& [code, text] = x;
  return std::tie(code, text);
}

auto members_of(maybe_const<last_reply> auto& x) {
  auto& [message_id, out_id, content] = x;
  return std::tie(message_id, out_id, content);
}

auto members_of(maybe_const<session> auto& x) {
  auto& [session_id, customer_id, salon_id, lang, original_intent, choices, created_at,
         last_interaction_at, slots, selected_slot, wanted, timestamp, version, state, view,
         pages_seen, pending_services, answered, extra, intent_extra, original_intent_extra]
      = x;
  return std::tie(session_id, customer_id, salon_id, lang, original_intent, choices, created_at,
                  last_interaction_at, slots, selected_slot, wanted, timestamp, version, state,
                  view, pages_seen, pending_services, answered, extra, intent_extra,
                  original_intent_extra);
}

std::string to_raw(const session& x) {
  std::string bytes;
  raw_writer{bytes}.write(x);
  return bytes;
}

session session_from_raw(std::string_view bytes) {
  session x;
  raw_reader from{bytes};
  from.read(x);
  if (!from.at_end())
    throw std::logic_error{"raw bytes go on after the session"};
  return x;
}

} // namespace quickbooking
