#pragma once

#include "net/log.hpp"

#include <caf/fwd.hpp>

namespace quickbooking {

/// Makes an actor log there what CAF would print or pass over in silence: a message that it has no
/// handler for (refused, its content stays out of the log), and an exception (which ends it).
void log_failures(caf::scheduled_actor& self, log_ptr log);

} // namespace quickbooking
