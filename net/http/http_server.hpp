#pragma once

#include "messages/failure.hpp"

#include <boost/asio/io_context.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quickbooking {

/// One request, whole. Owns its bytes.
struct http_request {
  std::string method;         ///< `GET`
  std::string path;           ///< percent-encoded, without the query; begins with `/`
  std::string query;          ///< without `?`; percent-encoded
  std::string body;           ///< the raw bytes
  std::string signature;      ///< `X-Hub-Signature-256`, or empty
  std::string authorization;  ///< or empty
  std::string content_type;   ///< or empty
  std::string origin;         ///< or empty
  bool from_loopback = false; ///< the peer is this host, and no proxy says that it forwards

  /// The percent-decoded value of a query parameter (names may hold dots); empty if absent.
  std::string query_value(std::string_view name) const;
};

struct http_response {
  int status = 200;
  std::string body;
  std::string content_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers; ///< further ones
};

/// Sends the answer of one request: call it once, from any thread. Dropped without a call, it
/// answers 500.
using http_responder = std::function<void(http_response)>;

/// Called on the event loop's thread; must not block.
using http_handler = std::function<void(http_request, http_responder)>;

struct http_limits {
  std::size_t header_bytes = 16 * 1024;
  std::size_t body_bytes = 3 * 1024 * 1024; ///< what Meta may send (whatsapp.md 1.4)
  std::chrono::milliseconds request_deadline{
      10'000};                            ///< first byte to last byte: total, not inactivity
  std::chrono::milliseconds idle{60'000}; ///< keep-alive
  std::chrono::milliseconds answer_deadline{
      20'000};                    ///< from the whole request to its answer; then 503 in its place
  std::size_t connections = 4096; ///< beyond: 503 and close
  std::size_t in_flight = 4096;   ///< requests without an answer yet; beyond: 503
  std::size_t buffered_bytes
      = 256 * 1024 * 1024; ///< of requests half read or without an answer; beyond: 503
};

/// What the server refused and answered, since its start. Read from any thread.
struct http_counts {
  std::uint64_t connections = 0; ///< open now
  std::uint64_t accepted = 0;
  std::uint64_t bad_requests = 0;         ///< 400
  std::uint64_t too_large = 0;            ///< 413, 431
  std::uint64_t timed_out = 0;            ///< 408
  std::uint64_t overloaded = 0;           ///< 503
  std::array<std::uint64_t, 6> answers{}; ///< all, by the first digit of their status
};

/// HTTP/1.1 with keep-alive and pipelining (answers in order of requests). Lives on the loop's
/// thread, and logs where the loop does.
class http_server {
public:
  /// Binds at once. `port` 0 asks the system for a free one. Errors: `cannot_listen`, naming
  /// address, port and reason.
  static result<std::shared_ptr<http_server>> listen(boost::asio::io_context& loop,
                                                     const std::string& address, std::uint16_t port,
                                                     http_limits limits, http_handler handler);
  virtual ~http_server() = default;

  virtual std::uint16_t port() const = 0;

  virtual http_counts counts() const = 0;

  /// Closes the listening socket; open connections finish the request under way and close
  /// (`Connection: close`). `finished`, if it is given, is called in the loop's thread once all
  /// that came is answered and nothing can come any more; never if the server or the loop ends
  /// before. Any thread.
  virtual void stop_accepting(std::function<void()> finished = {}) = 0;
};

/// An answer `{"error":{"code","message"}}`.
http_response error_response(int status, const failure& why);

} // namespace quickbooking
