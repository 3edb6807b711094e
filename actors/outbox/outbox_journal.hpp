#pragma once

#include "actors/cores/number_gate.hpp"
#include "actors/cores/send_pair.hpp"
#include "actors/metrics.hpp"
#include "actors/outbox/outbox_messages.hpp"
#include "net/log.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace quickbooking {

/// Counts and logs what the outbox does. Phones are masked, tokens and texts never come here.
class outbox_journal {
public:
  outbox_journal(metrics& figures, log_ptr log);

  /// A POST was answered or lost; `again` if its order stays in the queue.
  void tried(const post_done& post, const send_try& x, bool again, steady_time now);

  void ended(const send_end& x, steady_time now);

  /// A number was paused, goes on, or is paused for another reason.
  void paused(const std::string& phone_number_id, std::optional<gate_fault> was,
              std::optional<gate_fault> is);

  void queue(std::size_t orders, std::size_t in_flight);

private:
  prometheus::Counter& tries(std::string_view outcome);
  prometheus::Counter& ends(std::string_view how);
  prometheus::Gauge& paused_numbers(gate_fault why);

  metrics& figures_;
  log_ptr log_;
  prometheus::Counter& retries_;
  prometheus::Gauge& orders_;
  prometheus::Gauge& in_flight_;
  prometheus::Histogram& post_seconds_;
  prometheus::Histogram& order_seconds_;
};

} // namespace quickbooking
