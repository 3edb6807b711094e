#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking::faults {

/// What a customer does next. `tap` without anything to tap is a text.
enum class act {
  text,
  tap,
  double_tap,          ///< two messages for one button, one after the other
  tap_old,             ///< something that an older card offered
  two_at_once,         ///< two messages in two POSTs at the same moment
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
};

enum class fault_kind {
  redis_killed,
  redis_stopped, ///< SIGSTOP
  redis_delayed,
  redis_trickled,
  redis_frozen,
  redis_cut,
  redis_reply_cut,
  redis_refused,
  redis_full,
  scripts_flushed,
  node_killed,
  node_ended, ///< SIGTERM
  graph_hangs,
  graph_refuses,
  graph_loses_answers,
  graph_cut,
  graph_frozen
};

std::string_view to_string(fault_kind x);

/// True if a node may go into degraded mode because of it.
bool disturbs_redis(fault_kind x);

/// True if it is over as soon as it has happened.
bool is_instant(fault_kind x);

/// Begins and ends when so many steps of all customers were begun.
struct fault {
  fault_kind what;
  std::size_t from = 0;
  std::size_t to = 0;
  int amount = 0; ///< milliseconds of a delay, messages that the Graph API fails
};

/// A schedule: decided by its seed alone.
struct plan {
  std::uint64_t seed = 0;
  std::vector<std::vector<step>> customers;
  std::vector<fault> faults; ///< by `from`
};

plan make_plan(std::uint64_t seed, std::size_t customers, std::size_t steps);

} // namespace quickbooking::faults
