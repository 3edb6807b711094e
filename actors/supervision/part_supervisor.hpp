#pragma once

#include "actors/cores/restart_limit.hpp"
#include "actors/metrics.hpp"
#include "net/log.hpp"

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

#include <functional>
#include <string>

namespace quickbooking {

/// An actor that the node cannot do without.
struct part {
  std::string name;                 ///< in the log and in the figures
  std::function<caf::actor()> make; ///< called for the first one, and for each that follows
  restart_limits limits;
  std::function<void()> give_up; ///< called by any thread: the process has to end
};

/// Spawns an actor that stands in front of a part, under a handle that stays. What is sent to it
/// goes on to the part in the sender's thread: neither copied nor queued twice, and answered to
/// whoever asked. It starts the part again when that dies, unless by an ordered exit, and calls
/// `give_up` once that happens more often than `limits` allow. What the dead one held or had in its
/// mailbox is gone: requests get an error, so far as the part has not to answer them later.
///
/// Takes `introduction`s for itself. An exit message ends the part, then the supervisor. `figures`
/// outlives the actor.
caf::actor spawn_part_supervisor(caf::actor_system& system, part what, metrics& figures,
                                 log_ptr log);

} // namespace quickbooking
