#include "booking/conversation/offers.hpp"

#include "booking/calendar/zone.hpp"
#include "booking/conversation/slots_page.hpp"
#include "booking/conversation/wish_merge.hpp"

namespace quickbooking {

reply offer(step& s) {
  if (!settle_service(s))
    return ask_service(s);
  settle_master(s);
  settle_day(s);
  s.next.selected_slot.reset();
  const auto r = request_of(s);
  const auto found = find_free_times(s, r);
  return found.all.empty() ? offer_waitlist(s) : offer_view_of(s, r, found);
}

reply offer_view_of(step& s, const request& r, const free_times& found) {
  switch (s.next.view) {
  case offer_view::best:
    return offer_best(s, r, found);
  case offer_view::ranked:
    return offer_ranked(s, r, found);
  case offer_view::same_day:
    return offer_same_day(s, r, found);
  case offer_view::other_day:
    return offer_other_day(s, r, found);
  case offer_view::popular:
    return offer_popular(s, r, found);
  case offer_view::different_days:
    return offer_different_days(s, r, found);
  case offer_view::week:
    return offer_week(s, r, found);
  }
  return offer_best(s, r, found);
}

reply offer_ranked(step& s, const request& r, const free_times& found) {
  return show_slots(
      s, r, {words(s, text_key::choose_option), rank(found.all, r.target, max_shown_times), {}});
}

extra_option next_week_option(const step& s, std::chrono::year_month_day shown) {
  auto wanted = s.next.wanted;
  wanted.date = shown;
  const auto context = context_of(wanted, s.where(), to_civil(s.where().zone, s.in.now));
  return option_for(s, text_key::label_next_week,
                    nav_button{nav_button::verb::next_week, 0, context});
}

} // namespace quickbooking
