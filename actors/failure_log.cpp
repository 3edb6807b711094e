#include "actors/failure_log.hpp"

#include <caf/all.hpp>
#include <spdlog/logger.h>

#include <exception>
#include <utility>

namespace quickbooking {

namespace {

caf::result<caf::message> refuse(caf::scheduled_actor& self, spdlog::logger& log) {
  log.warn("event=unexpected_message actor={}", self.name());
  return caf::sec::unexpected_message;
}

caf::error end(caf::scheduled_actor& self, std::exception_ptr& problem, spdlog::logger& log) {
  try {
    std::rethrow_exception(problem);
  } catch (const std::exception& x) {
    log.critical("event=actor_failed actor={} what=\"{}\"", self.name(), x.what());
  } catch (...) {
    log.critical("event=actor_failed actor={} what=unknown", self.name());
  }
  return caf::sec::runtime_error;
}

} // namespace

void log_failures(caf::scheduled_actor& self, log_ptr log) {
  self.set_default_handler(
      [log](caf::scheduled_actor* who, caf::message_view&) { return refuse(*who, *log); });
  self.set_exception_handler(
      [log = std::move(log)](caf::scheduled_actor* who, std::exception_ptr& problem) {
        return end(*who, problem, *log);
      });
}

} // namespace quickbooking
