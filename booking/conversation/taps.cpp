#include "booking/conversation/taps.hpp"

#include "booking/conversation/booking_steps.hpp"
#include "booking/conversation/offers.hpp"
#include "booking/conversation/paging.hpp"
#include "booking/conversation/waitlist_steps.hpp"
#include "booking/conversation/ways_out.hpp"

#include <algorithm>
#include <charconv>

namespace quickbooking {

namespace {

constexpr std::size_t max_choices = 10;

int page_number(const std::string& digits) {
  int page = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), page);
  return page;
}

void remember_choice(step& s, std::string_view id) {
  auto& made = s.next.choices;
  made.push_back({std::string{id}, s.in.now});
  if (made.size() > max_choices)
    made.erase(made.begin(), made.end() - max_choices);
}

reply choose(step& s, const choice_button& x, std::string_view id, offer_view view) {
  if (!adopt_context(s, x.context))
    return lead_on(s, text_key::session_expired);
  remember_choice(s, id);
  show_afresh(s, view);
  return offer(s);
}

reply hear_choice_tap(step& s, const choice_button& x) {
  using verb = choice_button::verb;
  switch (x.what) {
  case verb::same_day_diff_time:
    return choose(s, x, "same_day_diff_time", offer_view::same_day);
  case verb::diff_day_same_time:
    return choose(s, x, "diff_day_same_time", offer_view::other_day);
  case verb::popular_times:
    return choose(s, x, "popular_times", offer_view::popular);
  case verb::see_more:
    break;
  }
  return see_more(s, x.context);
}

reply hear_service_tap(step& s, const std::string& id) {
  const auto offered = s.where().active_services();
  const auto at = std::ranges::find(offered, id, [](const service* x) { return x->id; });
  if (at == offered.end())
    return lead_on(s, text_key::session_expired);
  if (s.next.state != conversation_state::asking_service)
    show_afresh(s);
  want_service(s, **at);
  std::erase(s.next.pending_services, id);
  remember_first_wish(s);
  return offer(s);
}

reply ask_among_all(step& s, int page) {
  show_afresh(s);
  return ask_service(s, page);
}

effect hear_action_tap(step& s, const action_button& x) {
  using verb = action_button::verb;
  switch (x.what) {
  case verb::change_slot:
    return change_time(s, x.context);
  case verb::see_more:
    return see_more(s, x.context);
  case verb::join_waitlist:
    return join_waitlist(s, x.context);
  case verb::cancel:
    return cancel(s);
  case verb::restart:
    return start_over(s);
  case verb::service:
    return hear_service_tap(s, x.argument);
  case verb::services_page:
    return ask_among_all(s, page_number(x.argument));
  case verb::usual:
    return offer_usual(s);
  case verb::call_salon:
    break;
  }
  return call_reply(s);
}

struct visitor {
  step& s;

  effect operator()(const slot_button& x) const { return choose_slot(s, x.ref); }
  effect operator()(const confirm_button& x) const { return confirm_slot(s, x.ref); }
  effect operator()(const choice_button& x) const { return hear_choice_tap(s, x); }
  effect operator()(const action_button& x) const { return hear_action_tap(s, x); }
  effect operator()(const waitlist_button& x) const { return hear_waitlist_tap(s, x); }
  effect operator()(const nav_button& x) const { return hear_nav_tap(s, x); }
};

} // namespace

effect hear_button(step& s, const button& tapped) { return std::visit(visitor{s}, tapped); }

effect hear_tap(step& s, const button_tap& tap) {
  const auto tapped = parse_button_id(tap.id);
  return tapped ? hear_button(s, *tapped) : tell_expired(s);
}

} // namespace quickbooking
