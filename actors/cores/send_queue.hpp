#pragma once

#include "actors/cores/number_gate.hpp"
#include "actors/cores/send_order.hpp"
#include "actors/cores/send_pair.hpp"
#include "actors/cores/steady_time.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace quickbooking {

struct send_limits {
  std::size_t orders = 10'000; ///< in all
  std::size_t per_customer = 16;
  int at_once_per_number = 16; ///< so that a stuck number leaves connections to the others

  /// Cloud API limit per number: 80 a second, 1,000 after Meta's upgrade, 20 in coexistence.
  int messages_per_second = 80;
  std::map<std::string, int> messages_per_second_of; ///< numbers with another limit

  rate_limit pair = rate_limit::whatsapp_pair();
};

/// Which order may go to WhatsApp now, and what becomes of it. A customer's orders go one after the
/// other; customers wait for nobody but themselves and their number; numbers take turns.
class send_queue {
public:
  /// An order that goes now. The reference is valid until it is settled.
  struct departure {
    std::uint64_t id;
    const send_order& order;
  };

  explicit send_queue(send_limits limits) : limits_{std::move(limits)} {}

  send_queue(const send_queue&) = delete;
  send_queue& operator=(const send_queue&) = delete;

  /// Takes an order, and gives the ends that this brings: superseded ones, or its own if the queue
  /// is full. An order that is already here (same customer, number, `out_id`) changes nothing.
  std::vector<send_end> push(send_order order, steady_time now);

  /// The next order that may go; it is under way until `settle`.
  std::optional<departure> pop(steady_time now);

  /// What came of a departure; the order's end, unless it goes again. Unknown ids change nothing.
  std::optional<send_end> settle(std::uint64_t id, const send_try& x, steady_time now,
                                 double jitter);

  /// When `pop` is worth calling again; `steady_time::max()` if only a call here changes anything.
  steady_time next_due(steady_time now) const;

  // -- views --------------------------------------------------------------------------------------

  std::size_t size() const { return size_; }
  std::size_t in_flight() const { return flights_.size(); }

  /// Customers with an order, or whose pair limit is not yet rested.
  std::size_t customers() const { return lanes_.size(); }

  std::optional<gate_fault> paused_by(const std::string& phone_number_id) const;

private:
  struct lane;
  using wake_times = std::multimap<steady_time, lane*>;

  struct number {
    number_gate gate;
    std::deque<lane*> line; ///< whose first order may go
  };

  /// A pair and where it waits: in its number's line, for a time, or for an answer (nowhere).
  struct lane {
    send_pair pair;
    number* home = nullptr;
    std::string key;
    bool in_line = false;
    bool in_flight = false;
    std::optional<wake_times::iterator> wake = std::nullopt;
  };

  struct flight {
    lane* where;
    number_gate::pass pass;
  };

  number& number_of(const std::string& phone_number_id);
  lane& lane_of(const send_order& order);
  void place(lane& x, steady_time now);
  void wake_lanes(steady_time now);
  departure depart(number& from, steady_time now);

  send_limits limits_;
  std::size_t size_ = 0;
  std::uint64_t last_id_ = 0;
  std::unordered_map<std::string, number> numbers_;
  std::unordered_map<std::string, lane> lanes_;
  std::unordered_map<std::uint64_t, flight> flights_;
  std::deque<number*> turns_; ///< numbers with a line
  wake_times wakes_;
};

} // namespace quickbooking
