#pragma once

#include "load/meta/simulated_customer.hpp"
#include "tests/demo/chat_printer.hpp"

#include <cstdint>
#include <functional>

namespace quickbooking {

struct show_options {
  std::uint16_t redis_port = 0;
  std::function<bool()> is_over; ///< asked between the turns
};

/// Plays a booking as a customer: writes what they want, then taps what the replies really offer,
/// until the salon confirms. True if it ended with a booking.
bool show_conversation(simulated_customer& customer, chat_printer& printer,
                       const show_options& options);

} // namespace quickbooking
