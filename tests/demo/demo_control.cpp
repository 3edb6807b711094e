#include "tests/demo/demo_control.hpp"

#include "load/meta/loopback_cors.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

namespace quickbooking {

namespace {

struct redis_switch {
  std::string_view path;
  void (demo_redis::*turn)();
};

constexpr std::array redis_switches{
    redis_switch{"/_demo/redis/start", &demo_redis::start},
    redis_switch{"/_demo/redis/stop", &demo_redis::stop},
    redis_switch{"/_demo/redis/pause", &demo_redis::pause},
    redis_switch{"/_demo/redis/resume", &demo_redis::resume},
};

} // namespace

demo_control::demo_control(demo_redis& redis, task_queue& main_thread)
    : redis_(redis),
      main_thread_(main_thread) {
  auto handler = [this](http_request request, http_responder respond) {
    handle(request, std::move(respond));
  };
  auto listening = http_server::listen(loop_.context(), "127.0.0.1", 0, {},
                                       with_loopback_cors(std::move(handler)));
  if (!listening)
    throw std::runtime_error(listening.error().message);
  server_ = std::move(*listening);
}

demo_control::~demo_control() { loop_.stop(); }

std::string demo_control::url() const {
  return "http://127.0.0.1:" + std::to_string(server_->port());
}

void demo_control::handle(const http_request& request, http_responder respond) {
  if (request.method == "GET" && request.path == "/_demo/redis")
    return respond(redis_state());
  auto same = [&request](const redis_switch& x) { return x.path == request.path; };
  const auto found = std::find_if(redis_switches.begin(), redis_switches.end(), same);
  if (request.method != "POST" || found == redis_switches.end())
    return respond(error_response(404, {"not_found", "no such call"}));
  main_thread_.push([this, turn = found->turn, respond = std::move(respond)] {
    try {
      (redis_.*turn)();
      respond(redis_state());
    } catch (const std::exception& e) {
      respond(error_response(500, {"redis_switch", e.what()}));
    }
  });
}

http_response demo_control::redis_state() const {
  const nlohmann::json body{{"state", to_string(redis_.now())}, {"port", redis_.port()}};
  return {200, body.dump(), "application/json", {}};
}

} // namespace quickbooking
