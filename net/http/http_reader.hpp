#pragma once

#include "net/http/http_answer.hpp"
#include "net/http/http_server.hpp"
#include "net/loop/asio.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <optional>
#include <string>

namespace quickbooking {

/// Turns the bytes of a connection into requests. Owns no socket: bytes are put into `space()`.
class http_reader {
public:
  enum class event {
    more,    ///< needs further bytes
    go_on,   ///< the client waits for `100 Continue`
    request, ///< `take()` it
    refused  ///< see `refusal()`; nothing more can be read
  };

  struct received {
    http_request request;
    answer_form form;
  };

  explicit http_reader(const http_limits& limits);

  /// Where the next bytes go, then how many came.
  asio::mutable_buffer space();
  void commit(std::size_t count) { buffer_.commit(count); }

  event next();

  /// No further bytes will come.
  event end();

  received take();

  /// A request is begun and not complete.
  bool is_inside() const { return parser_->got_some() || buffer_.size() > 0; }

  /// Bytes of the request under way, on the wire.
  std::size_t held() const { return message_bytes_ + buffer_.size(); }

  const http_response& refusal() const { return refusal_; }

private:
  using request_parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

  void begin_message();
  void skip_blank_lines();
  void put(error_code& ec);
  event read_header();
  event on_header();
  event read_body();
  event refuse(error_code ec);
  event refuse(int status, std::string code, std::string message);

  http_limits limits_;
  boost::beast::flat_buffer buffer_;
  std::optional<request_parser> parser_;
  std::size_t message_bytes_ = 0;
  bool header_done_ = false;
  received incoming_;
  http_response refusal_;
};

} // namespace quickbooking
