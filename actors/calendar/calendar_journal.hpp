#pragma once

#include "actors/calendar/calendar_batch.hpp"
#include "actors/metrics.hpp"
#include "actors/refusals.hpp"

#include <array>
#include <chrono>

namespace quickbooking {

/// Counts and logs what the calendar does.
class calendar_journal {
public:
  calendar_journal(metrics& figures, log_ptr log);

  void answered(const booking_outcome& x);
  void answered(const waitlist_outcome& x);

  /// A request was answered `unavailable` because too many wait, or because it waited too long.
  void refused_queue_full() { queue_full_.add(); }
  void refused_late() { late_.add(); }

  void waiting(std::size_t n) { waiting_.Set(static_cast<double>(n)); }

  /// A batch has come back. Only the first failure of a row is logged, and the recovery.
  void wrote(const calendar_batch& batch, std::chrono::steady_clock::duration took);

private:
  log_ptr log_;
  std::array<prometheus::Counter*, 5> bookings_;
  std::array<prometheus::Counter*, 3> waits_;
  refusals queue_full_;
  refusals late_;
  prometheus::Counter& failures_;
  prometheus::Gauge& waiting_;
  prometheus::Histogram& batches_;
  bool failing_ = false;
};

} // namespace quickbooking
