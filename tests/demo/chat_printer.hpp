#pragma once

#include "load/meta/simulated_customer.hpp"
#include "tests/demo/session_look.hpp"

#include <chrono>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace quickbooking {

/// Prints a chat as two sides of a terminal: the salon on the left, the customer on the right, and
/// between them what Redis holds.
class chat_printer {
public:
  /// `colours`: with the terminal's escape sequences.
  chat_printer(std::ostream& out, bool colours) : out_(out), colours_(colours) {}

  void customer_writes(const std::string& text);
  void customer_taps(const tappable& option);
  void salon_answers(const received_message& message, std::chrono::milliseconds after);
  void session_is(const session_look& seen);
  void session_is_gone(const std::string& customer);
  void note(const std::string& text);

private:
  void box(const std::vector<std::string>& lines, std::size_t indent, const char* colour);
  std::string coloured(const char* colour, const std::string& text) const;

  std::ostream& out_;
  bool colours_;
};

} // namespace quickbooking
