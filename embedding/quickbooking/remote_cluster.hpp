#pragma once

#include <quickbooking/actors.hpp>
#include <quickbooking/errors.hpp>
#include <quickbooking/export.hpp>

#include <caf/expected.hpp>
#include <caf/fwd.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

/// @file
/// A cluster's booking service for programs that are no nodes.

namespace spdlog {
class logger;
}

namespace quickbooking {

/// How to reach a cluster of nodes from a program that is none of them.
struct QUICKBOOKING_EXPORT remote_options {
  /// Where one of them is.
  struct node {
    std::string name; ///< as its `cluster.node`
    std::string host;
    std::uint16_t port = 0; ///< its `cluster.listen.port`
  };
  std::string cluster = "quickbooking"; ///< the nodes' `cluster.name`

  /// Of this program, as nodes are named: 1 to 64 lower-case letters, digits, dots and dashes.
  /// Unlike all nodes' and all other programs': who links under a name ends the link that it had.
  std::string name;

  /// All nodes; those that are away are dialled again once a second. One that is missing here costs
  /// time: messages for its customers go to another, which passes them on.
  std::vector<node> nodes;

  // PEM files. All or none: without them only nodes on this machine can be reached. The certificate
  // is of the nodes' authority and for `name`, as a DNS name.
  std::string ca_file;
  std::string certificate_file;
  std::string key_file;

  std::chrono::milliseconds first_link{5'000}; ///< `connect` waits so long for one node
  std::shared_ptr<spdlog::logger> log;         ///< empty: spdlog's default logger of this moment
};

/// A cluster's booking service, reached over its nodes' own links. A message goes to the node that
/// has the customer; one that is not answered within 2 seconds, or whose link is lost, goes to the
/// next under the same message id, and takes effect once; a message without an id is given one for
/// this. Where no node is left it is answered with `overloaded`: it may have taken effect.
///
/// This program opens no port and is no node: it gets no customers and no copies of sessions, and
/// `/v1/nodes` does not list it. In one actor system there is one of these or one service for each
/// cluster's name, since CAF keeps one connection to a peer.
///
/// Methods: any thread that is not one of the actor system's. Must end before the actor system
/// does.
class QUICKBOOKING_EXPORT remote_cluster {
public:
  /// The system must have the message types (`configure`) and the links (`load_links`; or CAF's own
  /// `io` module with a `middleman.heartbeat-interval` of at most 1.5 seconds). Waits for one node,
  /// and a quarter of a second more for the others. Errors: `invalid_configuration`, naming the
  /// field; `cannot_start` for a certificate that is not to be had or a second connection to the
  /// cluster; `not_connected`: the log tells why, for each node.
  static caf::expected<remote_cluster> connect(caf::actor_system& system, remote_options options);

  /// What was moved from may only be assigned to, or end.
  remote_cluster(remote_cluster&& other) noexcept;
  /// @copydoc remote_cluster(remote_cluster&&)
  remote_cluster& operator=(remote_cluster&& other) noexcept;

  /// Ends its actors and closes the links; turns under way are answered with `overloaded`, though
  /// they may take effect.
  ~remote_cluster();

  /// Whoever asks it should wait at least 10 seconds. Salons are checked by the nodes.
  booking_service bookings() const;

  /// The nodes that take messages of this program now, sorted.
  std::vector<std::string> linked_nodes() const;

private:
  class QUICKBOOKING_HIDDEN parts;
  explicit remote_cluster(std::unique_ptr<parts> all);
  std::unique_ptr<parts> parts_;
};

} // namespace quickbooking
