#pragma once

#include "actors/cores/retry_schedule.hpp"
#include "actors/cores/send_order.hpp"
#include "actors/cores/steady_time.hpp"
#include "actors/cores/token_bucket.hpp"
#include "messages/whatsapp/graph.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// What became of one try to send.
struct send_try {
  send_answer answer;
  bool left = true; ///< false: no byte of it left this machine, so repeating it is safe
};

/// An order that has left the queue.
struct send_end {
  send_report report;
  steady_time queued_at;
  int tries = 0;
};

/// True if all messages of the number have to wait, and not only this one.
bool concerns_number(const send_try& x);

/// The orders of one customer at one business number: first come, first sent, one at a time.
class send_pair {
public:
  explicit send_pair(rate_limit limit = rate_limit::whatsapp_pair()) : bucket_{limit} {}

  // -- filling ------------------------------------------------------------------------------------

  bool holds(std::string_view out_id) const;

  void add(send_order order, steady_time now);

  /// Ends the cards that a newer order makes stale: all that are not on their way. Texts and
  /// confirmations stay, they say what no later card repeats.
  std::vector<send_end> supersede();

  // -- sending ------------------------------------------------------------------------------------

  /// From when on the first order may go.
  steady_time due(steady_time now) const;

  /// The first order goes.
  const send_order& start(steady_time now);

  /// What came of it; the order's end, unless it goes again. `number_works`: how often the number
  /// is known to have worked, see `number_gate`.
  std::optional<send_end> settle(const send_try& x, std::uint64_t number_works, steady_time now,
                                 double jitter);

  // -- views --------------------------------------------------------------------------------------

  std::size_t size() const { return entries_.size(); }

  /// From then on it may be forgotten, if it is empty.
  steady_time rested_at() const;

private:
  struct entry {
    send_order order;
    steady_time queued_at;
    retry_schedule schedule;
    int tries = 0;
    int blamed = 0;
    std::optional<std::uint64_t> works_when_blamed = std::nullopt;
  };

  static send_end end_of(const entry& x, std::string_view why);
  static bool to_blame(entry& x, std::uint64_t number_works);
  bool goes_again(const send_try& x, std::uint64_t number_works, steady_time now, double jitter);

  token_bucket bucket_;
  steady_time not_before_ = steady_time::min();
  bool in_flight_ = false;
  std::deque<entry> entries_;
};

} // namespace quickbooking
