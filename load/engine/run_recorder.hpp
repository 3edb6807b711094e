#pragma once

#include "load/figures/histogram.hpp"
#include "load/report/run_report.hpp"
#include "load/verdict/message_ledger.hpp"

#include <string>
#include <vector>

namespace quickbooking {

/// A latency on both clocks: from the intended time, and from the time of sending.
struct histogram_pair {
  histogram intended;
  histogram service;

  void record(const message_times& times, run_time at);
  void clear();

  latency_pair figures() const { return {figures_of(intended), figures_of(service)}; }
};

/// Gathers what happens in a run: in all, and second by second.
class run_recorder {
public:
  void scheduled() { ++offered_; }
  void delivered(const message_times& times, run_time at);
  void answered(const message_times& times, run_time at);
  void failed(const std::string& error);

  /// Ends the second under way.
  const second_row& close_second(std::chrono::milliseconds elapsed, std::uint64_t active_customers,
                                 const std::string& redis);

  const std::vector<second_row>& seconds() const { return seconds_; }
  const histogram_pair& to_acknowledgement() const { return to_acknowledgement_; }
  const histogram_pair& to_reply() const { return to_reply_; }
  const error_counts& errors() const { return errors_; }
  std::uint64_t answers() const { return answers_; }

  domain_counts domain;

private:
  histogram_pair to_acknowledgement_;
  histogram_pair to_reply_;
  histogram_pair this_second_; ///< to the reply
  error_counts errors_;
  error_counts errors_this_second_;
  std::uint64_t offered_ = 0;  ///< this second
  std::uint64_t achieved_ = 0; ///< this second
  std::uint64_t answers_ = 0;
  std::chrono::milliseconds last_end_{};
  std::vector<second_row> seconds_;
};

} // namespace quickbooking
