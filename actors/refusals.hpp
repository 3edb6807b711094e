#pragma once

#include "actors/cores/refusal_tally.hpp"
#include "net/log.hpp"

#include <prometheus/counter.h>

#include <string>

namespace quickbooking {

/// What one part refuses for one reason: all of it counted, and logged, a line per second at most
/// (P10). For one thread.
class refusals {
public:
  /// `event` names it in the log: `event=turns_refused count=17`.
  refusals(prometheus::Counter& counter, std::string event, log_ptr log)
      : counter_(counter),
        event_(std::move(event)),
        log_(std::move(log)) {}

  void add();

private:
  prometheus::Counter& counter_;
  std::string event_;
  log_ptr log_;
  refusal_tally tally_;
};

} // namespace quickbooking
