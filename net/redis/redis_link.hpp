#pragma once

#include "net/loop/dial.hpp"
#include "net/redis/redis_codec.hpp"
#include "net/redis/redis_handshake.hpp"
#include "net/redis/redis_pipeline.hpp"

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace quickbooking {

/// One connection from its connect to its end; never used for a second one, so that no late byte
/// can reach the commands of another. Lives on the loop's thread and owns itself through its
/// pending operations.
class redis_link : public std::enable_shared_from_this<redis_link> {
public:
  using connected_handler = std::function<void(result<void>)>;
  using lost_handler = std::function<void(failure)>;

  struct request {
    std::string bytes;
    redis_pipeline::entry waiting;
  };

  redis_link(asio::io_context& loop, const redis_address& where);

  void connect(loop_clock::time_point deadline, connected_handler done, lost_handler on_lost);

  void send(request one);

  /// Ends it on the owner's wish: no `on_lost`.
  void close();

private:
  enum class stage { connecting, greeting, open, closed };

  /// Calls `f` with the stream that carries the commands.
  template <class F>
  void with_stream(F f) {
    if (tls_)
      f(*tls_);
    else
      f(socket_);
  }

  // -- connecting -------------------------------------------------------------

  void on_resolved(result<std::vector<stream_endpoint>> found);
  void on_connected(error_code ec);
  result<void> prepare_tls();
  void greet();
  void on_greeting(const redis_value& value);

  // -- sending ----------------------------------------------------------------

  void flush_soon();
  void flush();

  // -- receiving --------------------------------------------------------------

  void read();
  void on_read(error_code ec, std::size_t count);
  void on_value(redis_value value);

  // -- deadlines and ends -----------------------------------------------------

  void watch(loop_clock::time_point deadline);
  void on_timer();
  void break_off(failure why);
  void end(const failure& why, loop_clock::time_point now);

  asio::io_context& loop_;
  std::shared_ptr<loop_gate> gate_;
  redis_address where_;
  std::string name_; ///< for messages
  stream_socket socket_;
  std::optional<asio::ssl::context> trust_;
  std::optional<asio::ssl::stream<stream_socket&>> tls_;
  loop_timer timer_;
  loop_clock::time_point watched_ = loop_clock::time_point::max();
  loop_clock::time_point connect_deadline_;
  stage stage_ = stage::connecting;
  redis_handshake handshake_;
  redis_decoder decoder_;
  redis_pipeline pipeline_;
  connected_handler connected_;
  lost_handler on_lost_;
  std::string queued_; ///< leaves with the next write
  std::string writing_;
  bool flush_posted_ = false;
  std::array<char, 16 * 1024> input_;
};

} // namespace quickbooking
