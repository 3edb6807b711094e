#pragma once

#include "load/report/run_report.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace quickbooking {

/// Whether the load tool itself kept to its schedule: if not, its figures say little of the node.
///
/// A message is late if it was handed to a connection over 10 ms after its intended time. The event
/// loop is asked every 10 ms to say that it turns; it lags if it does so over 10 ms late.
class punctuality {
public:
  static constexpr std::chrono::milliseconds tolerance{10};
  static constexpr std::chrono::milliseconds probe_interval{10};
  static constexpr double tolerated_percent = 1;

  void scheduled(std::uint64_t messages) { figures_.scheduled += messages; }
  void sent(std::chrono::microseconds lateness);
  void probed(std::chrono::microseconds lateness);

  /// Messages that were scheduled and never went count as late.
  schedule_figures figures() const;

  /// Why the run is invalid, as sentences; empty if it is not.
  std::vector<std::string> objections() const;

private:
  schedule_figures figures_;
  std::uint64_t probes_ = 0;
  std::uint64_t late_probes_ = 0;
};

} // namespace quickbooking
