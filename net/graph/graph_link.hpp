#pragma once

#include "net/graph/graph_client.hpp"
#include "net/http/capped_body.hpp"
#include "net/http/counting_socket.hpp"
#include "net/http/url.hpp"

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace quickbooking {

/// Where the requests go, and whom to trust.
struct graph_peer {
  base_url url;
  asio::ssl::context trust{asio::ssl::context::tls_client};
  std::shared_ptr<loop_gate> gate;
};

/// A request on its way.
struct graph_exchange {
  std::string bytes;
  loop_clock::time_point deadline;
  std::function<void(graph_http_answer)> done;
};

/// One connection to the Graph API, for one exchange at a time. Lives on the loop's thread.
class graph_link : public std::enable_shared_from_this<graph_link> {
public:
  using answered_handler = std::function<void(graph_http_answer)>;

  graph_link(asio::io_context& loop, std::shared_ptr<graph_peer> peer);

  /// Sends the request, after connecting if that is not yet done. Not while another one runs.
  void run(std::shared_ptr<const graph_exchange> exchange, answered_handler done);

  /// It may be used for another exchange: the peer keeps it open and sent nothing.
  bool is_usable();

  /// Calls `on_ended` if the peer closes the connection before it is used again.
  void watch(std::function<void()> on_ended);

  bool is_open() const { return stage_ == stage::open; }

  /// Ends the exchange under way, if any, and the connection.
  void abort(const std::string& reason);

private:
  enum class stage { fresh, open, closed };
  static constexpr std::size_t answer_limit = 64 * 1024;
  using answer_parser = boost::beast::http::response_parser<capped_body<answer_limit>>;

  /// Calls `f` with the stream that carries HTTP.
  template <class F>
  void with_stream(F f) {
    if (tls_)
      f(*tls_);
    else
      f(socket_);
  }

  /// Makes a handler that does nothing once the link is closed.
  auto unless_closed(void (graph_link::*next)(error_code)) {
    return [self = shared_from_this(), next](error_code ec, auto&&...) {
      if (self->stage_ != stage::closed)
        (self.get()->*next)(ec);
    };
  }

  // -- connecting -------------------------------------------------------------

  void connect();
  void on_connected(error_code ec);
  bool prepare_tls();
  void on_greeted(error_code ec);

  // -- one exchange -----------------------------------------------------------

  void set_deadline();
  void write();
  void on_written(error_code ec);
  void read();
  void on_read(error_code ec);
  void answer(bool reusable);

  // -- the end ----------------------------------------------------------------

  void finish(graph_http_answer answer);
  void close();

  asio::io_context& loop_;
  std::shared_ptr<graph_peer> peer_;
  counting_socket socket_;
  std::optional<asio::ssl::stream<counting_socket&>> tls_;
  loop_timer timer_;
  stage stage_ = stage::fresh;
  std::shared_ptr<const graph_exchange> exchange_; ///< under way
  answered_handler done_;
  std::optional<std::uint64_t> written_before_; ///< set once the request is being written
  boost::beast::flat_buffer buffer_;
  std::optional<answer_parser> parser_;
  std::function<void()> on_ended_;
  loop_clock::time_point idle_since_;
};

} // namespace quickbooking
