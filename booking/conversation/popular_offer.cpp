#include "booking/calendar/popular.hpp"
#include "booking/calendar/zone.hpp"
#include "booking/conversation/offers.hpp"

namespace quickbooking {

namespace {

/// A popular hour further away than its next two occurrences is of no use to anybody.
constexpr int popular_days = 14;

struct popular_choice {
  popular_time cell;
  opening next_free;
};

/// Null if there is none in time.
const opening* next_in(const popular_time& cell, const opening_days& openings,
                       std::chrono::year_month_day today) {
  const auto ahead = static_cast<int>((cell.day - weekday_of(today)).count());
  for (auto days = ahead; days < popular_days; days += 7)
    for (const auto& x : openings.on(add_days(today, days)))
      if (std::chrono::floor<std::chrono::hours>(x.time_of_day) == cell.hour)
        return &x;
  return nullptr;
}

/// The first few of those that are free.
std::vector<popular_choice> popular_choices(const step& s, const free_times& found,
                                            std::size_t at_most) {
  std::vector<popular_choice> choices;
  for (const auto& cell : popular_times(s.where(), s.in.calendar, s.in.now)) {
    if (choices.size() == at_most)
      break;
    if (const auto* next = next_in(cell, found.own_or_all(), s.today()))
      choices.push_back({cell, *next});
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
  return !popular_choices(s, found, 1).empty();
}

reply offer_popular(step& s, const request& r, const free_times& found) {
  const auto choices = popular_choices(s, found, all_of_them);
  if (choices.empty()) {
    s.reason = words(s, text_key::popular_full);
    show_afresh(s, offer_view::ranked);
    return offer_ranked(s, r, found);
  }
  std::vector<slot> slots;
  std::vector<popular_time> cells;
  for (const auto& x : choices) {
    slots.push_back(make_slot(s.where(), *r.what, x.next_free, s.lang()));
    cells.push_back(x.cell);
  }
  s.next.slots = std::move(slots);
  s.next.state = conversation_state::slots_shown;
  return popular_card(s.where(), s.lang(), s.next.slots.all(), cells, {all_times_option(s)});
}

} // namespace quickbooking
