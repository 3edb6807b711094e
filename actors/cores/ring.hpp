#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// Which node of a cluster has which customer, by rendezvous hashing (highest random weight: Thaler
/// and Ravishankar, 1996): each node has a weight for each customer, and the greatest one wins. A
/// node that comes or goes moves only the customers that it gets or had. Immutable.
class ring {
public:
  /// `self` is this node's name, whether it is among `nodes` or not. Names are taken once.
  ring(std::string self, std::vector<std::string> nodes);

  const std::string& self() const { return self_; }

  /// In alphabetical order.
  const std::vector<std::string>& nodes() const { return names_; }

  bool has(const std::string& node) const;

  /// True if this node has the customer; also if there is no node at all.
  bool is_mine(std::string_view customer) const { return owner_of(customer) == self_; }

  /// This node, if there is none.
  const std::string& owner_of(std::string_view customer) const { return owner_of(customer, {}); }

  /// The first in the customer's ranking that is not among those `passed_over`; this node, if none
  /// is left.
  const std::string& owner_of(std::string_view customer,
                              const std::vector<std::string>& passed_over) const;

private:
  std::string self_;
  std::vector<std::string> names_;
  std::vector<std::uint64_t> seeds_; ///< of the names, at the same places
};

using ring_ptr = std::shared_ptr<const ring>;

} // namespace quickbooking
