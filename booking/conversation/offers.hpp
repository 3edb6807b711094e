#pragma once

#include "booking/conversation/free_times.hpp"

namespace quickbooking {

/// Answers the session's wish: asks for the service if that is missing, else shows what the
/// session's view is about.
reply offer(step& s);

/// The same for what a view found: used where one view has nothing and hands on to another.
reply offer_view_of(step& s, const request& r, const free_times& found);

// -- the views, by file ---

/// best_offer.cpp: slots, choices, other days or weeks, whatever fits the calendar.
reply offer_best(step& s, const request& r, const free_times& found);

/// choices.cpp: the wanted time is taken; "same day, other day, popular".
reply offer_choices(step& s, const request& r, const free_times& found);

/// The closest times, whatever they are.
reply offer_ranked(step& s, const request& r, const free_times& found);

/// day_offers.cpp
reply offer_same_day(step& s, const request& r, const free_times& found);
reply offer_other_day(step& s, const request& r, const free_times& found);
reply offer_different_days(step& s, const request& r, const free_times& found);
reply offer_week(step& s, const request& r, const free_times& found);

std::vector<ranked_opening> same_day_times(const request& r, const free_times& found);
std::vector<ranked_opening> other_day_times(const request& r, const free_times& found);

/// popular_offer.cpp
reply offer_popular(step& s, const request& r, const free_times& found);
bool has_popular(const step& s, const free_times& found);

/// usual_offer.cpp: "my usual"; the plain offer for customers without a habit.
reply offer_usual(step& s);

/// services.cpp: asks which service. Pages count from 0.
reply ask_service(step& s, int page = 0);
extra_option services_option(const step& s);

/// waitlist_steps.cpp: waitlist or call, where nothing is free.
reply offer_waitlist(step& s, text_key why = text_key::no_alternatives);
extra_option waitlist_option(const step& s);

/// "Next week", counted from this day.
extra_option next_week_option(const step& s, std::chrono::year_month_day shown);

} // namespace quickbooking
