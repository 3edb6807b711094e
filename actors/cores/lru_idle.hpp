#pragma once

#include "actors/cores/steady_time.hpp"

#include <cstddef>
#include <list>
#include <string_view>
#include <vector>

namespace quickbooking {

/// Knows who was last active when, least recently active first. Whoever adds a key keeps its place,
/// and the key's text, for as long as it is in here. Every call is O(1) per key; the times given
/// must not go back.
class lru_idle {
  struct entry {
    std::string_view key;
    steady_time touched;
  };

public:
  using place = std::list<entry>::iterator;

  lru_idle() = default;
  lru_idle(const lru_idle&) = delete;
  lru_idle& operator=(const lru_idle&) = delete;

  place add(std::string_view key, steady_time now);

  /// Makes it the most recent one.
  void touch(place which, steady_time now);

  void remove(place which) { order_.erase(which); }

  /// Takes out at most `limit` keys that were not touched for `idle_for`, the longest idle first.
  /// Their places are gone.
  std::vector<std::string_view> pop_idle(steady_time now, steady_time::duration idle_for,
                                         std::size_t limit);

  std::size_t size() const { return order_.size(); }

private:
  std::list<entry> order_;
};

} // namespace quickbooking
