#include "net/loop/event_loop.hpp"

#include "net/loop/asio.hpp"

#include <spdlog/spdlog.h>

#include <exception>

namespace quickbooking {

void run_handlers(asio::io_context& context) {
  for (;;) {
    try {
      context.run();
      return;
    } catch (const std::exception& error) {
      spdlog::error("event loop: a handler threw: {}", error.what());
    } catch (...) {
      spdlog::error("event loop: a handler threw something unknown");
    }
  }
}

event_loop::event_loop()
    : work_{context_.get_executor()},
      thread_{[this] { run_handlers(context_); }} {}

event_loop::~event_loop() { stop(); }

void event_loop::stop() {
  context_.stop();
  if (thread_.joinable() && thread_.get_id() != std::this_thread::get_id())
    thread_.join();
}

} // namespace quickbooking
