#pragma once

#include "messages/failure.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace quickbooking {

/// The first line that each of two nodes says to the other, before anything else passes between
/// them.
struct peer_greeting {
  std::string cluster;  ///< nodes of different clusters refuse each other
  std::string node;     ///< unique within the cluster
  std::string messages; ///< which messages it understands; nodes must agree
};

/// Bytes of a line with its end; longer ones are refused unread.
inline constexpr std::size_t longest_greeting = 1024;

/// Names of nodes and clusters: 1 to 64 lower-case letters, digits, dots and dashes, so that a
/// certificate can be issued for a node's name.
bool is_peer_name(std::string_view x);

/// The line, with its end.
std::string to_line(const peer_greeting& x);

/// Reads a line without its end. Error: `peer_foreign`, whatever is wrong with it.
result<peer_greeting> parse_greeting(std::string_view line);

/// Whether two nodes may talk. Errors, each in one line that names what differs: `peer_cluster`,
/// `peer_name_taken` and `peer_version`.
result<void> check_greeting(const peer_greeting& mine, const peer_greeting& other);

} // namespace quickbooking
