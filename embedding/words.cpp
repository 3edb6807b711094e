#include <quickbooking/errors.hpp>
#include <quickbooking/intent_reader.hpp>
#include <quickbooking/messages.hpp>
#include <quickbooking/metrics_sink.hpp>

#include <caf/error.hpp>
#include <caf/message.hpp>

#include <array>
#include <cstddef>

namespace quickbooking {

namespace {

/// The word of an enumerator, the first of which is 1. What came from another process may be none.
template <class Enum, std::size_t N>
std::string word(Enum x, const std::array<const char*, N>& words) {
  const auto i = static_cast<std::size_t>(x) - 1;
  return i < N ? words[i] : "unknown";
}

} // namespace

intent_reader::~intent_reader() = default;

metrics_sink::~metrics_sink() = default;

std::string to_string(reply_route x) { return word(x, std::array{"answer", "sender"}); }

std::string to_string(turn_outcome x) {
  return word(x, std::array{"handled", "duplicate", "refused", "overloaded", "dead_letter"});
}

std::string to_string(storage x) { return word(x, std::array{"redis", "archive", "memory"}); }

std::string to_string(health_state x) { return word(x, std::array{"ok", "degraded"}); }

std::string to_string(booking_verdict x) {
  return word(x, std::array{"booked", "already_booked", "taken", "in_the_past", "unavailable"});
}

std::string to_string(waitlist_verdict x) {
  return word(x, std::array{"joined", "already_on_it", "unavailable"});
}

std::string to_string(send_verdict x) {
  return word(x, std::array{"accepted", "try_later", "rejected"});
}

std::string to_string(service_errc x) {
  return word(x, std::array{"invalid_configuration", "cannot_start", "not_connected"});
}

std::string explain(const caf::error& x) {
  if (x.category() != caf::detail::error_factory<service_errc>::category)
    return to_string(x);
  auto text = to_string(static_cast<service_errc>(x.code()));
  if (x.context().match_elements<std::string, std::string>())
    text += " (" + x.context().get_as<std::string>(0) + "): " + x.context().get_as<std::string>(1);
  return text;
}

} // namespace quickbooking
