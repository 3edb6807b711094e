#pragma once

#include "net/redis/due_commands.hpp"

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>

namespace quickbooking {

/// What is known of replies that left the outbox: which of them the store has yet to hear of. It
/// outlives the actor that writes in it, so that nothing is sent again because that one died.
class report_book {
public:
  /// Remembers an order's end: a reply that went out without Redis is written as due later, with
  /// its session. False if it was known.
  bool ended(const std::string& out_id);

  bool has_ended(const std::string& out_id) const { return ended_.contains(out_id); }

  /// A reply that the store is to forget. False if the oldest had to be dropped for it; that one is
  /// sent a second time.
  bool add(due_entry x);

  /// The next one to tell; it is under way until `told` or `failed`. Nothing if too many are.
  std::optional<due_entry> next();

  void told(const due_entry& x) { under_way_.erase(x.out_id); }

  /// It comes first again.
  void failed(const due_entry& x);

  /// Nothing is under way any more, and what was is told again: twice does no harm.
  void restart();

  /// Replies that the store has not heard of.
  std::size_t size() const { return waiting_.size() + under_way_.size(); }

  static constexpr std::size_t max_waiting = 100'000; ///< while Redis is away
  static constexpr std::size_t max_remembered = 50'000;
  static constexpr std::size_t max_under_way = 256;

private:
  std::deque<due_entry> waiting_;
  std::map<std::string, due_entry> under_way_; ///< by `out_id`
  std::unordered_set<std::string> ended_;      ///< the last ones
  std::deque<std::string> ended_in_order_;
};

} // namespace quickbooking
