#include "load/engine/run_recorder.hpp"

#include <algorithm>
#include <utility>

namespace quickbooking {

namespace {

std::chrono::microseconds span(run_time from, run_time to) {
  return std::chrono::duration_cast<std::chrono::microseconds>(to - from);
}

} // namespace

void histogram_pair::record(const message_times& times, run_time at) {
  intended.record(span(times.intended, at));
  service.record(span(times.sent, at));
}

void histogram_pair::clear() {
  intended.clear();
  service.clear();
}

void run_recorder::delivered(const message_times& times, run_time at) {
  ++achieved_;
  to_acknowledgement_.record(times, at);
}

void run_recorder::answered(const message_times& times, run_time at) {
  ++answers_;
  to_reply_.record(times, at);
  this_second_.record(times, at);
}

void run_recorder::failed(const std::string& error) {
  ++errors_[error];
  ++errors_this_second_[error];
}

const second_row& run_recorder::close_second(std::chrono::milliseconds elapsed,
                                             std::uint64_t active_customers,
                                             const std::string& redis) {
  const std::chrono::duration<double> length
      = std::max(elapsed - std::exchange(last_end_, elapsed), std::chrono::milliseconds{1});
  second_row row;
  row.elapsed = elapsed;
  row.offered = static_cast<double>(std::exchange(offered_, 0)) / length.count();
  row.achieved = static_cast<double>(std::exchange(achieved_, 0)) / length.count();
  row.active_customers = active_customers;
  row.response = brief(this_second_.intended);
  row.service = brief(this_second_.service);
  row.errors = std::exchange(errors_this_second_, {});
  row.redis = redis;
  this_second_.clear();
  seconds_.push_back(std::move(row));
  return seconds_.back();
}

} // namespace quickbooking
