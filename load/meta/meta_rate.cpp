#include "load/meta/meta_rate.hpp"

#include <algorithm>

namespace quickbooking {

bool rate_meter::allows(const rate& limit, instant now) const {
  return paid_until_ <= now + limit.interval * (limit.burst - 1);
}

void rate_meter::take(const rate& limit, instant now) {
  paid_until_ = std::max(paid_until_, fine_instant{now}) + limit.interval;
}

} // namespace quickbooking
