#pragma once

#include "messages/failure.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace quickbooking {

struct graph_options {
  std::string base_url = "https://graph.facebook.com"; ///< `http://` only for loopback
  std::string version = "v26.0";
  std::string ca_file; ///< empty: the system's certificates
  std::chrono::milliseconds timeout{30'000};
  std::size_t connections = 32; ///< kept alive; more requests wait in line, at most `waiting`
  std::size_t waiting = 10'000;
};

/// The answer to a POST, or how far it got.
struct graph_http_answer {
  enum class transport {
    answered, ///< `status` and `body` are set
    not_sent, ///< no byte of the request left: safe to repeat
    lost      ///< sent, outcome unknown
  };
  transport how = transport::not_sent;
  int status = 0;
  std::string body;   ///< at most 64 KiB are read
  std::string reason; ///< for the log, if not answered
};

/// Talks to the Graph API over a pool of keep-alive HTTPS connections (host name verified, SNI).
/// Methods: any thread; callbacks: the loop's.
class graph_client {
public:
  /// Errors: `invalid_graph_url` (no http/https URL, or plain http to another host than loopback),
  /// `invalid_ca_file`.
  static result<std::shared_ptr<graph_client>> make(boost::asio::io_context& loop,
                                                    graph_options options);

  virtual ~graph_client() = default;

  /// POSTs JSON to `/{version}/{phone_number_id}/messages`. The token goes into the header only and
  /// into no log.
  virtual void post_message(std::string phone_number_id, std::string token, std::string body,
                            std::function<void(graph_http_answer)> done)
      = 0;
};

} // namespace quickbooking
