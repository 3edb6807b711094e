#pragma once

#include "actors/cores/steady_time.hpp"
#include "messages/customer.hpp"
#include "net/graph/graph_client.hpp"

#include <caf/actor.hpp>
#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/type_id.hpp>

#include <chrono>
#include <cstdint>
#include <string>

// What the outbox actor understands besides `send_order`, and what it says to itself.

namespace quickbooking {

/// Answered at once with the number of orders that have not ended (`uint64_t`).
struct count_orders {};

/// Answered like `count_orders`, but only when no order is left or `limit` has passed. New orders
/// are still taken.
struct drain_orders {
  std::chrono::milliseconds limit;
};

/// To the due replies: from now on whom to ask about them.
struct start_resending {
  caf::actor router;
};

/// To the order keeper: from now on this is the outbox.
struct outbox_started {
  caf::actor outbox;
};

/// From the loop's thread: the answer to a POST.
struct post_done {
  std::uint64_t id;
  customer_key customer;
  std::string phone_number_id;
  steady_time posted_at;
  graph_http_answer answer;
};

/// Time for the next order. A tick with another time than the one armed last is left over.
struct outbox_tick {
  steady_time due;
};

} // namespace quickbooking

CAF_BEGIN_TYPE_ID_BLOCK(quickbooking_outbox, caf::first_custom_type_id + 1100)

CAF_ADD_TYPE_ID(quickbooking_outbox, (quickbooking::count_orders))
CAF_ADD_TYPE_ID(quickbooking_outbox, (quickbooking::drain_orders))
CAF_ADD_TYPE_ID(quickbooking_outbox, (quickbooking::post_done))
CAF_ADD_TYPE_ID(quickbooking_outbox, (quickbooking::outbox_tick))
CAF_ADD_TYPE_ID(quickbooking_outbox, (quickbooking::start_resending))
CAF_ADD_TYPE_ID(quickbooking_outbox, (quickbooking::outbox_started))

CAF_END_TYPE_ID_BLOCK(quickbooking_outbox)

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::count_orders)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::drain_orders)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::post_done)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::outbox_tick)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::start_resending)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::outbox_started)
