#pragma once

#include "messages/failure.hpp"
#include "net/log.hpp"
#include "net/peer/peer_link.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace quickbooking {

struct peer_options {
  std::string cluster = "quickbooking";
  std::string node;     ///< this one's name
  std::string messages; ///< see `peer_greeting`
  bool listens = true;  ///< false: no port is opened; it dials only
  std::string address = "127.0.0.1";
  std::uint16_t port = 0; ///< to listen on; 0: a free one
  std::optional<peer_tls> tls;
  peer_limits limits;
  log_ptr log; ///< null: where the loop logs
};

/// The links of a node to its peers: listens, dials, and keeps at most one link to each. Handlers
/// are called on the loop's thread.
class peer_network {
public:
  /// A link is there, and open: whoever is told speaks to the node through it.
  using opened_handler = std::function<void(const std::shared_ptr<peer_link>& link)>;

  /// That link is gone. Not called for a dial or a caller without success, which are logged.
  using closed_handler = std::function<void(std::string node)>;

  /// Listens at once, if it is to listen at all. Errors: `cannot_listen`, `invalid_certificate`.
  static result<std::shared_ptr<peer_network>> listen(asio::io_context& loop, peer_options options,
                                                      opened_handler opened, closed_handler closed);

  virtual ~peer_network() = default;

  virtual std::uint16_t port() const = 0; ///< 0 if it does not listen

  /// Dials a node, unless there is a link to it or one is being made. Any thread.
  virtual void dial(std::string node, std::string host, std::uint16_t port) = 0;

  /// Ends the link to a node, if there is one. Any thread.
  virtual void drop(std::string node) = 0;

  /// Ends all links; they may be made anew. Any thread.
  virtual void drop_all() = 0;

  /// Ends all links; no new ones. Any thread. Nothing is called after it has taken effect.
  virtual void close() = 0;
};

} // namespace quickbooking
