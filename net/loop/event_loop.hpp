#pragma once

#include "net/log.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <thread>
#include <utility>

namespace quickbooking {

/// Runs a context's handlers until it is stopped. An exception from a handler costs that handler
/// only, and is logged (see `set_log`).
void run_handlers(boost::asio::io_context& context);

/// The one thread on which all sockets of a node live. Parts of net/ are created with its context
/// and outlive it only as closed shells: stop the loop first.
class event_loop {
public:
  /// Its parts log there; null: by spdlog's default logger.
  explicit event_loop(log_ptr log = nullptr);

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
