#include "booking/conversation/paging.hpp"

#include "booking/calendar/zone.hpp"
#include "booking/conversation/offers.hpp"
#include "booking/conversation/slots_page.hpp"
#include "booking/conversation/ways_out.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

/// Some views are a single card; behind it are all times.
void turn_to_page(step& s, int page) {
  auto& view = s.next.view;
  const bool is_single_card
      = view == offer_view::popular
        || (view == offer_view::best && (page == 0 || s.next.wanted.is_flexible));
  if (is_single_card)
    view = offer_view::ranked;
  s.next.pages_seen = std::clamp(page, 0, slots_pages);
}

reply show_page(step& s, int page) {
  if (s.next.state == conversation_state::asking_service)
    return ask_service(s, page);
  turn_to_page(s, page);
  return offer(s);
}

reply show_different_days(step& s) {
  show_afresh(s, offer_view::different_days);
  return offer(s);
}

reply show_next_week(step& s) {
  if (settle_service(s))
    settle_day(s);
  const auto next = add_days(s.next.wanted.date.value_or(s.today()), 7);
  if (days_between(s.today(), next) >= search_days) {
    s.reason = words(s, text_key::see_more_end);
    return show_different_days(s);
  }
  s.next.wanted.date = next;
  s.next.wanted.day_of_week.reset();
  show_afresh(s, offer_view::week);
  return offer(s);
}

/// One step back: from the confirmation to the times, from those to what they were chosen from.
reply go_back(step& s) {
  if (s.next.state != conversation_state::confirming)
    show_afresh(s);
  return s.next.state == conversation_state::asking_service ? ask_service(s) : offer(s);
}

} // namespace

reply see_more(step& s, const std::optional<slot_ref>& context) {
  if (!adopt_context(s, context))
    return lead_on(s, text_key::session_expired);
  return show_page(s, s.next.pages_seen + 1);
}

reply hear_nav_tap(step& s, const nav_button& tapped) {
  using verb = nav_button::verb;
  if (!adopt_context(s, tapped.context))
    return lead_on(s, text_key::session_expired);
  switch (tapped.what) {
  case verb::next:
    return show_page(s, s.next.pages_seen + 1);
  case verb::prev:
    return show_page(s, std::max(0, s.next.pages_seen - 1));
  case verb::page:
    return show_page(s, tapped.page);
  case verb::next_week:
    return show_next_week(s);
  case verb::different_day:
    return show_different_days(s);
  case verb::back:
    break;
  }
  return go_back(s);
}

} // namespace quickbooking
