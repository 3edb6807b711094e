#pragma once

#include <prometheus/gauge.h>

namespace quickbooking {

/// One actor's part of a gauge that shows the sum of several. For one thread; the gauge outlives
/// it.
class gauge_share {
public:
  explicit gauge_share(prometheus::Gauge& sum) : sum_{sum} {}

  void set(double mine) {
    sum_.Increment(mine - mine_);
    mine_ = mine;
  }

private:
  prometheus::Gauge& sum_;
  double mine_ = 0;
};

} // namespace quickbooking
