#include "booking/conversation/booking_steps.hpp"

#include "booking/calendar/zone.hpp"
#include "booking/conversation/alternatives.hpp"
#include "booking/conversation/offers.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

std::string idempotency_key(const step& s, const slot_ref& ref) {
  return s.customer + "|" + s.where().id + "|" + ref.service_id + "|" + ref.master_id + "|"
         + to_iso8601(ref.start);
}

book_request request_for(const step& s, const slot_ref& ref, const slot& chosen) {
  book_request wanted;
  wanted.idempotency_key = idempotency_key(s, ref);
  wanted.salon_id = s.where().id;
  wanted.customer = s.customer;
  wanted.customer_name = s.customer_name.empty() ? nameless_customer : s.customer_name;
  wanted.chosen = chosen;
  wanted.start = ref.start;
  wanted.end = ref.start + std::chrono::minutes{chosen.duration};
  return wanted;
}

/// The service with which the conversation showed the slot; empty if it did not.
std::string shown_service(const session& x, const slot_ref& ref) {
  const auto is_it = [&](const slot& y) { return parse_slot_id(y.id) == ref; };
  if (x.selected_slot && is_it(*x.selected_slot))
    return x.selected_slot->service_id;
  const auto found = std::ranges::find_if(x.slots, is_it);
  return found == x.slots.end() ? std::string{} : found->service_id;
}

/// The reference with its service filled in: ids of the old service do not carry it, nor, often, do
/// its sessions' intents. Nothing if it must be asked for.
std::optional<slot_ref> completed(const step& s, slot_ref ref) {
  if (!ref.service_id.empty())
    return ref;
  const auto* who = s.where().find_master(ref.master_id);
  const auto shown = shown_service(s.next, ref);
  const auto* wanted
      = s.where().find_service(shown.empty() ? s.next.wanted.service_id.value_or("") : shown);
  const bool fits = who == nullptr || (wanted != nullptr && who->does(wanted->kind));
  const auto made = make_slot(s.where(), ref, fits && wanted ? wanted->id : "", s.lang());
  ref.service_id = made ? made->service_id : fits && wanted ? wanted->id : "";
  return ref.service_id.empty() ? std::nullopt : std::optional{ref};
}

const booking_record* own_booking(const step& s, const slot_ref& ref) {
  return find_booking(s.in.calendar, s.customer, ref.service_id, ref.master_id, ref.start);
}

/// The slot is this customer's already. Another conversation that is under way goes on.
reply tell_already(step& s, const booking_record& own) {
  const auto selected = s.next.selected_slot ? s.next.selected_slot->start() : std::nullopt;
  s.finished = s.next.state == conversation_state::initial || selected == own.start;
  if (s.finished)
    s.next.state = conversation_state::completed;
  return booking_confirmed{own.id, own.code,
                           words(s, text_key::already_confirmed, {{"code", own.code}})};
}

reply show_confirmation(step& s, const slot_ref& ref) {
  s.next.selected_slot = make_slot(s.where(), ref, {}, s.lang());
  s.next.wanted.service_id = ref.service_id;
  s.next.wanted.service_name = s.next.selected_slot->service_name;
  s.next.state = conversation_state::confirming;
  return confirmation_card(s.where(), s.lang(), *s.next.selected_slot);
}

/// What stands in the way of booking the slot; nothing if it is free.
std::optional<reply> obstacle(step& s, const std::optional<slot_ref>& ref, const slot_ref& tapped) {
  if (!ref)
    return ask_service_of(s, tapped);
  if (const auto* own = own_booking(s, *ref))
    return tell_already(s, *own);
  const auto verdict = check_slot(s.where(), *ref, s.in.calendar, s.in.now);
  return verdict == slot_verdict::free ? std::nullopt
                                       : std::optional{offer_alternatives(s, *ref, verdict)};
}

slot_ref selected_ref(const session& x) {
  const auto ref = x.selected_slot ? parse_slot_id(x.selected_slot->id) : std::nullopt;
  if (!ref || !ref->service_id.empty())
    return ref.value_or(slot_ref{});
  return {ref->master_id, x.selected_slot->service_id, ref->start};
}

std::string words_of_next_service(const step& s) {
  for (const auto& id : s.next.pending_services)
    if (const auto* what = s.where().find_service(id))
      return "\n" + words(s, text_key::next_service, {{"service", what->name_in(s.lang())}});
  return {};
}

reply tell_booked(step& s, const booking_outcome& outcome) {
  const bool is_new = outcome.what == booking_outcome::kind::booked && s.next.selected_slot;
  auto said = is_new
                  ? confirmed_text(s.where(), s.lang(), *s.next.selected_slot, outcome.booking_code)
                  : words(s, text_key::already_confirmed, {{"code", outcome.booking_code}});
  s.next.state = conversation_state::completed;
  s.finished = true;
  return booking_confirmed{outcome.booking_id, outcome.booking_code,
                           said + words_of_next_service(s)};
}

reply tell_unavailable(step& s) {
  s.reason = words(s, text_key::error, {{"phone", s.where().contact_phone}});
  return confirm_again(s);
}

} // namespace

reply choose_slot(step& s, slot_ref tapped) {
  const auto ref = completed(s, tapped);
  if (auto instead = obstacle(s, ref, tapped))
    return *std::move(instead);
  return show_confirmation(s, *ref);
}

effect confirm_slot(step& s, slot_ref tapped) {
  const auto ref = completed(s, tapped);
  if (auto instead = obstacle(s, ref, tapped))
    return *std::move(instead);
  show_confirmation(s, *ref);
  s.next.state = conversation_state::booking;
  return request_for(s, *ref, *s.next.selected_slot);
}

reply confirm_again(step& s) {
  return s.next.selected_slot ? choose_slot(s, selected_ref(s.next)) : offer(s);
}

reply change_time(step& s, const std::optional<slot_ref>& context) {
  const auto ref = context.value_or(selected_ref(s.next));
  if (ref == slot_ref{})
    return offer(s);
  if (!want_time_of(s, ref))
    return ask_service_of(s, ref);
  if (!ref.master_id.empty()) {
    s.next.wanted.master_id = ref.master_id;
    s.next.wanted.master_name.reset();
  }
  show_afresh(s, offer_view::same_day);
  return offer(s);
}

effect repeat_booking(step& s) {
  const auto ref = selected_ref(s.next);
  const auto chosen = make_slot(s.where(), ref, {}, s.lang());
  if (!chosen)
    return offer(s);
  return request_for(s, ref, *chosen);
}

reply hear_booking(step& s, const booking_outcome& outcome) {
  using kind = booking_outcome::kind;
  switch (outcome.what) {
  case kind::booked:
  case kind::already_booked:
    return tell_booked(s, outcome);
  case kind::taken:
    return offer_alternatives(s, selected_ref(s.next), slot_verdict::taken);
  case kind::in_the_past:
    return offer_alternatives(s, selected_ref(s.next), slot_verdict::in_the_past);
  case kind::unavailable:
    break;
  }
  return tell_unavailable(s);
}

} // namespace quickbooking
