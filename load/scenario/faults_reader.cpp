#include "load/scenario/scenario_parts.hpp"

namespace quickbooking {

using namespace std::chrono_literals;

fault_hook read_fault(checked_object x, std::chrono::milliseconds duration) {
  fault_hook out;
  for (const auto* key : {"at", "label", "command"})
    x.require(key);
  out.at = x.duration("at", 0ms);
  out.label = x.text("label");
  out.command = x.texts("command");
  if (x.has("until"))
    out.until = x.duration("until", 0ms);
  out.undo = x.texts("undo");
  if (out.at > duration)
    x.complain("at", "is after the end of the run");
  if (out.until && *out.until <= out.at)
    x.complain("until", "has to be after at");
  if (out.until.has_value() == out.undo.empty())
    x.complain("undo", "and until need each other");
  x.refuse_others();
  return out;
}

void read_limits(checked_object x, load_limits& out) {
  constexpr std::uint64_t any = 1'000'000'000;
  out.lost = x.whole("lost", 0, 0, any);
  out.duplicate_replies = x.whole("duplicateReplies", 0, 0, any);
  out.double_bookings = x.whole("doubleBookings", 0, 0, any);
  out.wrong_language_replies = x.whole("wrongLanguageReplies", 0, 0, any);
  out.over_limit_cards = x.whole("overLimitCards", 0, 0, any);
  if (x.has("p99Milliseconds"))
    out.p99_milliseconds = x.number("p99Milliseconds", 0, 0.001, 3.6e6);
  if (x.has("errorPercent"))
    out.error_percent = x.number("errorPercent", 0, 0, 100);
  x.refuse_others();
}

} // namespace quickbooking
