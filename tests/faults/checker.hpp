#pragma once

#include "tests/faults/history.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace quickbooking::faults {

/// A promise of design.md that a history breaks.
struct finding {
  std::string promise; ///< `P2`
  std::string phone;   ///< empty: nobody's in particular
  std::string what;

  friend bool operator==(const finding&, const finding&) = default;
};

struct check_options {
  /// Replies that were due when a node ended must arrive, too, without a further message.
  bool replies_survive_restart = true;

  /// The same for replies of turns that were taken while Redis was disturbed and became durable
  /// later, with a flush.
  bool degraded_replies_survive_restart = true;

  /// No HTTP answer takes longer: the wait for Redis (100 ms) and what a loaded machine adds. Of
  /// several nodes only while all see each other.
  std::chrono::milliseconds longest_answer{2000};

  /// With several nodes: no message waits longer for the first of them that takes it.
  std::chrono::milliseconds longest_wait{10'000};

  /// What a text without options must name, or the code of a booking, to lead on.
  std::string salon_phone = "212 555 0100";
};

/// What a history says. `lost` and `repeated` are what the promises allow and why it is no finding:
/// only what happened while Redis was disturbed, of several nodes only if customers moved
/// meanwhile.
struct verdict {
  std::vector<finding> findings;
  std::vector<finding> excused; ///< what `lost`, `repeated` and `late_replies` count
  int messages = 0;
  int redeliveries = 0; ///< POSTs of a message beyond its first
  int effects = 0;      ///< message ids that Redis holds as handled
  int lost = 0;         ///< answered with 200, gone with a master and with their node
  int repeated = 0;     ///< took effect again in a node that could not read the first effect
  int late_replies = 0; ///< due at the end of a node and not sent by the next; see check_options
  int duplicate_replies = 0; ///< came to the phone more than once
  int double_bookings = 0;
  run_time longest_wait{0}; ///< see check_options; only measured with several nodes
  int degraded_answers = 0; ///< messages first answered with 200 while Redis was disturbed
};

/// Judges a history against P1 to P8, and P10 as far as it is about nodes. Pure; phones are judged
/// by themselves.
verdict check(const run_history& history, const check_options& options);

/// One phone's part of it, for a person to read: what was sent, stored and received.
std::string describe(const run_history& history, const std::string& phone);

} // namespace quickbooking::faults
