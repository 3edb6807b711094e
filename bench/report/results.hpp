#pragma once

#include "bench/measure/half_load.hpp"
#include "bench/measure/idle.hpp"
#include "bench/measure/live_sessions.hpp"
#include "bench/measure/throughput.hpp"
#include "bench/report/report.hpp"

#include <optional>
#include <vector>

namespace quickbooking {

/// All that was measured; empty is what was not asked for.
struct bench_results {
  std::vector<throughput_row> throughput;
  std::vector<latency_row> latency;
  std::optional<idle_row> idle;
  std::vector<live_sessions_row> sessions;

  /// The row of the candidate with this name; null if it was not measured.
  const throughput_row* candidate(std::string_view name) const;

  std::uint64_t errors() const;

  /// The first that went wrong; empty if nothing did.
  std::string first_problem() const;
};

/// Adds the tables and the JSON of what was measured.
void add_tables(bench_report& report, const bench_results& results, const bench_settings& settings);

/// The bars that can be told from these results.
std::vector<bench_bar> bars_of(const bench_results& results);

} // namespace quickbooking
