#include "booking/conversation/typed_text.hpp"

#include "booking/conversation/booking_steps.hpp"
#include "booking/conversation/offers.hpp"
#include "booking/conversation/taps.hpp"
#include "booking/conversation/waitlist_steps.hpp"
#include "booking/conversation/ways_out.hpp"
#include "booking/conversation/wish_merge.hpp"

namespace quickbooking {

namespace {

std::vector<option> last_options(const session& x) {
  const auto* shown = x.answered ? std::get_if<card>(&x.answered->content) : nullptr;
  return shown ? shown->options() : std::vector<option>{};
}

/// "2": the second option of the last card.
effect hear_number(step& s, int number) {
  const auto options = last_options(s.next);
  const auto at = static_cast<std::size_t>(number) - 1;
  if (number < 1 || at >= options.size())
    return lead_on(s, text_key::choose_option);
  return hear_tap(s, {options[at].id, options[at].title});
}

/// "Yes" is a tap on what the last card is for, if it is for one thing.
effect hear_yes(step& s) {
  const auto& x = s.next;
  if (x.state == conversation_state::confirming && x.selected_slot)
    if (const auto ref = parse_slot_id(x.selected_slot->id))
      return confirm_slot(s, *ref);
  if (x.state == conversation_state::slots_shown && x.slots.size() == 1)
    if (const auto ref = parse_slot_id(x.slots.front().id))
      return choose_slot(s, *ref);
  if (x.state == conversation_state::waitlist_offered)
    return join_waitlist(s, std::nullopt);
  return lead_on(s, text_key::choose_option);
}

effect hear_no(step& s) {
  if (s.next.state == conversation_state::confirming)
    return change_time(s, std::nullopt);
  return lead_on(s, text_key::choose_option);
}

effect hear_unknown(step& s) {
  const bool has_service = s.next.wanted.service_id.has_value();
  return lead_on(s, has_service ? text_key::choose_option : text_key::not_understood);
}

void take_services(step& s, const reading& r) {
  s.next.pending_services = r.service_ids;
  s.next.wanted.service_id.reset();
  s.next.wanted.service_name.reset();
}

/// What was said but cannot be had; the conversation goes on without it.
void tell_what_cannot_be(step& s, const reading& r) {
  if (r.unknown_master) {
    const auto name = r.said.master_name.value_or("");
    s.notes.push_back(words(s, text_key::unknown_master, {{"master", name}}));
  }
  if (r.past_date)
    s.notes.push_back(words(s, text_key::past_date, {{"date", ""}}));
}

void take_wish(step& s, const reading& r) {
  s.next.wanted = merged(s.next.wanted, r.said);
  if (r.unknown_master) {
    s.next.wanted.master_id.reset();
    s.next.wanted.master_name.reset();
  }
  if (r.service_ids.size() > 1)
    take_services(s, r);
  else
    std::erase(s.next.pending_services, s.next.wanted.service_id.value_or(""));
}

effect hear_wish(step& s, const reading& r) {
  tell_what_cannot_be(s, r);
  take_wish(s, r);
  remember_first_wish(s);
  s.next.selected_slot.reset();
  show_afresh(s);
  return r.said.is_usual ? offer_usual(s) : offer(s);
}

bool says_a_wish(const reading& r) {
  return r.said != intent{} || !r.service_ids.empty() || r.unknown_master || r.past_date;
}

effect hear_act(step& s, speech_act act) {
  switch (act) {
  case speech_act::greeting:
    return greet(s);
  case speech_act::thanks:
    return lead_on(s, text_key::thanks);
  case speech_act::yes:
    return hear_yes(s);
  case speech_act::no:
    return hear_no(s);
  case speech_act::cancel:
    return cancel(s);
  case speech_act::restart:
    return start_over(s);
  case speech_act::call_salon:
    return call_reply(s);
  case speech_act::wish:
    break;
  }
  return hear_unknown(s);
}

bool overrides_wishes(speech_act act) {
  return act == speech_act::cancel || act == speech_act::restart || act == speech_act::call_salon;
}

} // namespace

effect hear_text(step& s, const typed_text& typed) {
  const auto r = s.in.understand.read(s.where(), typed.text, s.lang(), s.in.now);
  if (r.number)
    return hear_number(s, *r.number);
  if (says_a_wish(r) && !overrides_wishes(r.act))
    return hear_wish(s, r);
  return hear_act(s, r.act);
}

} // namespace quickbooking
