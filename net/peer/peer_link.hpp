#pragma once

#include "net/loop/dial.hpp"
#include "net/peer/peer_greeting.hpp"
#include "net/peer/peer_tls.hpp"

#include <boost/asio/ssl/stream.hpp>

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
/// is a context, a greeting from either side; then whoever speaks to the peer reads and writes.
/// Lives on the loop's thread and owns itself through its pending operations.
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

  /// After the greeting: it is read from and written to from now on, one of each at a time.
  void open();

  /// What comes next; `then` gets an error, with which the link has ended, or how many bytes it is.
  template <class F>
  void read_some(asio::mutable_buffer into, F then) {
    if (!heard_.empty()) {
      const auto count = asio::buffer_copy(into, asio::buffer(heard_));
      heard_.erase(0, count);
      return asio::post(loop_, [then, count]() mutable { then(error_code{}, count); });
    }
    with_stream([&](auto& stream) {
      stream.async_read_some(into, [self = shared_from_this(), then = std::move(then)](
                                       error_code ec, std::size_t count) mutable {
        self->heard_at_ = loop_clock::now();
        if (ec)
          self->lose("the peer closed it", ec);
        then(ec, count);
      });
    });
  }

  /// All of it; `then` gets an error, with which the link has ended, or nothing.
  template <class F>
  void write(asio::const_buffer bytes, F then) {
    with_stream([&](auto& stream) {
      asio::async_write(
          stream, bytes,
          [self = shared_from_this(), then = std::move(then)](error_code ec, std::size_t) mutable {
            if (ec)
              self->lose("sending", ec);
            then(ec);
          });
    });
  }

  /// Ends it; `ended` is called, once.
  void end(failure why);

  /// The node that it was greeted by or that it was dialled for; empty if that is not known.
  const std::string& node() const { return node_; }

  bool is_dialled() const { return dialled_; }

private:
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
  void lose(const char* what, const error_code& ec);

  asio::io_context& loop_;
  stream_socket socket_;
  std::shared_ptr<asio::ssl::context> context_;
  std::optional<asio::ssl::stream<stream_socket&>> tls_;
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
  std::string heard_; ///< the greeting, as far as it has come; then what came with it
};

} // namespace quickbooking
