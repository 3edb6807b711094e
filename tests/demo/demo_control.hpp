#pragma once

#include "net/http/http_server.hpp"
#include "net/loop/event_loop.hpp"
#include "tests/demo/demo_redis.hpp"
#include "tests/demo/task_queue.hpp"

#include <memory>
#include <string>

namespace quickbooking {

/// What the simulator page can switch, over HTTP on a free port of 127.0.0.1:
/// - `GET /_demo/redis`: `{"state":"running"|"paused"|"stopped","port"}`
/// - `POST /_demo/redis/start|stop|pause|resume`: does it, then answers likewise
class demo_control {
public:
  /// Throws std::runtime_error if it cannot listen.
  demo_control(demo_redis& redis, task_queue& main_thread);
  ~demo_control();

  demo_control(const demo_control&) = delete;
  demo_control& operator=(const demo_control&) = delete;

  std::string url() const;

private:
  void handle(const http_request& request, http_responder respond);
  http_response redis_state() const;

  demo_redis& redis_;
  task_queue& main_thread_;
  event_loop loop_;
  std::shared_ptr<http_server> server_;
};

} // namespace quickbooking
