#pragma once

#include "actors/cores/steady_time.hpp"
#include "messages/session/session_backup.hpp"

#include <cstddef>
#include <deque>
#include <unordered_map>
#include <vector>

namespace quickbooking {

/// Backups on their way to the archive: the newest of each customer. One that the store has not is
/// urgent, the others are calm: they wait, for a newer one of the same customer may come.
class backup_queue {
public:
  /// Urgent ones written at once; a transaction of more would keep the next ones waiting.
  static constexpr std::size_t batch = 256;

  /// Calm ones written at once: a transaction of more would hold up the customers' turns, which
  /// need the processor.
  static constexpr std::size_t calm_batch = 32;

  /// When more calm ones wait than this, the oldest are written before the interval is over.
  static constexpr std::size_t most_calm = 256;

  /// `interval` 0: what the store has is not backed up at all. Holds at most `most` customers.
  backup_queue(std::chrono::milliseconds interval, std::size_t most);

  /// Takes the place of the customer's earlier one; message ids add up. False if it was not taken:
  /// too many wait.
  bool push(session_backup x, steady_time now);

  /// The customer's backup, if one waits, is to be written with the next ones.
  void hurry(const customer_key& who);

  /// True if there is something to be written now.
  bool is_due(steady_time now) const;

  /// When `is_due` will say so without another call; `max` if nothing waits.
  steady_time due_at() const;

  /// What is to be written now, urgent ones first.
  std::vector<session_backup> take(steady_time now);

  /// All of them are urgent from now on.
  void hurry_all();

  std::size_t size() const { return waiting_.size(); }

private:
  struct place {
    customer_key who;
    steady_time since;
  };

  steady_time calm_due_at() const;
  void take_one(const customer_key& who, std::vector<session_backup>& taken);

  std::chrono::milliseconds interval_;
  std::size_t most_;
  std::unordered_map<customer_key, session_backup> waiting_;
  std::deque<customer_key> urgent_; // customers without an entry were written meanwhile
  std::deque<place> calm_;
};

} // namespace quickbooking
