#include "booking/calendar/popular.hpp"
#include "booking/calendar/zone.hpp"
#include "booking/conversation/offers.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

/// A popular hour further away than its next two occurrences is of no use to anybody.
constexpr int popular_days = 14;

struct popular_choice {
  popular_time cell;
  opening next_free;
};

bool is_in(const popular_time& cell, const opening& x) {
  return weekday_of(x.date) == cell.day
         && std::chrono::floor<std::chrono::hours>(x.time_of_day) == cell.hour;
}

std::vector<popular_choice> popular_choices(const step& s, const free_times& found) {
  const auto& openings = found.own().empty() ? found.all : found.own();
  std::vector<popular_choice> choices;
  for (const auto& cell : popular_times(s.where(), s.in.calendar, s.in.now)) {
    const auto at
        = std::ranges::find_if(openings, [&](const opening& x) { return is_in(cell, x); });
    if (at != openings.end() && days_between(s.today(), at->date) < popular_days)
      choices.push_back({cell, *at});
  }
  return choices;
}

/// All times, whatever is popular.
extra_option all_times_option(const step& s) {
  return option_for(s, text_key::label_all_times,
                    nav_button{nav_button::verb::page, 0, context_of(s)});
}

} // namespace

bool has_popular(const step& s, const free_times& found) {
  return !popular_choices(s, found).empty();
}

reply offer_popular(step& s, const request& r, const free_times& found) {
  const auto choices = popular_choices(s, found);
  if (choices.empty()) {
    s.reason = words(s, text_key::popular_full);
    show_afresh(s, offer_view::ranked);
    return offer_ranked(s, r, found);
  }
  s.next.slots.clear();
  std::vector<popular_time> cells;
  for (const auto& x : choices) {
    s.next.slots.push_back(make_slot(s.where(), *r.what, x.next_free, s.lang()));
    cells.push_back(x.cell);
  }
  s.next.state = conversation_state::slots_shown;
  return popular_card(s.where(), s.lang(), s.next.slots, cells, {all_times_option(s)});
}

} // namespace quickbooking
