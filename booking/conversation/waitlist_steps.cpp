#include "booking/conversation/waitlist_steps.hpp"

#include "booking/conversation/booking_steps.hpp"
#include "booking/conversation/offers.hpp"
#include "booking/conversation/ways_out.hpp"

namespace quickbooking {

namespace {

reply tell_waiting(step& s, text_key what) {
  s.next.state = conversation_state::waitlisted;
  s.next.slots.clear();
  return choice_card(s.lang(), words(s, what), {call_option(s), restart_option(s)});
}

waitlist_request request_for(const step& s) {
  const auto& wanted = s.next.wanted;
  return {s.where().id, s.customer, wanted.service_id.value_or(""), wanted.master_id.value_or(""),
          wanted.date,  wanted.time};
}

} // namespace

extra_option waitlist_option(const step& s) {
  return option_for(s, text_key::label_waitlist,
                    action_button{action_button::verb::join_waitlist, context_of(s), {}});
}

reply offer_waitlist(step& s, text_key why) {
  s.next.state = conversation_state::waitlist_offered;
  s.next.slots.clear();
  return choice_card(s.lang(), reason_or(s, words(s, why)),
                     {waitlist_option(s), call_option(s), services_option(s)});
}

effect join_waitlist(step& s, const std::optional<slot_ref>& context) {
  if (!adopt_context(s, context))
    return lead_on(s, text_key::session_expired);
  if (!settle_service(s))
    return ask_service(s);
  settle_master(s);
  settle_day(s);
  s.next.state = conversation_state::waitlist_offered;
  return request_for(s);
}

effect hear_waitlist_tap(step& s, const waitlist_button& tapped) {
  using verb = waitlist_button::verb;
  switch (tapped.what) {
  case verb::join:
    return join_waitlist(s, tapped.context);
  case verb::accept:
  case verb::book:
    if (tapped.context && !tapped.context->master_id.empty())
      return choose_slot(s, *tapped.context);
    return lead_on(s, text_key::session_expired);
  case verb::pass:
    return tell_waiting(s, text_key::waitlist_already);
  case verb::leave:
    break;
  }
  return call_reply(s);
}

reply hear_waitlist(step& s, const waitlist_outcome& outcome) {
  switch (outcome.what) {
  case waitlist_outcome::kind::joined:
    return tell_waiting(s, text_key::waitlist_joined);
  case waitlist_outcome::kind::already_on_it:
    return tell_waiting(s, text_key::waitlist_already);
  case waitlist_outcome::kind::unavailable:
    break;
  }
  s.reason = words(s, text_key::error, {{"phone", s.where().contact_phone}});
  return offer_waitlist(s);
}

} // namespace quickbooking
