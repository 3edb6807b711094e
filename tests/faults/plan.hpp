#pragma once

#include "tests/faults/fault.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace quickbooking::faults {

/// What a customer does next. `tap` without anything to tap is a text.
enum class act {
  text,
  tap,
  double_tap,          ///< two messages for one button, one after the other
  tap_old,             ///< something that an older card offered
  two_at_once,         ///< two messages in two POSTs at the same moment, at two nodes 1 ms apart
  two_in_one,          ///< two messages in one POST
  redelivered_at_once, ///< one message, three POSTs at the same moment
  redeliver_old        ///< an older message comes once more
};

struct step {
  act what = act::text;
  std::uint32_t pick = 0; ///< which option, which older message
  std::string text;
  bool waits = true;                  ///< for the reply, before the next step
  std::chrono::milliseconds pause{0}; ///< before it: people take their time
  std::size_t node = 0; ///< of several the first that is asked; what comes again asks the next
};

/// A schedule: decided by its seed alone.
struct plan {
  std::uint64_t seed = 0;
  std::vector<std::vector<step>> customers;
  std::vector<fault> faults;    ///< by `from`
  bool has_sentinels = false;   ///< Redis is a master with a replica and three sentinels
  bool releases_idle = false;   ///< sessions leave the node's memory after a second of silence
  bool packs_snapshots = false; ///< the node writes them packed
  std::size_t nodes = 1;        ///< more than one: a cluster that shares Redis and a PostgreSQL
};

struct plan_options {
  std::size_t customers = 32;
  std::size_t steps = 16;     ///< of each customer
  int sentinels_percent = 20; ///< of all seeds
  std::size_t nodes = 1;
};

plan make_plan(std::uint64_t seed, const plan_options& how);

} // namespace quickbooking::faults
