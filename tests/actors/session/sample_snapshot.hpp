#pragma once

#include "messages/session/session.hpp"

#include <string>

namespace quickbooking {

/// What a store has of a session that was used last at that time.
inline std::string sample_snapshot(instant used_at) {
  session x;
  x.session_id = "session_1";
  x.customer_id = "customer_1";
  x.salon_id = "salon-1";
  x.version = {7, 1};
  x.created_at = x.last_interaction_at = used_at;
  return to_snapshot(x);
}

} // namespace quickbooking
