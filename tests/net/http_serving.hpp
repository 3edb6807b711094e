#pragma once

#include "net/http/http_server.hpp"
#include "net/loop/event_loop.hpp"
#include "tests/support/raw_client.hpp"

#include <caf/test/unit_test.hpp>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace quickbooking {

// A real HTTP server in the test's own process, and handlers for it.

inline http_response text(std::string body, int status = 200) {
  http_response out;
  out.status = status;
  out.body = std::move(body);
  out.content_type = "text/plain";
  return out;
}

inline void echo(http_request request, http_responder respond) {
  respond(text(request.method + " " + request.path + " " + request.body));
}

/// A server on a free port with its loop. The server goes first, as in the node.
struct serving {
  event_loop loop;
  std::shared_ptr<http_server> server;

  explicit serving(http_handler handler = echo, http_limits limits = {}) {
    auto made = http_server::listen(loop.context(), "127.0.0.1", 0, limits, std::move(handler));
    if (!made)
      CAF_FAIL(made.error().message);
    server = *made;
  }

  raw_client client() const { return raw_client{server->port()}; }
};

/// Keeps the responders for a later answer.
struct shelf {
  std::mutex mutex;
  std::vector<std::pair<http_request, http_responder>> kept;

  http_handler handler() {
    return [this](http_request request, http_responder respond) {
      const std::lock_guard guard{mutex};
      kept.emplace_back(std::move(request), std::move(respond));
    };
  }

  std::size_t size() {
    const std::lock_guard guard{mutex};
    return kept.size();
  }

  void drop() {
    const std::lock_guard guard{mutex};
    kept.clear();
  }
};

inline int status(std::optional<raw_client::answer> answer) { return answer ? answer->status : 0; }

inline std::string body(std::optional<raw_client::answer> answer) {
  return answer ? answer->body : "";
}

} // namespace quickbooking
