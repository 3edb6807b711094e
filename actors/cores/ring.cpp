#include "actors/cores/ring.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

/// FNV-1a. All nodes must come to the same result, so std::hash will not do.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (unsigned char x : text)
    hash = (hash ^ x) * 0x100000001b3;
  return hash;
}

/// The end of MurmurHash3: every bit of the sum decides on every bit of the weight.
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 33)) * 0xff51afd7ed558ccd;
  x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53;
  return x ^ (x >> 33);
}

} // namespace

ring::ring(std::string self, std::vector<std::string> nodes)
    : self_(std::move(self)),
      names_(std::move(nodes)) {
  std::ranges::sort(names_);
  const auto repeated = std::ranges::unique(names_);
  names_.erase(repeated.begin(), repeated.end());
  for (auto& name : names_)
    seeds_.push_back(mixed(hash_of(name)));
}

bool ring::has(const std::string& node) const { return std::ranges::binary_search(names_, node); }

const std::string& ring::owner_of(std::string_view customer,
                                  const std::vector<std::string>& passed_over) const {
  const auto hash = hash_of(customer);
  const std::string* best = &self_;
  std::uint64_t most = 0;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const auto weight = mixed(hash ^ seeds_[i]);
    if (weight < most || std::ranges::find(passed_over, names_[i]) != passed_over.end())
      continue;
    most = weight;
    best = &names_[i];
  }
  return *best;
}

} // namespace quickbooking
