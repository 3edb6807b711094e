#include "net/http/http_reader.hpp"

#include "net/http/http_fields.hpp"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>

namespace quickbooking {

namespace {

namespace http = boost::beast::http;

constexpr std::size_t small_read = 16 * 1024; ///< a webhook fits into one
constexpr std::size_t large_read = 64 * 1024;

bool is_too_large(error_code ec) {
  return ec == http::error::body_limit || ec == http::error::buffer_overflow;
}

} // namespace

http_reader::http_reader(const http_limits& limits) : limits_{limits} { begin_message(); }

asio::mutable_buffer http_reader::space() {
  return buffer_.prepare(header_done_ ? large_read : small_read);
}

http_reader::event http_reader::next() {
  if (!parser_->got_some())
    skip_blank_lines();
  if (!header_done_) {
    const auto what = read_header();
    if (!header_done_ || what == event::refused || what == event::go_on)
      return what;
  }
  return read_body();
}

http_reader::event http_reader::end() {
  return is_inside() ? refuse(400, "bad_request", "the connection ended inside a request")
                     : event::more;
}

http_reader::received http_reader::take() {
  incoming_.request.body = std::move(parser_->get().body());
  auto out = std::move(incoming_);
  begin_message();
  return out;
}

/// Beast's parsers are good for one message.
void http_reader::begin_message() {
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(limits_.header_bytes));
  parser_->body_limit(limits_.body_bytes);
  incoming_ = {};
  message_bytes_ = 0;
  header_done_ = false;
  if (buffer_.size() == 0 && buffer_.capacity() > 2 * large_read)
    buffer_.shrink_to_fit();
}

/// RFC 9112 section 2.2: some clients send an extra line break after a body.
void http_reader::skip_blank_lines() {
  const auto* data = static_cast<const char*>(buffer_.data().data());
  std::size_t count = 0;
  while (count + 1 < buffer_.size() && data[count] == '\r' && data[count + 1] == '\n')
    count += 2;
  buffer_.consume(count);
}

void http_reader::put(error_code& ec) {
  const auto used = parser_->put(buffer_.data(), ec);
  buffer_.consume(used);
  message_bytes_ += used;
  if (ec == http::error::need_more)
    ec = {};
}

/// Beast's own limit holds for what is not yet parsed; ours for the whole header.
http_reader::event http_reader::read_header() {
  if (buffer_.size() == 0)
    return event::more;
  error_code ec;
  parser_->eager(false);
  put(ec);
  if (ec)
    return refuse(ec);
  const auto open = parser_->is_header_done() ? 0 : buffer_.size();
  if (message_bytes_ + open > limits_.header_bytes)
    return refuse(http::error::header_limit);
  return parser_->is_header_done() ? on_header() : event::more;
}

/// Trailers come later and must not change what was checked here.
http_reader::event http_reader::on_header() {
  header_done_ = true;
  const auto& header = parser_->get();
  auto request = read_fields(header);
  if (!request)
    return refuse(request.error().code == "not_implemented" ? 501 : 400, request.error().code,
                  request.error().message);
  incoming_.request = std::move(*request);
  incoming_.form.head = header.method() == http::verb::head;
  incoming_.form.close = !parser_->keep_alive();
  incoming_.form.keep_alive = parser_->keep_alive() && header.version() < 11;
  const auto expected = header[http::field::expect];
  if (!expected.empty() && !boost::beast::iequals(expected, "100-continue"))
    return refuse(417, "expectation_failed", "only 'Expect: 100-continue' is understood");
  const auto waits = !expected.empty() && header.version() >= 11 && buffer_.size() == 0;
  return waits && !parser_->is_done() ? event::go_on : event::more;
}

http_reader::event http_reader::read_body() {
  error_code ec;
  parser_->eager(true);
  if (!parser_->is_done() && buffer_.size() > 0)
    put(ec);
  if (ec)
    return refuse(ec);
  if (parser_->is_done())
    return event::request;
  // Chunk headers and trailers count, too: they would be a way around the limit of the body.
  if (message_bytes_ > limits_.header_bytes + 2 * limits_.body_bytes)
    return refuse(http::error::body_limit);
  if (buffer_.size() > limits_.header_bytes)
    return refuse(400, "bad_request", "a chunk header is too long");
  return event::more;
}

http_reader::event http_reader::refuse(error_code ec) {
  if (ec == http::error::header_limit)
    return refuse(431, "header_too_large",
                  "a header may have " + std::to_string(limits_.header_bytes) + " bytes");
  if (is_too_large(ec))
    return refuse(413, "body_too_large",
                  "a body may have " + std::to_string(limits_.body_bytes) + " bytes");
  return refuse(400, "bad_request", "not a valid HTTP/1.1 request: " + ec.message());
}

http_reader::event http_reader::refuse(int status, std::string code, std::string message) {
  buffer_.clear();
  refusal_ = error_response(status, {std::move(code), std::move(message)});
  return event::refused;
}

} // namespace quickbooking
