#include "booking/calendar/time_ranges.hpp"

#include <algorithm>

namespace quickbooking {

bool join(time_range& first, const time_range& next) {
  if (next.begin > first.end)
    return false;
  first.end = std::max(first.end, next.end);
  return true;
}

time_ranges union_of(std::vector<time_range> ranges) {
  std::erase_if(ranges, [](const auto& x) { return x.begin >= x.end; });
  std::ranges::sort(ranges, {}, &time_range::begin);
  if (ranges.empty())
    return ranges;
  auto last = ranges.begin();
  for (const auto& x : ranges)
    if (!join(*last, x))
      *++last = x;
  ranges.erase(last + 1, ranges.end());
  return ranges;
}

void append(time_ranges& all, const time_range& next) {
  if (all.empty() || !join(all.back(), next))
    all.push_back(next);
}

time_ranges intersection_of(const time_ranges& a, const time_ranges& b) {
  time_ranges both;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    const time_range common{std::max(i->begin, j->begin), std::min(i->end, j->end)};
    if (common.begin < common.end)
      both.push_back(common);
    ++(i->end < j->end ? i : j);
  }
  return both;
}

time_ranges difference_of(time_ranges a, const time_ranges& b) {
  if (b.empty())
    return a;
  time_ranges rest;
  auto j = b.begin();
  for (auto left : a) {
    while (j != b.end() && j->end <= left.begin)
      ++j;
    for (auto k = j; k != b.end() && k->begin < left.end; ++k) {
      if (left.begin < k->begin)
        rest.push_back({left.begin, k->begin});
      left.begin = k->end;
    }
    if (left.begin < left.end)
      rest.push_back(left);
  }
  return rest;
}

} // namespace quickbooking
