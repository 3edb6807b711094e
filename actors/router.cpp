#include "actors/router.hpp"

#include "actors/failure_log.hpp"
#include "actors/fault_points.hpp"
#include "actors/protocol.hpp"

#include <caf/all.hpp>

namespace quickbooking {

namespace {

struct router_parts {
  context_ptr context;
  caf::actor sessions;
  caf::actor gateway; ///< null without a cluster
  caf::actor store;

  bool is_mine(const customer_key& customer) const {
    return !gateway || context->cluster->current()->is_mine(customer);
  }

  const caf::actor& owner_of(const customer_key& customer) const {
    return is_mine(customer) ? sessions : gateway;
  }
};

prometheus::Counter& routed(const router_parts& parts, std::string owner) {
  return parts.context->figures->counter("quickbooking_messages_routed_total",
                                         "Messages handed to their owner",
                                         {{"owner", std::move(owner)}});
}

caf::behavior router(caf::event_based_actor* self, const router_parts& parts) {
  log_failures(*self, parts.context->log);
  auto& here = routed(parts, "local");
  auto& there = routed(parts, "peer");
  return {
      [=, &here, &there](inbound_message& message) {
        fault_points::before(way_step::route);
        auto mine = parts.is_mine(message.customer);
        (mine ? here : there).Increment();
        auto handed_on = self->delegate(mine ? parts.sessions : parts.gateway, std::move(message));
        fault_points::after(way_step::route);
        return handed_on;
      },
      [=](const read_session& x) { return self->delegate(parts.owner_of(x.customer), x); },
      [=](const clear_session& x) { return self->delegate(parts.owner_of(x.customer), x); },
      [=](const restore_session& x) { return self->delegate(parts.owner_of(x.customer), x); },
      [=](const resend_due& x) { return self->delegate(parts.owner_of(x.customer), x); },
      [=](const wake_session& x) { self->send(parts.sessions, x); },
      [=](const reply_ended& x) { self->send(parts.sessions, x); },
      [=](get_store_health x) { return self->delegate(parts.store, x); },
  };
}

} // namespace

caf::actor spawn_router(caf::actor_system& system, context_ptr context, caf::actor sessions,
                        caf::actor gateway, caf::actor store) {
  return system.spawn(router, router_parts{std::move(context), std::move(sessions),
                                           std::move(gateway), std::move(store)});
}

} // namespace quickbooking
