#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// Remembers the last `capacity` message ids of a session; the oldest is forgotten first. Costs two
/// empty vectors until the first id. A lookup scans hashes of 8 bytes, which lie side by side: for
/// the few hundred that a session holds that is as fast as a hash table and much smaller.
class dedupe_ring {
public:
  explicit dedupe_ring(std::size_t capacity = 256) : capacity_{capacity} {}

  /// From ids as `ids()` gave them, oldest first.
  dedupe_ring(std::size_t capacity, const std::vector<std::string>& ids);

  /// False if the id is already held.
  bool insert(std::string_view id);

  bool contains(std::string_view id) const;

  /// Oldest first.
  std::vector<std::string> ids() const;

  std::size_t size() const { return ids_.size(); }

  bool empty() const { return ids_.empty(); }

private:
  std::size_t capacity_;
  std::size_t oldest_ = 0;
  std::vector<std::size_t> hashes_;
  std::vector<std::string> ids_;
};

} // namespace quickbooking
