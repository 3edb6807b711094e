#pragma once

namespace quickbooking {

/// The steps of a message's way through a node, from the webhook to WhatsApp.
enum class way_step {
  decode, ///< of the delivery
  route,  ///< to the owner of the phone
  load,   ///< of the session that is not in memory
  decide, ///< what to do; twice, if that is a booking
  write,  ///< of snapshot, message id and reply
  answer, ///< of the delivery
  send    ///< of the reply; after it WhatsApp has answered
};

namespace fault_points {

// Called before and after each step, by the thread that takes it. They do nothing. A program that
// shall fail at one of them brings its own definitions, and the linker takes those instead.

void before(way_step step);
void after(way_step step);

} // namespace fault_points

} // namespace quickbooking
