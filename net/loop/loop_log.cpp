#include "net/loop/loop_log.hpp"

#include <spdlog/spdlog.h>

#include <exception>
#include <mutex>
#include <utility>

namespace quickbooking {

namespace {

namespace asio = boost::asio;

/// Lives in the context as one of its services.
class log_keeper : public asio::execution_context::service {
public:
  static inline asio::execution_context::id id;

  explicit log_keeper(asio::execution_context& owner) : service{owner} {}

  static log_keeper& of(asio::io_context& loop) {
    return asio::use_service<log_keeper>(static_cast<asio::execution_context&>(loop));
  }

  void set(log_ptr log) {
    const std::lock_guard guard{mutex_};
    log_.swap(log);
  }

  log_ptr get() {
    const std::lock_guard guard{mutex_};
    return log_;
  }

private:
  void shutdown() override {}

  std::mutex mutex_;
  log_ptr log_;
};

} // namespace

void set_log(asio::io_context& loop, log_ptr log) { log_keeper::of(loop).set(std::move(log)); }

log_ptr log_of(asio::io_context& loop) {
  auto log = log_keeper::of(loop).get();
  return log ? log : spdlog::default_logger();
}

void log_exception(asio::io_context& loop, std::string_view who) {
  try {
    throw;
  } catch (const std::exception& error) {
    log_of(loop)->error("{} threw: {}", who, error.what());
  } catch (...) {
    log_of(loop)->error("{} threw something unknown", who);
  }
}

} // namespace quickbooking
