#include "actors/cluster/basp_socket.hpp"

#include "actors/cluster/basp_loop.hpp"

#include <caf/all.hpp>
#include <caf/io/basp_broker.hpp>
#include <caf/io/middleman.hpp>
#include <caf/io/network/multiplexer.hpp>

#include <set>
#include <string>

namespace quickbooking {

namespace {

/// For the exchange of greetings between two live nodes.
constexpr std::chrono::seconds handshake_limit{3};

/// So often a byte passes over each link: see `peer_limits::silence`.
constexpr std::chrono::seconds heartbeat_interval{1};

/// The longest that lets one of them get lost without the link being given up.
constexpr auto longest_heartbeat = peer_limits{}.silence / 2;

/// What CAF calls the port at which an actor is published. There is none here, and one actor.
constexpr std::uint16_t no_port = 1;

caf::actor broker_of(caf::actor_system& system) {
  return system.middleman().named_broker<caf::io::basp_broker>(caf::atom("BASP"));
}

caf::io::scribe_ptr scribe_for(caf::actor_system& system, const peer_linked& x) {
  if (x.link)
    return basp_loop::of(system)->new_scribe(x.link);
  return system.middleman().backend().new_scribe(x.socket->take());
}

} // namespace

void load_basp(caf::actor_system_config& config) {
  config.load<caf::io::middleman, basp_loop>();
  config.set("middleman.heartbeat-interval", caf::timespan{heartbeat_interval});
  // Would listen on all interfaces without any check of who calls.
  config.set("middleman.enable-automatic-connections", false);
  // Envelopes are small: reading them where they arrive saves a change of threads.
  config.set("middleman.workers", 0);
}

result<void> check_basp(const caf::actor_system& system) {
  if (!system.has_middleman())
    return fail("invalid_config",
                "links between nodes need load_links before the actor system is made");
  const auto interval
      = caf::get_or(system.config(), "middleman.heartbeat-interval", caf::timespan{0});
  if (interval <= caf::timespan{0} || interval > longest_heartbeat)
    return fail("invalid_config", "middleman.heartbeat-interval must be more than 0 and at most "
                                      + std::to_string(longest_heartbeat.count())
                                      + "ms: silent links are given up");
  return {};
}

void join_peer(caf::event_based_actor& self, const peer_linked& link,
               std::function<void(const caf::actor&)> joined) {
  auto& system = self.system();
  self.request(broker_of(system), handshake_limit, caf::connect_atom_v, scribe_for(system, link),
               no_port)
      .then(
          [joined](const caf::node_id&, const caf::strong_actor_ptr& offered,
                   const std::set<std::string>&) { joined(caf::actor_cast<caf::actor>(offered)); },
          [joined](const caf::error&) { joined(nullptr); });
}

void admit_peer(caf::actor_system& system, const peer_linked& link, const caf::actor& offered) {
  caf::anon_send(broker_of(system), caf::publish_atom_v, scribe_for(system, link), no_port,
                 caf::actor_cast<caf::strong_actor_ptr>(offered), std::set<std::string>{});
}

} // namespace quickbooking
