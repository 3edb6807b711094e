#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quickbooking {

using http_headers = std::vector<std::pair<std::string, std::string>>;

/// What came back. `status` 0: nothing did, and `reason` tells why.
struct http_client_answer {
  int status = 0;
  std::string body;
  std::string reason;
};

/// A blocking HTTP/1.1 client with one connection, which is kept alive and opened again when the
/// server has closed it. A request is never sent twice. For one thread.
class http_client {
public:
  /// `base_url`: `http://host:port` with an optional path that goes before every target. `limit`
  /// is for a whole exchange. Throws std::invalid_argument for any other URL.
  explicit http_client(std::string_view base_url,
                       std::chrono::milliseconds limit = std::chrono::seconds{10});
  ~http_client();

  http_client(http_client&&) noexcept;
  http_client& operator=(http_client&&) noexcept;

  http_client_answer send(std::string_view method, std::string_view target, std::string body = {},
                          const http_headers& headers = {});

  http_client_answer get(std::string_view target, const http_headers& headers = {}) {
    return send("GET", target, {}, headers);
  }

  /// Sends JSON.
  http_client_answer post(std::string_view target, std::string body, http_headers headers = {}) {
    headers.emplace_back("Content-Type", "application/json");
    return send("POST", target, std::move(body), headers);
  }

private:
  class connection;

  std::string host_;
  std::string port_;
  std::string path_;
  std::chrono::milliseconds limit_;
  std::unique_ptr<connection> connection_;
};

} // namespace quickbooking
