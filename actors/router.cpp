#include "actors/router.hpp"

#include "actors/failure_log.hpp"
#include "actors/fault_points.hpp"
#include "actors/protocol.hpp"

#include <caf/all.hpp>

namespace quickbooking {

namespace {

caf::behavior router(caf::event_based_actor* self, const context_ptr& context,
                     const caf::actor& sessions, const caf::actor& store) {
  log_failures(*self);
  auto& routed = context->figures->counter("quickbooking_messages_routed_total",
                                           "Messages handed to their owner", {{"owner", "local"}});
  return {
      [=, &routed](inbound_message& message) {
        fault_points::before(way_step::route);
        routed.Increment();
        auto handed_on = self->delegate(sessions, std::move(message));
        fault_points::after(way_step::route);
        return handed_on;
      },
      [=](const read_session& x) { return self->delegate(sessions, x); },
      [=](const clear_session& x) { return self->delegate(sessions, x); },
      [=](const resend_due& x) { return self->delegate(sessions, x); },
      [=](const wake_session& x) { self->send(sessions, x); },
      [=](const reply_ended& x) { self->send(sessions, x); },
      [=](get_store_health x) { return self->delegate(store, x); },
  };
}

} // namespace

caf::actor spawn_router(caf::actor_system& system, context_ptr context, caf::actor sessions,
                        caf::actor store) {
  return system.spawn(router, std::move(context), std::move(sessions), std::move(store));
}

} // namespace quickbooking
