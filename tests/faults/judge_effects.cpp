#include "tests/faults/judge.hpp"

#include <algorithm>
#include <set>

namespace quickbooking::faults {

namespace {

/// What was answered before the next was sent.
bool comes_before(const sent_message& a, const sent_message& b) {
  const auto* accepted = phone_view::acceptance(a);
  if (accepted && accepted->answered < phone_view::first_sent(b))
    return true;
  // In one POST the order of the list counts, as long as that POST was the first of both.
  return !a.deliveries.empty() && !b.deliveries.empty() && a.deliveries.size() == 1
         && a.deliveries.front().post == b.deliveries.front().post;
}

} // namespace

// -- P1: what was answered before the next was sent takes effect before it ---

void judge::order() const {
  const auto& sent = mine().sent;
  for (std::size_t i = 0; i < sent.size(); ++i)
    for (std::size_t k = i + 1; k < sent.size(); ++k) {
      const auto first = view.effect(sent[i].id);
      const auto second = view.effect(sent[k].id);
      const auto* accepted = view.acceptance(sent[i]);
      if (!first || !second || *first < *second || !comes_before(sent[i], sent[k])
          || view.was_noted_late(sent[i].id) || (accepted && view.may_be_lost(sent[i], *accepted)))
        continue;
      broken("P1", sent[k].id + " took effect before " + sent[i].id);
    }
}

// -- P2: at most one effect ---

void judge::one_effect() const {
  for (const auto& x : mine().sent) {
    const auto answers = view.answers(x.id).size();
    if (answers <= 1)
      continue;
    const auto what = x.id + " took effect " + std::to_string(answers) + " times";
    if (!view.may_be_repeated(x)) {
      broken("P2", what);
      continue;
    }
    ++result.repeated;
    excused("P2", what);
  }
}

/// A second effect that `one_effect` counts as such.
bool judge::may_be_repeated(const std::string& message_id) const {
  const auto& sent = mine().sent;
  const auto found = std::ranges::find(sent, message_id, &sent_message::id);
  return found != sent.end() && view.answers(message_id).size() > 1 && view.may_be_repeated(*found);
}

/// Of several nodes: the write answers or holds a message that a node may have from the copy of
/// another.
bool judge::may_be_from_elsewhere(const stored_write& x) const {
  return std::ranges::any_of(mine().sent, [&](const sent_message& y) {
    const auto is_of_it
        = y.id == x.message_id || std::ranges::find(x.handled, y.id) != x.handled.end();
    return is_of_it && view.may_be_elsewhere(y);
  });
}

/// P2: while one owner writes, every revision is one message that was not handled before. A master
/// that took over may lack ids until the owner gives it all of them (if it never does, P3 is
/// broken). A copy from another node is a revision of its own.
void judge::one_revision_each() const {
  std::set<std::string> known;
  const stored_write* last = nullptr;
  for (const auto& x : mine().stored) {
    std::uint64_t fresh = 0;
    for (const auto& id : x.handled)
      fresh += known.insert(id).second || (x.handled.size() == 1 && may_be_repeated(id));
    if (x.epoch == 0)
      continue;
    if (last && last->epoch == x.epoch && x.revision > last->revision) {
      const auto grown = x.revision - last->revision;
      const auto is_again = fresh < x.handled.size();
      if (grown != fresh && !(all.failed_over && (grown > fresh || is_again))
          && !(all.nodes > 1 && may_be_from_elsewhere(x)))
        broken("P2", "revision " + std::to_string(last->revision) + " became "
                         + std::to_string(x.revision) + " with " + std::to_string(fresh)
                         + " new message ids");
    }
    last = &x;
  }
}

// -- P3: 200 means durable ---

void judge::durable() const {
  for (const auto& x : mine().sent) {
    if (!view.acceptance(x)) {
      broken("P3", x.id + " was never answered with 200");
      continue;
    }
    if (view.effect(x.id))
      continue;
    const auto may_be_lost
        = std::all_of(x.deliveries.begin(), x.deliveries.end(), [&](const delivery& each) {
            return each.status != 200 || view.may_be_lost(x, each);
          });
    const auto what = x.id + " was answered with 200 and Redis never had it";
    if (!may_be_lost) {
      broken("P3", what);
      continue;
    }
    ++result.lost;
    excused("P3", what);
  }
}

// -- P5: revisions only grow ---

void judge::newer_only() const {
  const stored_write* last = nullptr;
  for (const auto& x : mine().stored) {
    if (x.epoch == 0)
      continue;
    if (last && x.revision <= last->revision)
      broken("P5", "revision " + std::to_string(x.revision) + " of owner " + std::to_string(x.epoch)
                       + " was written over " + std::to_string(last->revision) + " of "
                       + std::to_string(last->epoch));
    last = &x;
  }
}

} // namespace quickbooking::faults
