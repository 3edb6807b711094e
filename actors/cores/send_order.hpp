#pragma once

#include "messages/customer.hpp"
#include "messages/reply/reply.hpp"

#include <string>

namespace quickbooking {

/// A reply on its way to WhatsApp. Goes to the outbox actor, which answers nothing: what becomes of
/// it is told to the actor that was named when the outbox was spawned, as a `send_report`.
struct send_order {
  customer_key customer;
  std::string phone_number_id;
  std::string out_id; ///< unique; `biz_opaque_callback_data`
  reply content;
};

/// The end of a `send_order`: it was accepted by WhatsApp, will never be, or was superseded by a
/// newer one.
struct send_report {
  customer_key customer;
  std::string out_id;
  bool delivered = false;
  std::string why; ///< if not delivered: the class of failure, or `superseded`, `queue_full`
};

} // namespace quickbooking
