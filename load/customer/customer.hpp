#pragma once

#include "load/customer/heard_reply.hpp"
#include "load/scenario/delay_law.hpp"
#include "load/scenario/journey.hpp"
#include "messages/language.hpp"

#include <array>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace quickbooking {

// A customer as a state machine: (state, event, chance) -> what to do next. No clock, no actor.

/// What all customers of a run know.
struct customer_world {
  std::array<std::vector<std::string>, all_languages.size()> wishes; ///< none of them empty
  delay_law think;
  /// True if that master's time (`time_key`) was confirmed to somebody. Any thread.
  std::function<bool(const std::string&)> is_taken;
};

struct typed_message {
  std::string text;
};

struct tapped_message {
  offered_tap what;
  std::string card_id; ///< on which message of the salon
};

/// One message to send.
struct sent_message {
  std::variant<typed_message, tapped_message> what;
  std::chrono::microseconds after{0}; ///< so long after the first one of these acts
  int copies = 1;                     ///< how often Meta delivers it
};

/// What a customer does next. At most one of the three is set; nothing at all: waits for the reply.
struct customer_acts {
  std::vector<sent_message> messages;
  std::optional<std::chrono::microseconds> think; ///< and gets `thought` then
  bool leaves = false;
};

struct customer_state {
  journey what = journey::books;
  language lang = language::en;
  heard_reply last;       ///< what the salon said last
  heard_reply old_card;   ///< the first one with times
  std::string confirming; ///< the time whose confirm button was tapped last
  bool booked = false;
  bool changed = false; ///< the mind, once
  bool grabbed = false; ///< a time that another one had taken
  int waits = 0;
  std::size_t languages = 0; ///< that a polyglot has typed in
  int turns = 0;
};

/// The customer opens the chat.
struct arrived {};

/// The salon has replied; `is_booking`: it tells of a booking.
struct heard {
  heard_reply reply;
  bool is_booking = false;
};

/// The time to think is over.
struct thought {};

/// No reply came within the limit.
struct silence {};

using customer_event = std::variant<arrived, heard, thought, silence>;

/// Advances the customer.
customer_acts step(customer_state& state, customer_event event, const customer_world& world,
                   dice& chance);

} // namespace quickbooking
