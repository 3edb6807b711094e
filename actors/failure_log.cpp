#include "actors/failure_log.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

#include <exception>

namespace quickbooking {

namespace {

caf::result<caf::message> refuse(caf::scheduled_actor* self, caf::message_view&) {
  spdlog::warn("event=unexpected_message actor={}", self->name());
  return caf::sec::unexpected_message;
}

caf::error end(caf::scheduled_actor* self, std::exception_ptr& problem) {
  try {
    std::rethrow_exception(problem);
  } catch (const std::exception& x) {
    spdlog::critical("event=actor_failed actor={} what=\"{}\"", self->name(), x.what());
  } catch (...) {
    spdlog::critical("event=actor_failed actor={} what=unknown", self->name());
  }
  return caf::sec::runtime_error;
}

} // namespace

void log_failures(caf::scheduled_actor& self) {
  self.set_default_handler(refuse);
  self.set_exception_handler(end);
}

} // namespace quickbooking
