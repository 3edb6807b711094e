#pragma once

#include <caf/expected.hpp>
#include <caf/fwd.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <quickbooking/actors.hpp>
#include <quickbooking/errors.hpp>
#include <quickbooking/export.hpp>
#include <string>
#include <vector>

namespace spdlog {
class logger;
}

namespace quickbooking {

/// How to reach a cluster of nodes from a program that is none of them.
struct QUICKBOOKING_EXPORT remote_options {
  struct node {
    std::string name; ///< as its `cluster.node`
    std::string host;
    std::uint16_t port = 0; ///< its `cluster.listen.port`
  };
  std::string cluster = "quickbooking"; ///< the nodes' `cluster.name`
  std::string name;                     ///< of this program: unlike the nodes', and unique
  std::vector<node> nodes;              ///< all of them; those that are away are dialled again

  // PEM files. All or none: without them only nodes on this machine can be reached.
  std::string ca_file;
  std::string certificate_file;
  std::string key_file;

  std::chrono::milliseconds first_link{5'000}; ///< `connect` waits so long for one node
  std::shared_ptr<spdlog::logger> log;         ///< empty: spdlog's default logger of this moment
};

/// A cluster's booking service, reached over its nodes' own links. A message goes to the node that
/// has the customer; one that is not answered, or whose link is lost, goes to the next under the
/// same message id. A message without an id is not repeated: it is answered with `overloaded`.
///
/// Methods: any thread that is not one of the actor system's. Must end before the actor system
/// does.
class QUICKBOOKING_EXPORT remote_cluster {
public:
  /// The system must have loaded the links (see `load_links`) and the message types (`configure`).
  /// Errors: `invalid_configuration`, `cannot_start`, `not_connected`.
  static caf::expected<remote_cluster> connect(caf::actor_system& system, remote_options options);

  remote_cluster(remote_cluster&& other) noexcept;
  remote_cluster& operator=(remote_cluster&& other) noexcept;

  /// Closes the links and ends its actors; turns under way are answered with an error.
  ~remote_cluster();

  booking_service bookings() const;

  /// The nodes that can be spoken to, sorted.
  std::vector<std::string> linked_nodes() const;

private:
  class QUICKBOOKING_HIDDEN parts;
  explicit remote_cluster(std::unique_ptr<parts> all);
  std::unique_ptr<parts> parts_;
};

} // namespace quickbooking
