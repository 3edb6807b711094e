#include "net/loop/event_loop.hpp"

#include "net/loop/asio.hpp"
#include "net/loop/loop_log.hpp"

namespace quickbooking {

namespace {

void run_between(asio::io_context& context, const spare_work& meanwhile) {
  while (!context.stopped())
    if (context.poll() == 0 && !meanwhile())
      context.run_one();
}

} // namespace

void run_handlers(asio::io_context& context, const spare_work& meanwhile) {
  for (;;) {
    try {
      if (meanwhile)
        run_between(context, meanwhile);
      else
        context.run();
      return;
    } catch (...) {
      log_exception(context, "event loop: a handler");
    }
  }
}

event_loop::event_loop(log_ptr log, spare_work meanwhile)
    : work_{context_.get_executor()},
      thread_{[this, meanwhile = std::move(meanwhile)] { run_handlers(context_, meanwhile); }} {
  set_log(context_, std::move(log));
}

event_loop::~event_loop() { stop(); }

void event_loop::stop() {
  context_.stop();
  if (thread_.joinable() && thread_.get_id() != std::this_thread::get_id())
    thread_.join();
}

} // namespace quickbooking
