#pragma once

#include "net/loop/asio.hpp"

#include <boost/asio/ssl/context.hpp>

#include <atomic>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace quickbooking {

/// A certificate for a host, signed by itself, and its key.
struct test_certificate {
  std::string certificate_file;
  std::string key_file;
};

/// Makes one with the openssl program inside a directory.
test_certificate make_certificate(const std::string& directory, const std::string& host);

/// Stands for the Graph API: a thread per connection, with TLS if given a certificate.
class graph_server {
public:
  /// The raw bytes to answer a request with; empty: closes without an answer.
  using answer_maker = std::function<std::string(const std::string& request)>;

  explicit graph_server(answer_maker answer,
                        const std::optional<test_certificate>& certificate = std::nullopt);
  ~graph_server();

  std::uint16_t port() const { return port_; }

  /// Accepted so far.
  int connections() const { return connections_; }

  /// Heads and bodies of the requests so far.
  std::vector<std::string> requests();

  /// Closes the connections that are open now; goes on accepting.
  void close_connections();

private:
  void accept();
  void serve(tcp::socket& socket);
  template <class Stream>
  void talk(Stream& stream);

  answer_maker answer_;
  asio::io_context context_;
  std::optional<asio::ssl::context> tls_;
  tcp::acceptor acceptor_;
  std::uint16_t port_;
  std::atomic<int> connections_ = 0;
  std::atomic<bool> ending_ = false;
  std::mutex mutex_;
  std::vector<std::string> requests_;
  std::list<tcp::socket> sockets_;
  std::list<std::thread> threads_;
  std::thread acceptor_thread_;
};

/// A 200 with that body.
std::string ok(const std::string& body, const std::string& more_headers = "");

} // namespace quickbooking
