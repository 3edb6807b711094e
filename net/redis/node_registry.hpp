#pragma once

#include "net/redis/redis_codec.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace quickbooking {

// Where the nodes of a cluster find each other: two keys in one hash slot,
//   {booking:cluster:NAME}:nodes    hash: node -> "host:port"
//   {booking:cluster:NAME}:leases   sorted set: node, by the end of its lease (Redis' clock, ms)
// Pure: no connection. Each node comes by once a second, so that a registry that Redis lost is
// there again a second later. What it says is a hint: who is linked is known better by the link.

/// A node that other nodes can dial.
struct registered_node {
  std::string name;
  std::string host;
  std::uint16_t port = 0;

  friend bool operator==(const registered_node&, const registered_node&) = default;
};

/// Renews a node's lease and reads the nodes whose lease goes on, in one script.
std::vector<std::string> register_command(const std::string& cluster, const registered_node& self,
                                          std::chrono::milliseconds lease);

/// Gives the lease up at once.
std::vector<std::string> unregister_command(const std::string& cluster, const std::string& node);

/// Reads the reply of either; entries that name no node and no address are left out.
std::vector<registered_node> read_registry(const redis_value& reply);

} // namespace quickbooking
