#include "tests/faults/judge.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace quickbooking::faults {

// -- P2: one content ---

void judge::one_content() const {
  std::map<std::string, const received_reply*> first;
  for (const auto& x : mine().received) {
    const auto [place, is_new] = first.emplace(x.out_id, &x);
    if (is_new)
      continue;
    ++result.duplicate_replies;
    if (place->second->text != x.text || place->second->options != x.options)
      broken("P2", "the reply " + x.out_id + " came with two contents");
  }
}

// -- P4: durable replies arrive ---

/// True if the node that made this reply ended before it could have sent it.
bool judge::is_late(const stored_write& x) const {
  for (const auto& message : mine().sent)
    if (message.id == x.message_id)
      for (const auto& each : message.deliveries)
        if (each.life + 1 < static_cast<int>(all.lives.size()))
          return true;
  return false;
}

bool judge::must_survive_restart(const stored_write& x) const {
  for (const auto& message : mine().sent)
    if (message.id == x.message_id)
      if (const auto* accepted = view.acceptance(message))
        if (view.was_disturbed(accepted->answered))
          return options.degraded_replies_survive_restart;
  return options.replies_survive_restart;
}

void judge::delivered() const {
  std::set<std::string> arrived;
  for (const auto& x : mine().received)
    arrived.insert(x.out_id);
  std::set<std::string> seen;
  for (std::size_t i = 0; i < mine().stored.size(); ++i) {
    const auto& x = mine().stored[i];
    if (x.out_id.empty() || arrived.contains(x.out_id) || !seen.insert(x.out_id).second)
      continue;
    const auto is_newer
        = [&x](const stored_write& y) { return !y.out_id.empty() && y.out_id != x.out_id; };
    const auto next = mine().stored.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    if (x.answer_is_card && std::any_of(next, mine().stored.end(), is_newer))
      continue; // superseded
    const auto what = "the reply " + x.out_id + " to " + x.message_id + " never came";
    if (!is_late(x) || must_survive_restart(x)) {
      broken("P4", what);
      continue;
    }
    ++result.late_replies;
    excused("P4", what);
  }
}

// -- P7, P8, P10 ---

void judge::answer_times() const {
  for (const auto& x : mine().sent)
    for (const auto& each : x.deliveries)
      if (each.status != 0 && each.answered - each.sent > options.longest_answer
          && !view.was_in_unrest(each.sent, each.answered))
        broken("P7", x.id + " was answered after "
                         + std::to_string((each.answered - each.sent).count() / 1000) + " ms");
}

/// P10, whatever happens to one node: others have its customers within some seconds.
void judge::waits() const {
  for (const auto& x : mine().sent) {
    const auto* accepted = view.acceptance(x);
    if (all.nodes == 1 || !accepted)
      continue;
    const auto waited = accepted->answered - view.first_sent(x);
    result.longest_wait = std::max(result.longest_wait, waited);
    if (waited > options.longest_wait)
      broken("P10", x.id + " was taken after " + std::to_string(waited.count() / 1000) + " ms");
  }
}

void judge::ways_on() const {
  for (const auto& x : mine().received) {
    const auto leads_on = x.is_card ? !x.options.empty()
                                    : !code_in(x.text).empty()
                                          || x.text.find(options.salon_phone) != std::string::npos;
    if (!leads_on)
      broken("P8", "the reply " + x.out_id + " leads nowhere: " + x.text);
  }
}

} // namespace quickbooking::faults
