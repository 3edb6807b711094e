#pragma once

#include "load/customer/heard_reply.hpp"
#include "load/verdict/message_ledger.hpp"

#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/type_id.hpp>

#include <cstdint>

// What the engine tells a customer's actor. Stays in the process, hence no serialisation.

namespace quickbooking {

/// The salon's reply has arrived.
struct reply_arrived {
  heard_reply reply;
  run_time at;
};

/// The time to think is over; `number` is that of the note.
struct thinking_ended {
  std::uint32_t number;
};

/// No reply came within the limit.
struct reply_missing {};

/// The conversation is over.
struct visit_ended {};

} // namespace quickbooking

// clang-format off
CAF_BEGIN_TYPE_ID_BLOCK(quickbooking_load, caf::first_custom_type_id + 2000)
  CAF_ADD_TYPE_ID(quickbooking_load, (quickbooking::reply_arrived))
  CAF_ADD_TYPE_ID(quickbooking_load, (quickbooking::thinking_ended))
  CAF_ADD_TYPE_ID(quickbooking_load, (quickbooking::reply_missing))
  CAF_ADD_TYPE_ID(quickbooking_load, (quickbooking::visit_ended))
CAF_END_TYPE_ID_BLOCK(quickbooking_load)

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::reply_arrived)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::thinking_ended)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::reply_missing)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::visit_ended)
// clang-format on
