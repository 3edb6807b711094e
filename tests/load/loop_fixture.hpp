#pragma once

#include "net/http/http_server.hpp"
#include "net/loop/dial.hpp"
#include "net/loop/event_loop.hpp"

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace quickbooking {

/// A loop with a server on it that remembers its requests and answers as the test says.
class loop_fixture {
public:
  using answerer = std::function<void(std::size_t number, const http_responder&)>;

  explicit loop_fixture(answerer answer) : answer_{std::move(answer)} {
    server_ = *http_server::listen(loop.context(), "127.0.0.1", 0, {},
                                   [this](http_request request, const http_responder& respond) {
                                     bodies_.push_back(std::move(request.body));
                                     answer_(bodies_.size(), respond);
                                   });
  }

  ~loop_fixture() { loop.stop(); }

  loop_fixture(const loop_fixture&) = delete;
  loop_fixture& operator=(const loop_fixture&) = delete;

  /// Runs `f` on the loop's thread and returns what it returns.
  template <class F>
  auto on_loop(F f) {
    std::packaged_task<decltype(f())()> task{std::move(f)};
    auto done = task.get_future();
    asio::post(loop.context(), [&task] { task(); });
    return done.get();
  }

  std::vector<std::string> bodies() {
    return on_loop([this] { return bodies_; });
  }

  std::vector<stream_endpoint> peer() const {
    return {tcp::endpoint{asio::ip::address_v4::loopback(), server_->port()}};
  }

  static std::string request(const std::string& body) {
    return "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size())
           + "\r\n\r\n" + body;
  }

  event_loop loop;

private:
  answerer answer_;
  std::vector<std::string> bodies_;
  std::shared_ptr<http_server> server_;
};

} // namespace quickbooking
