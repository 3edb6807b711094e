#pragma once

#include "messages/session/session_backup.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace quickbooking {

/// Copies of what other nodes have of sessions while Redis is away, kept in case that those nodes
/// die: the latest of each customer, with the node that has the original.
class copy_shelf {
public:
  /// Holds at most `most`.
  explicit copy_shelf(std::size_t most) : most_(most) {}

  /// Keeps it, unless a later one is kept. False if there is no place.
  bool put(const std::string& node, session_backup x);

  /// Null if there is none.
  const session_backup* find(const customer_key& who) const;

  /// Whoever it is of.
  void drop(const customer_key& who);

  /// Only if it is of this node.
  void drop(const std::string& node, const customer_key& who);

  /// The reply is not due any more.
  void end_reply(const std::string& node, const customer_key& who, std::string_view out_id);

  /// Customers of whom a copy of this node is kept.
  std::vector<customer_key> of(const std::string& node) const;

  std::size_t size() const { return copies_.size(); }

private:
  struct copy {
    std::string node;
    session_backup what;
  };

  copy* find_of(const std::string& node, const customer_key& who);

  std::size_t most_;
  std::unordered_map<customer_key, copy> copies_;
};

} // namespace quickbooking
