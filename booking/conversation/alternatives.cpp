#include "booking/conversation/alternatives.hpp"

#include "booking/calendar/zone.hpp"
#include "booking/conversation/offers.hpp"
#include "booking/conversation/reasons.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

void want_start(step& s, instant start) {
  auto& wanted = s.next.wanted;
  const auto civil = to_civil(s.where().zone, start);
  wanted.date = std::max(civil.date, s.today());
  wanted.day_of_week.reset();
  wanted.time = civil.time_of_day;
  wanted.part.reset();
  wanted.is_flexible = false;
}

std::string words_of(const step& s, const request& r, const slot_ref& refused, slot_verdict why) {
  const auto civil = to_civil(s.where().zone, refused.start);
  switch (why) {
  case slot_verdict::taken:
    return words(s, text_key::slot_just_taken,
                 {{"time", format_time(s.lang(), civil.time_of_day)}});
  case slot_verdict::in_the_past:
    return words(s, text_key::slot_in_past, when_args(s, civil.date, civil.time_of_day));
  case slot_verdict::outside_hours:
    return words_of_closed(s, r);
  default:
    return {};
  }
}

/// Any master will do if the conversation says so; else the one of the refused slot is wanted.
bool keeps_any_master(const step& s, const slot_ref& ref) {
  return s.next.state != conversation_state::initial && s.next.wanted.service_id == ref.service_id;
}

} // namespace

bool want_time_of(step& s, const slot_ref& ref) {
  auto& wanted = s.next.wanted;
  const bool any_master = keeps_any_master(s, ref);
  wanted.service_id = ref.service_id;
  wanted.service_name.reset();
  if (!any_master && !ref.master_id.empty()) {
    wanted.master_id = ref.master_id;
    wanted.master_name.reset();
  }
  want_start(s, ref.start);
  return settle_service(s);
}

reply ask_service_of(step& s, const slot_ref& ref) {
  want_time_of(s, ref);
  s.next.wanted.service_id.reset();
  show_afresh(s);
  return ask_service(s);
}

reply offer_alternatives(step& s, const slot_ref& refused, slot_verdict why) {
  s.next.selected_slot.reset();
  if (refused.service_id.empty() || !want_time_of(s, refused)) {
    s.reason = words(s, text_key::session_expired);
    return offer(s);
  }
  settle_master(s);
  show_afresh(s, offer_view::ranked);
  const auto r = request_of(s);
  const auto found = find_free_times(s, r);
  if (found.all.empty())
    return offer_waitlist(s);
  s.reason = words_of(s, r, refused, why);
  return offer_ranked(s, r, found);
}

} // namespace quickbooking
