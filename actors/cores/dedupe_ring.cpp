#include "actors/cores/dedupe_ring.hpp"

#include <algorithm>
#include <functional>

namespace quickbooking {

namespace {

std::size_t hash_of(std::string_view id) { return std::hash<std::string_view>{}(id); }

} // namespace

dedupe_ring::dedupe_ring(std::size_t capacity, const std::vector<std::string>& ids)
    : capacity_{capacity} {
  for (const auto& id : ids)
    insert(id);
}

bool dedupe_ring::insert(std::string_view id) {
  if (capacity_ == 0)
    return true;
  if (contains(id))
    return false;
  if (ids_.size() < capacity_) {
    hashes_.push_back(hash_of(id));
    ids_.emplace_back(id);
  } else {
    hashes_[oldest_] = hash_of(id);
    ids_[oldest_] = id;
    oldest_ = (oldest_ + 1) % capacity_;
  }
  return true;
}

bool dedupe_ring::contains(std::string_view id) const {
  const auto hash = hash_of(id);
  auto i = std::find(hashes_.begin(), hashes_.end(), hash);
  while (i != hashes_.end() && ids_[static_cast<std::size_t>(i - hashes_.begin())] != id)
    i = std::find(std::next(i), hashes_.end(), hash);
  return i != hashes_.end();
}

std::vector<std::string> dedupe_ring::ids() const {
  auto in_order = ids_;
  std::rotate(in_order.begin(), in_order.begin() + static_cast<std::ptrdiff_t>(oldest_),
              in_order.end());
  return in_order;
}

} // namespace quickbooking
