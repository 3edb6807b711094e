#include "tests/demo/conversation_show.hpp"

#include "tests/demo/session_look.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <regex>
#include <string_view>

namespace quickbooking {

namespace {

using clock = std::chrono::steady_clock;

constexpr const char* request = "Haircut Friday 3pm";
constexpr std::string_view confirm_family = "confirm_";

/// What to tap, best first.
constexpr std::array families{confirm_family, std::string_view{"slot_"},
                              std::string_view{"choice_"}};

/// What a customer shows at the door.
bool names_a_code(const received_message& message) {
  static const std::regex code{"BK-[A-Z0-9]{5}"};
  return std::regex_search(message.text(), code);
}

/// A booking takes three; a calendar that is nearly full a few more.
constexpr int most_turns = 8;

std::optional<tappable> best_option(const received_message& message) {
  for (const auto family : families)
    if (auto option = message.option(family))
      return option;
  return std::nullopt;
}

void print_session(chat_printer& printer, const session_look* seen, const std::string& customer) {
  if (seen)
    printer.session_is(*seen);
  else
    printer.session_is_gone(customer);
}

} // namespace

bool show_conversation(simulated_customer& customer, chat_printer& printer,
                       const show_options& options) {
  printer.customer_writes(request);
  auto asked = clock::now();
  customer.says(request);
  bool confirmed = false;
  for (int turn = 0; turn < most_turns && !options.is_over(); ++turn) {
    const auto message = customer.next();
    if (!message) {
      printer.note("no answer within 10 s");
      return false;
    }
    printer.salon_answers(
        *message, std::chrono::duration_cast<std::chrono::milliseconds>(clock::now() - asked));
    const auto seen = look_at_session(options.redis_port, customer.phone());
    print_session(printer, seen ? &*seen : nullptr, customer.phone());
    const auto option = best_option(*message);
    if (confirmed || !option)
      return confirmed && !seen && names_a_code(*message);
    confirmed = option->id.starts_with(confirm_family);
    printer.customer_taps(*option);
    asked = clock::now();
    customer.taps(option->id);
  }
  return false;
}

} // namespace quickbooking
