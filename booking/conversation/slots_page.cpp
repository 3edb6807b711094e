#include "booking/conversation/slots_page.hpp"

#include <algorithm>
#include <array>

namespace quickbooking {

namespace {

/// By tier: for the old service's logs; the order does not rest on it.
constexpr std::array<int, 7> proximity_scores{100, 100, 85, 70, 60, 50, 40};

struct page {
  std::size_t first = 0;
  std::size_t size = 0;
  bool has_next = false;
  bool is_beyond = false; ///< "see more" was tapped where there is no more
};

page page_at(int pages_seen, std::size_t times) {
  const auto pages
      = std::min<std::size_t>((times + slots_per_page - 1) / slots_per_page, slots_pages);
  const auto wanted = static_cast<std::size_t>(std::max(0, pages_seen));
  const auto at = std::min(wanted, pages - 1);
  return {at * slots_per_page, std::min(slots_per_page, times - at * slots_per_page),
          at + 1 < pages, wanted > at};
}

slot shown_slot(const step& s, const request& r, const ranked_opening& x) {
  auto shown = make_slot(s.where(), *r.what, x.what, s.lang());
  shown.show_star = x.star;
  shown.is_preferred = r.target.who == x.what.who;
  shown.proximity_label = proximity_label(x);
  shown.proximity_score = proximity_scores[static_cast<std::size_t>(std::clamp(x.tier, 0, 6))];
  return shown;
}

/// How far a time is from the wish; empty where nothing was wished.
std::string distance(const step& s, const request& r, const ranked_opening& x) {
  if (!r.target.date && !r.target.time)
    return {};
  return format_distance(s.lang(), x.day_distance, x.minute_distance);
}

void add_once(std::vector<extra_option>& extras, const extra_option& extra) {
  if (std::ranges::find(extras, extra.id, &extra_option::id) == extras.end())
    extras.push_back(extra);
}

void add_ways_on(const step& s, const page& at, std::vector<extra_option>& extras) {
  const auto context = context_of(s);
  const action_button more{action_button::verb::see_more, context, {}};
  const nav_button other{nav_button::verb::different_day, 0, context};
  if (at.has_next) {
    extras.insert(extras.begin(), option_for(s, text_key::label_see_more, more));
  } else if (at.first > 0 || at.is_beyond) {
    add_once(extras, option_for(s, text_key::label_different_day, other));
    add_once(extras, call_option(s));
  }
}

std::string body_of(step& s, const page& at, std::string first_body) {
  if (at.is_beyond)
    return words(s, text_key::see_more_end);
  return at.first > 0 ? words(s, text_key::choose_option) : std::move(first_body);
}

} // namespace

reply show_slots(step& s, const request& r, slots_list list) {
  const auto at = page_at(s.next.pages_seen, list.times.size());
  std::vector<slot> slots;
  std::vector<std::string> distances;
  for (auto i = at.first; i < at.first + at.size; ++i) {
    slots.push_back(shown_slot(s, r, list.times[i]));
    distances.push_back(distance(s, r, list.times[i]));
  }
  add_ways_on(s, at, list.extras);
  s.next.slots = std::move(slots);
  s.next.state = conversation_state::slots_shown;
  return slots_card(s.where(), s.lang(), reason_or(s, body_of(s, at, std::move(list.body))),
                    s.next.slots.all(), distances, list.extras);
}

} // namespace quickbooking
