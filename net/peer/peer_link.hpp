#pragma once

#include "net/loop/dial.hpp"
#include "net/peer/peer_greeting.hpp"
#include "net/peer/peer_tls.hpp"

#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace quickbooking {

struct peer_limits {
  std::chrono::milliseconds greeting{3000}; ///< from the dial to the other's greeting
  std::chrono::milliseconds silence{3000};  ///< without a byte the other counts as gone
};

/// One connection to another node, from its connect to its end: dialled or accepted, TLS if there
/// is a context, a greeting from either side; then bytes pass between the peer and a local socket,
/// which belongs to whoever speaks to the peer. Lives on the loop's thread and owns itself through
/// its pending operations.
///
/// Sockets of our own, TLS included, and not those of CAF: there, one peer's failed handshake ends
/// the links of others, a silent one keeps a thread busy, and a host that swallows packets blocks
/// all connects for minutes.
class peer_link : public std::enable_shared_from_this<peer_link> {
public:
  using greeted_handler
      = std::function<void(const std::shared_ptr<peer_link>&, const std::string& node)>;
  using ended_handler = std::function<void(const std::shared_ptr<peer_link>&, failure)>;

  peer_link(asio::io_context& loop, stream_socket socket, std::shared_ptr<asio::ssl::context> tls,
            peer_greeting mine, peer_limits limits);

  /// Connects first; the one who answers must be `node`.
  void dial(const std::string& node, const std::string& host, std::uint16_t port,
            greeted_handler greeted, ended_handler ended);

  /// For a socket that was accepted.
  void accept(greeted_handler greeted, ended_handler ended);

  /// After the greeting: begins to pass bytes, and gives the local socket, which the caller owns.
  /// Error: `peer_local`.
  result<int> open();

  /// Ends it; `ended` is called, once.
  void end(failure why);

  /// The node that it was greeted by or that it was dialled for; empty if that is not known.
  const std::string& node() const { return node_; }

  bool is_dialled() const { return dialled_; }

private:
  using local_socket = asio::basic_stream_socket<asio::local::stream_protocol, loop_executor>;

  template <class F>
  void with_stream(F f) {
    if (tls_)
      f(*tls_);
    else
      f(socket_);
  }

  void begin(greeted_handler greeted, ended_handler ended);
  void secure();
  void greet();
  void read_greeting();
  void on_greeting(std::size_t bytes);
  void watch();
  void check_silence();
  void from_peer();
  void to_peer();
  void check(const error_code& ec, const char* what);

  asio::io_context& loop_;
  stream_socket socket_;
  std::shared_ptr<asio::ssl::context> context_;
  std::optional<asio::ssl::stream<stream_socket&>> tls_;
  local_socket local_;
  loop_timer timer_;
  peer_greeting mine_;
  std::string line_;
  peer_limits limits_;
  std::string node_;
  bool dialled_ = false;
  bool is_open_ = false;
  greeted_handler greeted_;
  ended_handler ended_;
  loop_clock::time_point heard_at_;
  std::string heard_; ///< the greeting, as far as it has come
  std::array<char, 32 * 1024> incoming_;
  std::array<char, 32 * 1024> outgoing_;
};

} // namespace quickbooking
