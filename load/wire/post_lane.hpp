#pragma once

#include "net/http/capped_body.hpp"
#include "net/loop/dial.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace quickbooking {

/// What came back for a request. `status` 0: nothing did, and `error` tells why in one word:
/// `refused`, `reset`, `timeout`, `no_http`.
struct post_answer {
  int status = 0;
  std::string body; ///< at most the first 64 KiB
  std::string error;
};

/// One connection of a `post_pool`: one exchange at a time, kept alive between them. Lives on the
/// loop's thread.
class post_lane : public std::enable_shared_from_this<post_lane> {
public:
  /// Called at the end of each exchange.
  using answered = std::function<void(post_lane&, post_answer)>;

  /// Called when the peer ends a connection that nobody uses.
  using ended = std::function<void(post_lane&)>;

  post_lane(asio::io_context& loop, answered on_answer, ended on_end);

  /// Connects, for the exchange that `send` begins at once.
  void open(const std::vector<stream_endpoint>& peer);

  /// Sends a request; not while another one is under way. `ticket` and `deadline` are for the pool.
  void send(std::string bytes, std::uint64_t ticket, loop_clock::time_point deadline);

  /// Ends the exchange under way with this error, and the connection.
  void abort(const std::string& error);

  void close();

  bool is_busy() const { return is_busy_; }
  bool is_closed() const { return is_closed_; }
  std::uint64_t ticket() const { return ticket_; }
  loop_clock::time_point deadline() const { return deadline_; }
  loop_clock::time_point idle_since() const { return idle_since_; }

private:
  static constexpr std::size_t answer_limit = 64 * 1024;
  using parser = boost::beast::http::response_parser<capped_body<answer_limit>>;

  void on_connected(error_code ec);
  void write();
  void write_rest(std::size_t done);
  void read();
  void on_read(error_code ec, std::size_t count);
  void parse();
  void finish(post_answer answer);

  stream_socket socket_;
  answered on_answer_;
  ended on_end_;
  bool is_connected_ = false;
  bool is_busy_ = false;
  bool is_closed_ = false;
  std::string request_;
  std::uint64_t ticket_ = 0;
  loop_clock::time_point deadline_;
  loop_clock::time_point idle_since_;
  boost::beast::flat_buffer buffer_;
  std::optional<parser> parser_;
};

} // namespace quickbooking
