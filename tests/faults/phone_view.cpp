#include "tests/faults/phone_view.hpp"

#include <algorithm>
#include <limits>

namespace quickbooking::faults {

namespace {

/// A node that was stopped or cut off may handle a message so long after others gave it up.
constexpr std::chrono::seconds lingering{10};

} // namespace

phone_view::phone_view(const run_history& all, const phone_history& mine) : all_(all), mine_(mine) {
  for (const auto& write : mine.stored)
    note_effects(write);
  note_answers(mine.stored);
  note_answers(mine.abandoned);
}

void phone_view::note_effects(const stored_write& x) {
  const auto is_known = [this](const std::string& id) { return effects_.contains(id); };
  const auto is_again = x.epoch == 0 || std::any_of(x.handled.begin(), x.handled.end(), is_known);
  for (const auto& id : x.handled)
    if (effects_.emplace(id, effects_.size()).second && is_again)
      late_.insert(id);
}

void phone_view::note_answers(const std::vector<stored_write>& writes) {
  for (const auto& write : writes)
    if (!write.message_id.empty() && !write.out_id.empty()) {
      answers_[write.message_id].insert(write.out_id);
      owners_[write.message_id].insert(write.epoch);
    }
}

const delivery* phone_view::acceptance(const sent_message& x) {
  const delivery* first = nullptr;
  for (const auto& each : x.deliveries)
    if (each.status == 200 && (!first || each.answered < first->answered))
      first = &each;
  return first;
}

run_time phone_view::first_sent(const sent_message& x) {
  auto first = run_time::max();
  for (const auto& each : x.deliveries)
    first = std::min(first, each.sent);
  return first;
}

std::optional<std::size_t> phone_view::effect(const std::string& message_id) const {
  const auto found = effects_.find(message_id);
  return found == effects_.end() ? std::nullopt : std::optional{found->second};
}

bool phone_view::was_disturbed(run_time at) const {
  return std::any_of(all_.disturbed.begin(), all_.disturbed.end(),
                     [at](const interval& x) { return x.from <= at && at <= x.to; });
}

const node_life& phone_view::life_of(const delivery& x) const {
  return all_.lives.at(static_cast<std::size_t>(x.life));
}

bool phone_view::was_abandoned(const std::string& message_id) const {
  return std::any_of(mine_.abandoned.begin(), mine_.abandoned.end(), [&](const stored_write& x) {
    return std::find(x.handled.begin(), x.handled.end(), message_id) != x.handled.end();
  });
}

bool phone_view::was_in_unrest(run_time from, run_time to) const {
  return std::any_of(all_.unrest.begin(), all_.unrest.end(),
                     [=](const interval& x) { return x.from <= to && from <= x.to; });
}

bool phone_view::may_be_elsewhere(run_time from, run_time to) const {
  return std::any_of(all_.disturbed.begin(), all_.disturbed.end(), [&](const interval& x) {
    return x.from <= to && from <= x.to && was_in_unrest(x.from, x.to);
  });
}

/// A node that did not answer in time, or not at all, may handle it later all the same.
bool phone_view::may_be_elsewhere(const sent_message& x) const {
  return std::any_of(x.deliveries.begin(), x.deliveries.end(), [&](const delivery& each) {
    const auto is_passed_on = each.status == 0 || was_in_unrest(each.sent, each.answered);
    return may_be_elsewhere(each.sent, is_passed_on ? each.answered + lingering : each.answered);
  });
}

bool phone_view::may_be_lost(const sent_message& x, const delivery& accepted) const {
  if (all_.nodes > 1)
    return may_be_elsewhere(accepted.answered, accepted.answered);
  const auto& life = life_of(accepted);
  return was_abandoned(x.id)
         && std::any_of(all_.disturbed.begin(), all_.disturbed.end(), [&](const interval& y) {
              return accepted.answered <= y.to && life.ended <= y.to;
            });
}

const std::set<std::string>& phone_view::answers(const std::string& message_id) const {
  static const std::set<std::string> none;
  const auto found = answers_.find(message_id);
  return found == answers_.end() ? none : found->second;
}

bool phone_view::may_be_repeated(const sent_message& x) const {
  auto first = std::numeric_limits<int>::max();
  for (const auto& each : x.deliveries)
    first = std::min(first, each.life);
  const auto* accepted = acceptance(x);
  if (accepted && was_abandoned(x.id) && may_be_lost(x, *accepted))
    return true;
  const auto owners = owners_.find(x.id);
  const auto had_several_owners = owners != owners_.end() && owners->second.size() > 1;
  if (all_.nodes > 1)
    return may_be_elsewhere(x);
  return std::any_of(x.deliveries.begin(), x.deliveries.end(), [&](const delivery& each) {
    return (each.life != first || had_several_owners)
           && (was_disturbed(each.sent) || was_disturbed(each.answered));
  });
}

} // namespace quickbooking::faults
