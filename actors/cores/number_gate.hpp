#pragma once

#include "actors/cores/steady_time.hpp"
#include "actors/cores/token_bucket.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace quickbooking {

/// What stops all messages of one business number, not just the one that met it.
enum class gate_fault {
  throttled,    ///< the number's throughput is used up (130429)
  unreachable,  ///< no connection, or nothing but failures of the service
  wait_long,    ///< a limit of the app or account, or a quality restriction
  configuration ///< token, permission, registration, payment: a person has to act
};

std::string_view to_string(gate_fault x);

/// Lets the messages of one business number (`phone_number_id`) pass: at its rate, a bounded number
/// at once, and none while it is paused by a fault. After the pause one message goes as a probe.
class number_gate {
public:
  /// Names the pass under which a message went, so that answers to messages from before a pause are
  /// told from the probe's.
  using pass = std::uint32_t;

  number_gate(rate_limit rate, int at_once) : bucket_{rate}, at_once_{at_once} {}

  // -- sending ------------------------------------------------------------------------------------

  bool may_send(steady_time now) const { return free_at(now) <= now; }

  /// From when on a message may go; `steady_time::max()` if only an answer can change it.
  steady_time free_at(steady_time now) const;

  /// A message goes; only after `may_send`.
  pass sent(steady_time now);

  // -- answers: exactly one for every `sent` ------------------------------------------------------

  /// The number works, whatever became of the message.
  void worked(pass p);

  /// Nothing was learnt about the number: no answer, or a failure of the service. A few in a row
  /// pause it.
  void unclear(pass p, steady_time now);

  void failed(pass p, gate_fault why, steady_time now);

  // -- views --------------------------------------------------------------------------------------

  std::optional<gate_fault> paused_by() const { return fault_; }

  /// How many messages have shown that the number works.
  std::uint64_t works() const { return works_; }

private:
  void pause(gate_fault why, steady_time now);

  token_bucket bucket_;
  int at_once_;
  int in_flight_ = 0;
  int unclear_in_row_ = 0;
  int pauses_in_row_ = 0;
  std::uint64_t works_ = 0;
  pass pass_ = 0;
  std::optional<gate_fault> fault_;
  bool probing_ = false;
  steady_time paused_until_{};
};

} // namespace quickbooking
