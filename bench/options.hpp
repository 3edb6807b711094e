#pragma once

#include "bench/measure/settings.hpp"

#include <optional>
#include <set>
#include <string>

namespace quickbooking {

/// What the command line asks for.
struct bench_options {
  bench_settings settings;
  std::set<std::string> parts;      ///< of `bench_parts`
  std::set<std::string> candidates; ///< names of `candidate_kind`; empty: all that there are
  std::string json_file;            ///< may be empty
  bool strict = false;              ///< a missing peer or a bar that is not met fails

  bool has(const std::string& part) const { return parts.contains(part); }
};

inline const std::set<std::string> bench_parts{"throughput", "latency", "memory", "cold", "idle"};

/// Reads the command line. If there is nothing to do, says so and leaves the exit code in
/// `exit_code`.
std::optional<bench_options> parse_options(int argc, char** argv, int& exit_code);

} // namespace quickbooking
