#pragma once

#include "actors/cores/flush_queue.hpp"
#include "net/redis/hash_slot.hpp"

#include <caf/actor.hpp>

#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace quickbooking {

/// The sessions that are newer in memory than in Redis, and their turns to write.
class dirty_sessions {
public:
  explicit dirty_sessions(int per_second) : queue_{per_second} {}

  void add(const customer_key& customer, const caf::actor& owner);

  /// Its owner, if it was there.
  std::optional<caf::actor> remove(const customer_key& customer);

  /// This owner is gone, and with it what it held.
  void forget(caf::actor_id owner);

  /// Those whose keys are not in these slots; they are here no more.
  std::vector<std::pair<customer_key, caf::actor>> take_outside(const slot_set& slots);

  /// Redis is back: all are due.
  void restart() { queue_.restart(); }

  /// Who is to be asked to write now.
  std::vector<caf::actor> take_due(steady_time now);

  void clear();

  std::size_t size() const { return owners_.size(); }

private:
  flush_queue queue_;
  std::unordered_map<customer_key, caf::actor> owners_;
  std::unordered_map<caf::actor_id, customer_key> customers_;
};

} // namespace quickbooking
