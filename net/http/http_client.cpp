#include "net/http/http_client.hpp"

#include "net/http/url.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <sys/socket.h>

#include <optional>
#include <stdexcept>
#include <utility> // Asio 1.74 uses std::exchange without including it

namespace quickbooking {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using error_code = boost::system::error_code;
using request_type = http::request<http::string_body>;
using response_parser = http::response_parser<http::string_body>;

constexpr std::uint64_t max_body = 64 * 1024 * 1024;

request_type make_request(std::string_view method, const std::string& target,
                          const std::string& host, const http_headers& headers, std::string body) {
  request_type request;
  request.version(11);
  request.method_string({method.data(), method.size()});
  request.target(target);
  request.set(http::field::host, host);
  for (const auto& [name, value] : headers)
    request.set(name, value);
  request.body() = std::move(body);
  request.prepare_payload();
  return request;
}

} // namespace

/// One socket; every step ends by itself when the time is up.
class http_client::connection {
public:
  error_code open(const std::string& host, const std::string& port,
                  std::chrono::milliseconds limit) {
    error_code result;
    const auto addresses = asio::ip::tcp::resolver{context_}.resolve(host, port, result);
    if (result)
      return result;
    stream_.expires_after(limit);
    stream_.async_connect(addresses, [&result](error_code ec, const auto&) { result = ec; });
    run();
    return result;
  }

  /// True if the server has closed its end or said something that nobody asked for.
  bool is_stale() {
    char byte = 0;
    return ::recv(stream_.socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) >= 0;
  }

  http_client_answer exchange(const request_type& request, std::chrono::milliseconds limit) {
    error_code result;
    stream_.expires_after(limit);
    http::async_write(stream_, request, [&result](error_code ec, std::size_t) { result = ec; });
    run();
    if (result)
      return {0, {}, "write: " + result.message()};
    return read_answer(request.method() == http::verb::head);
  }

  bool keeps_alive() const { return keeps_alive_; }

private:
  http_client_answer read_answer(bool headers_only) {
    error_code result;
    response_parser parser;
    parser.body_limit(max_body);
    parser.skip(headers_only);
    http::async_read(stream_, buffer_, parser,
                     [&result](error_code ec, std::size_t) { result = ec; });
    run();
    if (result)
      return {0, {}, "read: " + result.message()};
    keeps_alive_ = parser.keep_alive();
    return {static_cast<int>(parser.get().result_int()), std::move(parser.get().body()), {}};
  }

  void run() {
    context_.restart();
    context_.run();
  }

  asio::io_context context_{1};
  beast::tcp_stream stream_{context_};
  beast::flat_buffer buffer_;
  bool keeps_alive_ = false;
};

http_client::http_client(std::string_view base_url, std::chrono::milliseconds limit)
    : limit_(limit) {
  const auto url = parse_base_url(base_url);
  if (!url || url->tls)
    throw std::invalid_argument("not an http URL: " + std::string{base_url});
  host_ = url->host;
  port_ = std::to_string(url->port);
  path_ = url->path;
}

http_client::~http_client() = default;
http_client::http_client(http_client&&) noexcept = default;
http_client& http_client::operator=(http_client&&) noexcept = default;

http_client_answer http_client::send(std::string_view method, std::string_view target,
                                     std::string body, const http_headers& headers) {
  if (connection_ && connection_->is_stale())
    connection_.reset();
  if (!connection_) {
    connection_ = std::make_unique<connection>();
    if (const auto ec = connection_->open(host_, port_, limit_)) {
      connection_.reset();
      return {0, {}, "connect: " + ec.message()};
    }
  }
  const auto request = make_request(method, path_ + std::string{target}, host_ + ":" + port_,
                                    headers, std::move(body));
  auto answer = connection_->exchange(request, limit_);
  if (answer.status == 0 || !connection_->keeps_alive())
    connection_.reset();
  return answer;
}

} // namespace quickbooking
