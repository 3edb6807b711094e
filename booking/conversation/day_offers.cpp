#include "booking/calendar/zone.hpp"
#include "booking/conversation/offers.hpp"
#include "booking/conversation/slots_page.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace quickbooking {

namespace {

using std::chrono::year_month_day;

bool is_wanted_time(const request& r, const ranked_opening& x) {
  return r.target.time == x.what.time_of_day
         && (r.target.who == nullptr || r.target.who == x.what.who);
}

std::string words_of_same_day(const step& s, const request& r) {
  if (r.target.time)
    return words(s, text_key::same_day_options, when_args(s, *r.target.date, *r.target.time));
  return words(s, text_key::day_options,
               {{"service", r.what->name_in(s.lang())}, {"day", day_words(s, *r.target.date)}});
}

std::string words_of_other_days(const step& s, const request& r) {
  if (r.target.time)
    return words(s, text_key::diff_day_options, {{"time", format_time(s.lang(), *r.target.time)}});
  return words(s, text_key::next_options, {{"service", r.what->name_in(s.lang())}});
}

/// The best time of each day but the wanted one, the nearest day first.
std::vector<ranked_opening> one_a_day(const request& r, const free_times& found) {
  auto times = rank(found.own_or_all().all(), r.target);
  std::ranges::stable_sort(times, {}, [](const ranked_opening& x) {
    return std::pair{std::abs(x.minute_distance), x.what.start};
  });
  std::set<year_month_day> seen;
  std::erase_if(times, [&](const ranked_opening& x) {
    return x.what.date == r.target.date || !seen.insert(x.what.date).second;
  });
  std::ranges::stable_sort(times, {}, [](const ranked_opening& x) {
    return std::pair{std::abs(x.day_distance), x.what.start};
  });
  return times;
}

} // namespace

std::vector<ranked_opening> same_day_times(const request& r, const free_times& found) {
  if (!r.target.date)
    return {};
  auto times = same_day_other_time(found.all.on(*r.target.date), r.target);
  std::erase_if(times, [&](const ranked_opening& x) { return is_wanted_time(r, x); });
  std::ranges::stable_partition(times, [&](const ranked_opening& x) {
    return r.target.who == nullptr || r.target.who == x.what.who;
  });
  return times;
}

std::vector<ranked_opening> other_day_times(const request& r, const free_times& found) {
  auto times = other_day_same_time(found.own().all(), r.target);
  return times.empty() ? other_day_same_time(found.all.all(), r.target) : times;
}

reply offer_same_day(step& s, const request& r, const free_times& found) {
  auto times = same_day_times(r, found);
  if (!times.empty())
    return show_slots(s, r, {words_of_same_day(s, r), std::move(times), {}});
  if (r.target.date && s.reason.empty())
    s.reason = words(s, text_key::nothing_more_that_day, {{"day", day_words(s, *r.target.date)}});
  show_afresh(s, offer_view::ranked);
  return offer_ranked(s, r, found);
}

reply offer_other_day(step& s, const request& r, const free_times& found) {
  auto times = other_day_times(r, found);
  if (times.empty())
    return offer_different_days(s, r, found);
  return show_slots(s, r, {words_of_other_days(s, r), std::move(times), {}});
}

reply offer_different_days(step& s, const request& r, const free_times& found) {
  auto times = one_a_day(r, found);
  if (times.empty())
    return offer_ranked(s, r, found);
  return show_slots(s, r, {words_of_other_days(s, r), std::move(times), {}});
}

reply offer_week(step& s, const request& r, const free_times& found) {
  const auto first = r.target.date.value_or(s.today());
  auto times = rank(found.all.within(first, 7), r.target, max_shown_times);
  if (times.empty())
    return offer_best(s, r, found);
  std::vector<extra_option> extras;
  if (days_between(s.today(), first) + 7 < search_days)
    extras.push_back(next_week_option(s, first));
  auto body = words(s, text_key::next_options, {{"service", r.what->name_in(s.lang())}});
  return show_slots(s, r, {std::move(body), std::move(times), std::move(extras)});
}

} // namespace quickbooking
