#include "booking/calendar/zone.hpp"
#include "booking/conversation/offers.hpp"
#include "booking/conversation/reasons.hpp"
#include "booking/conversation/slots_page.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

using std::chrono::minutes;
using std::chrono::year_month_day;

// -- what is wanted is free ---

text_key key_of_free(const request& r) {
  if (r.is_exact())
    return text_key::slot_available;
  if (r.target.date)
    return text_key::day_options;
  return r.target.time ? text_key::diff_day_options : text_key::next_options;
}

std::string words_of_free(const step& s, const request& r) {
  auto args = when_args(s, r.target.date.value_or(s.today()), r.target.time.value_or(minutes{0}));
  args.push_back({"service", r.what->name_in(s.lang())});
  return words(s, key_of_free(r), args);
}

/// A returning customer's usual hour must not push the wanted time from the first place.
void put_exact_first(const request& r, std::vector<ranked_opening>& times) {
  if (r.is_exact())
    std::ranges::stable_partition(
        times, [](const ranked_opening& x) { return proximity_label(x) == "exact"; });
}

bool has_any(const request& r, const opening_days& openings) {
  return r.target.date ? openings.any_within(*r.target.date, 1) : !openings.empty();
}

/// The best times in the wanted part of the day; in all of it, with the reason, if there are none.
std::vector<ranked_opening> best_times(step& s, const request& r, const free_times& found) {
  const auto count = r.target.usual_time ? all_of_them : max_shown_times;
  if (!r.part)
    return rank(found.all, r.target, count);
  const auto fitting = find_times_in(s, r, *r.part);
  if (has_any(r, fitting))
    return rank(fitting, r.target, count);
  s.reason = words(s, text_key::part_full);
  return rank(found.all, r.target, count);
}

void tell_if_master_is_full(step& s, const request& r, const free_times& found) {
  if (!r.target.who || !r.target.date || has_any(r, found.own()))
    return;
  s.reason = words(s, text_key::master_full,
                   {{"master", r.target.who->name}, {"day", day_words(s, *r.target.date)}});
}

std::vector<extra_option> popular_extra(const step& s, const request& r, const free_times& found) {
  if (r.target.date || r.target.time || !has_popular(s, found))
    return {};
  const choice_button popular{choice_button::verb::popular_times, context_of(s)};
  return {option_for(s, text_key::label_popular, popular)};
}

reply offer_free(step& s, const request& r, const free_times& found) {
  tell_if_master_is_full(s, r, found);
  auto times = best_times(s, r, found);
  put_exact_first(r, times);
  return show_slots(s, r, {words_of_free(s, r), std::move(times), popular_extra(s, r, found)});
}

// -- it is not ---

reply offer_instead(step& s, const request& r, const free_times& found) {
  if (s.next.pages_seen > 0)
    return offer_ranked(s, r, found);
  if (auto why = words_of_impossible_time(s, r); !why.empty()) {
    s.reason = reason_or(s, std::move(why));
    return offer_ranked(s, r, found);
  }
  const bool off_grid = verdict_on(s, r) == slot_verdict::free;
  return off_grid ? offer_same_day(s, r, found) : offer_choices(s, r, found);
}

reply offer_near_days(step& s, const request& r, const free_times& found) {
  auto near = found.all.within(*r.target.date, 7);
  if (near.empty())
    near = found.all.all();
  return show_slots(s, r, {words_of_full_day(s, r), rank(near, r.target, max_shown_times), {}});
}

reply offer_next_week(step& s, const request& r, const free_times& found) {
  const auto monday = add_days(r.target.date.value_or(s.today()), 7);
  std::vector<extra_option> extras;
  if (days_between(s.today(), monday) + 7 < search_days)
    extras.push_back(next_week_option(s, monday));
  auto times = rank(found.all.within(monday, 7), r.target, max_shown_times);
  return show_slots(s, r, {words(s, text_key::week_busy), std::move(times), std::move(extras)});
}

/// Two weeks or more are full: the earliest times, the waitlist, and the salon's number.
reply offer_earliest(step& s, const request& r, const free_times& found) {
  const auto first = r.target.date.value_or(s.today());
  auto times = rank(found.all.within(first, search_days), r.target);
  std::ranges::stable_sort(times, {}, [](const ranked_opening& x) { return x.what.start; });
  return show_slots(s, r,
                    {words(s, text_key::no_alternatives),
                     std::move(times),
                     {waitlist_option(s), call_option(s)}});
}

reply offer_near_horizon(step& s, const request& r, const free_times& found) {
  s.reason = words(s, text_key::too_far,
                   {{"date", format_date(s.lang(), add_days(s.today(), search_days - 1))}});
  return offer_ranked(s, r, found);
}

bool is_too_far(const step& s, const request& r) {
  return r.target.date && days_between(s.today(), *r.target.date) >= search_days;
}

} // namespace

reply offer_best(step& s, const request& r, const free_times& found) {
  if (s.next.wanted.is_flexible)
    return s.next.pages_seen > 0 ? offer_ranked(s, r, found) : offer_popular(s, r, found);
  if (is_too_far(s, r))
    return offer_near_horizon(s, r, found);
  switch (outlook_for(s, r, found)) {
  case outlook::other_time:
    return offer_instead(s, r, found);
  case outlook::day_full:
    return offer_near_days(s, r, found);
  case outlook::week_full:
    return offer_next_week(s, r, found);
  case outlook::weeks_full:
    return offer_earliest(s, r, found);
  case outlook::all_full:
    return offer_waitlist(s);
  case outlook::free:
    break;
  }
  return offer_free(s, r, found);
}

} // namespace quickbooking
