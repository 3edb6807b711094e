#pragma once

#include "net/log.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <functional>
#include <thread>
#include <utility>

namespace quickbooking {

/// Does some work, for a short time; false if there was none.
using spare_work = std::function<bool()>;

/// Runs a context's handlers until it is stopped. An exception from a handler costs that handler
/// only, and is logged (see `set_log`). Whenever no handler is due, it does spare work, and sleeps
/// only if there is none.
void run_handlers(boost::asio::io_context& context, const spare_work& meanwhile = nullptr);

/// The one thread on which all sockets of a node live. Parts of net/ are created with its context
/// and outlive it only as closed shells: stop the loop first.
class event_loop {
public:
  /// Its parts log there; null: by spdlog's default logger. `meanwhile` may be null, too.
  explicit event_loop(log_ptr log = nullptr, spare_work meanwhile = nullptr);

  /// Stops and joins.
  ~event_loop();

  event_loop(const event_loop&) = delete;
  event_loop& operator=(const event_loop&) = delete;

  boost::asio::io_context& context() { return context_; }

  /// Ends the loop without waiting for open sockets, and joins the thread. Idempotent; not from the
  /// loop's own thread.
  void stop();

private:
  boost::asio::io_context context_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  std::thread thread_;
};

} // namespace quickbooking
