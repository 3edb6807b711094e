#include "net/loop/event_loop.hpp"

#include "net/loop/asio.hpp"
#include "net/loop/loop_log.hpp"

namespace quickbooking {

void run_handlers(asio::io_context& context) {
  for (;;) {
    try {
      context.run();
      return;
    } catch (...) {
      log_exception(context, "event loop: a handler");
    }
  }
}

event_loop::event_loop(log_ptr log)
    : work_{context_.get_executor()},
      thread_{[this] { run_handlers(context_); }} {
  set_log(context_, std::move(log));
}

event_loop::~event_loop() { stop(); }

void event_loop::stop() {
  context_.stop();
  if (thread_.joinable() && thread_.get_id() != std::this_thread::get_id())
    thread_.join();
}

} // namespace quickbooking
