#pragma once

#include "tests/faults/history.hpp"

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace quickbooking::faults {

/// A node's figures at one moment, by name and labels.
using figures = std::map<std::string, double>;

/// Reads Prometheus' text format.
figures parse_figures(const std::string& text);

/// Decides from a node's figures since when a 200 promises nothing, and when it does again. Pure.
class disturbance {
public:
  void fault_begins(run_time now);
  void fault_ended(run_time now);

  /// A new node: where Redis is well, it has to know that before it takes its first message.
  void node_began(run_time now);

  /// The node was stopped until now, so that it did nothing.
  void node_goes_on(run_time now);

  /// Figures that were asked for at `now`.
  void saw(const figures& x, run_time now);

  bool is_calm() const { return !since_; }

  /// All of it, the last one open until `now`.
  std::vector<interval> intervals(run_time now) const;

private:
  void begin(run_time at);

  std::vector<interval> over_;
  std::optional<run_time> since_;
  int faults_ = 0;
  run_time quiet_since_{0}; ///< nothing was wrong from here on
  run_time last_seen_{0};
  double degraded_answers_ = 0;
  bool must_be_well_ = false; ///< a new node beside a good Redis: it has no excuse yet
};

/// Asks the node for its figures all the time. Methods: any thread.
class health_watch {
public:
  explicit health_watch(std::chrono::steady_clock::time_point run_began);
  ~health_watch();

  void watch(std::string node_url);
  void redis_fault_begins();
  void redis_fault_ended();

  /// To be called before a node that was stopped goes on.
  void node_goes_on();

  /// The node of now has been seen and says that Redis is well.
  bool is_well() const;

  bool is_calm() const;

  /// The last figure of the node of now.
  double figure(const std::string& name) const;

  /// The sum of a counter's last value over all nodes.
  double total(const std::string& name) const;

  std::vector<interval> disturbed() const;

private:
  void run();
  run_time now() const;

  const std::chrono::steady_clock::time_point began_;
  mutable std::mutex mutex_;
  std::string url_;
  disturbance state_;
  figures last_;
  figures sums_; ///< of nodes before
  std::atomic<bool> stopped_{false};
  std::thread thread_;
};

} // namespace quickbooking::faults
