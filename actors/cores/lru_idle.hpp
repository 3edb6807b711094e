#pragma once

#include "actors/cores/steady_time.hpp"

#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace quickbooking {

/// Knows who was last active when, least recently active first. Every call is O(1) per key; the
/// times given must not go back.
class lru_idle {
public:
  lru_idle() = default;
  lru_idle(lru_idle&&) = default;
  lru_idle& operator=(lru_idle&&) = default;

  /// Adds the key, or makes it the most recent one.
  void touch(std::string_view key, steady_time now);

  /// False if the key is not held.
  bool remove(std::string_view key);

  /// Takes out at most `limit` keys that were not touched for `idle_for`, the longest idle first.
  std::vector<std::string> pop_idle(steady_time now, steady_time::duration idle_for,
                                    std::size_t limit);

  /// Takes out the least recently active key: who has to go when all places are taken.
  std::optional<std::string> pop_oldest();

  /// When the least recently active key was touched.
  std::optional<steady_time> oldest() const;

  bool contains(std::string_view key) const { return places_.count(key) > 0; }

  std::size_t size() const { return places_.size(); }

private:
  struct entry {
    std::string key;
    steady_time touched;
  };

  std::list<entry> order_;
  std::unordered_map<std::string_view, std::list<entry>::iterator> places_; ///< views into `order_`
};

} // namespace quickbooking
