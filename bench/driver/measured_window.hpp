#pragma once

#include "bench/driver/load.hpp"
#include "net/loop/asio.hpp"

#include <string>

namespace quickbooking {

/// Counts what happens between its begin and its end, and errors always.
class measured_window {
public:
  using time = loop_clock::time_point;

  /// What was meant to be sent before the begin is late for reasons that are not measured: it
  /// counts only with `counts_early`.
  measured_window(const load_plan& plan, bool counts_early)
      : plan_(plan),
        counts_early_(counts_early) {}

  void begin();

  /// From here on time does not count; what was begun before does.
  void close();

  /// Nothing counts any more.
  void end();

  void answered(time intended, time now, std::size_t bytes);

  /// A journey is over; with a problem, if it failed.
  void ended(const std::string& problem);

  void waiting(std::size_t journeys);

  void note(const std::string& problem);

  load_figures take() { return std::move(figures_); }

private:
  const load_plan& plan_;
  const bool counts_early_;
  bool is_on_ = false;
  time begin_;
  load_figures figures_;
};

} // namespace quickbooking
