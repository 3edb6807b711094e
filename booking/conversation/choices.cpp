#include "booking/conversation/offers.hpp"

#include <array>

namespace quickbooking {

namespace {

struct choice {
  offer_view view;
  choice_button::verb verb;
  text_key label;
};

constexpr std::array<choice, 3> choices{{
    {offer_view::same_day, choice_button::verb::same_day_diff_time, text_key::label_same_day},
    {offer_view::other_day, choice_button::verb::diff_day_same_time, text_key::label_other_day},
    {offer_view::popular, choice_button::verb::popular_times, text_key::label_popular},
}};

bool gives_something(const step& s, const request& r, const free_times& found, offer_view view) {
  switch (view) {
  case offer_view::same_day:
    return !same_day_times(r, found).empty();
  case offer_view::other_day:
    return !other_day_times(r, found).empty();
  default:
    return has_popular(s, found);
  }
}

std::vector<choice> sensible_choices(const step& s, const request& r, const free_times& found) {
  std::vector<choice> sensible;
  for (const auto& x : choices)
    if (gives_something(s, r, found, x.view))
      sensible.push_back(x);
  return sensible;
}

card card_of(step& s, const std::vector<choice>& sensible) {
  std::vector<extra_option> options;
  for (const auto& x : sensible)
    options.push_back(option_for(s, x.label, choice_button{x.verb, context_of(s)}));
  s.next.state = conversation_state::choice_presented;
  s.next.slots.clear();
  return choice_card(s.lang(), reason_or(s, {}), options);
}

} // namespace

reply offer_choices(step& s, const request& r, const free_times& found) {
  if (s.reason.empty())
    s.reason = words(s, text_key::slot_taken, when_args(s, *r.target.date, *r.target.time));
  const auto sensible = sensible_choices(s, r, found);
  if (sensible.size() > 1)
    return card_of(s, sensible);
  s.next.view = sensible.empty() ? offer_view::ranked : sensible.front().view;
  return offer_view_of(s, r, found);
}

} // namespace quickbooking
