#pragma once

#include "actors/node_context.hpp"
#include "net/http/http_server.hpp"

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

#include <functional>
#include <string>

namespace quickbooking {

/// Who may come in. Secrets: never logged.
struct front_door_options {
  std::string app_secret;   ///< of the Meta app: signs webhooks; empty: every delivery is refused
  std::string verify_token; ///< of the webhook's set-up; empty: every verification is refused
  std::string api_token;    ///< bearer token of `/v1`; empty: only loopback may call it
  std::string demo_page;    ///< folder of the simulator page; empty: no demo mode
  std::string demo_settings = "{}"; ///< JSON, served as `/demo.json` in demo mode
};

/// Spawns the actor that answers HTTP requests (`http_call`): webhook, `/v1`, health, metrics,
/// simulator page. One actor, so that messages of one customer keep the order in which they came in
/// (P1). `due_replies`, which may be null, is told of replies that WhatsApp says it has.
caf::actor spawn_front_door(caf::actor_system& system, context_ptr context,
                            front_door_options options, caf::actor router, caf::actor directory,
                            caf::actor archive, caf::actor node_desk = {},
                            caf::actor due_replies = {});

} // namespace quickbooking
