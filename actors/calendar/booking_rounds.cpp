#include "actors/calendar/booking_rounds.hpp"

#include <algorithm>

namespace quickbooking {

bool exclude_each_other(const book_request& a, const book_request& b) {
  if (a.salon_id != b.salon_id)
    return false;
  const auto overlap
      = a.chosen.master_id == b.chosen.master_id && a.start < b.end && b.start < a.end;
  return overlap || a.idempotency_key == b.idempotency_key;
}

std::vector<std::size_t> first_of_each_slot(const std::vector<book_request>& batch,
                                            const std::vector<std::size_t>& open) {
  std::vector<std::size_t> first;
  for (const auto n : open) {
    const auto is_in_the_way
        = [&](std::size_t earlier) { return exclude_each_other(batch[earlier], batch[n]); };
    if (std::ranges::none_of(first, is_in_the_way))
      first.push_back(n);
  }
  return first;
}

} // namespace quickbooking
