#include "booking/conversation/ways_out.hpp"

#include "booking/conversation/booking_steps.hpp"
#include "booking/conversation/habits.hpp"
#include "booking/conversation/offers.hpp"

namespace quickbooking {

namespace {

void forget_wish(step& s) {
  s.next.wanted = intent{};
  s.next.slots.clear();
  s.next.selected_slot.reset();
  s.next.pending_services.clear();
  s.next.state = conversation_state::initial;
  show_afresh(s);
}

const booking_record* next_booking(const step& s) {
  for (const auto* x : bookings_of(s.in.calendar, s.customer))
    if (x->start > s.in.now && blocks_time(x->status))
      return x;
  return nullptr;
}

bool is_under_way(const session& x) {
  return x.state != conversation_state::initial && x.state != conversation_state::completed;
}

} // namespace

reply show_again(step& s) {
  switch (s.next.state) {
  case conversation_state::confirming:
    return confirm_again(s);
  case conversation_state::asking_service:
    return ask_service(s);
  default:
    return offer(s);
  }
}

reply lead_on(step& s, text_key said) {
  s.reason = words(s, said);
  return show_again(s);
}

reply tell_expired(step& s) {
  return choice_card(s.lang(), words(s, text_key::session_expired),
                     {restart_option(s), call_option(s)});
}

reply greet(step& s) {
  s.notes.push_back(words(s, text_key::greeting, {{"salon", s.where().name}}));
  if (is_under_way(s.next))
    return show_again(s);
  return habit_of(s) ? offer_usual(s) : offer(s);
}

reply start_over(step& s) {
  forget_wish(s);
  return offer(s);
}

reply cancel(step& s) {
  const auto* booked = is_under_way(s.next) ? nullptr : next_booking(s);
  forget_wish(s);
  auto said = booked != nullptr
                  ? words(s, text_key::cancel_by_phone,
                          {{"code", booked->code}, {"phone", s.where().contact_phone}})
                  : words(s, text_key::booking_cancelled);
  return choice_card(s.lang(), std::move(said), {restart_option(s), call_option(s)});
}

} // namespace quickbooking
