#include "booking/conversation/conversation.hpp"

namespace quickbooking {

language language_of(const session& current, const inbound_message& message, const salon&) {
  if (message.lang)
    return *message.lang;
  if (current.exists())
    return current.lang;
  const auto* first = std::get_if<typed_text>(&message.content);
  return first ? detect_language(first->text, current.lang) : current.lang;
}

} // namespace quickbooking
