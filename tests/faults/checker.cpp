#include "tests/faults/judge.hpp"

namespace quickbooking::faults {

void judge::count() const {
  for (const auto& x : mine().sent) {
    ++result.messages;
    result.redeliveries += static_cast<int>(x.deliveries.size()) - 1;
    const auto* accepted = view.acceptance(x);
    result.degraded_answers += accepted && view.was_disturbed(accepted->answered);
  }
  result.effects += static_cast<int>(view.effects());
}

verdict check(const run_history& history, const check_options& options) {
  verdict result;
  for (const auto& each : history.phones) {
    const phone_view view{history, each};
    const judge mine{history, view, options, result};
    mine.count();
    mine.order();
    mine.one_effect();
    mine.one_revision_each();
    mine.one_content();
    mine.durable();
    mine.delivered();
    mine.newer_only();
    mine.answer_times();
    mine.waits();
    mine.ways_on();
    mine.bookings();
  }
  judge_bookings(history, result);
  return result;
}

} // namespace quickbooking::faults
