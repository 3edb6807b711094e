#include "actors/cores/backup_queue.hpp"

#include <algorithm>
#include <utility>

namespace quickbooking {

namespace {

/// The newer one, with the message ids of both.
session_backup merged(session_backup older, session_backup newer) {
  auto& ids = older.write.handled;
  for (auto& id : newer.write.handled)
    if (std::ranges::find(ids, id) == ids.end())
      ids.push_back(std::move(id));
  newer.write.handled = std::move(ids);
  return newer;
}

} // namespace

backup_queue::backup_queue(std::chrono::milliseconds interval, std::size_t most)
    : interval_{interval},
      most_{most} {}

bool backup_queue::push(session_backup x, steady_time now) {
  auto found = waiting_.find(x.customer);
  auto is_new = found == waiting_.end();
  if (is_new && x.in_store && interval_.count() == 0)
    return true;
  if (is_new && waiting_.size() >= most_)
    return false;
  auto& line = x.in_store ? calm_ : urgent_;
  if (is_new || !x.in_store)
    line.push_back({x.customer, now});
  if (is_new)
    waiting_.emplace(x.customer, std::move(x));
  else
    found->second = merged(std::move(found->second), std::move(x));
  return true;
}

void backup_queue::hurry(const customer_key& who) {
  if (waiting_.contains(who))
    urgent_.push_back({who, {}});
}

void backup_queue::hurry_all() {
  urgent_.insert(urgent_.end(), calm_.begin(), calm_.end());
  calm_.clear();
}

bool backup_queue::is_due(steady_time now) const {
  return !urgent_.empty() || calm_ones_are_due(now);
}

bool backup_queue::calm_ones_are_due(steady_time now) const {
  return calm_.size() > most_calm || (!calm_.empty() && now >= calm_.front().since + interval_);
}

steady_time backup_queue::due_at() const {
  if (!urgent_.empty() || calm_.size() > most_calm)
    return steady_time::min();
  return calm_.empty() ? steady_time::max() : calm_.front().since + interval_;
}

std::vector<session_backup> backup_queue::take(steady_time now) {
  std::vector<session_backup> taken;
  take_from(urgent_, batch, taken);
  if (calm_ones_are_due(now))
    take_from(calm_, taken.size() + calm_batch, taken);
  return taken;
}

void backup_queue::take_from(std::deque<place>& line, std::size_t most,
                             std::vector<session_backup>& taken) {
  for (; !line.empty() && taken.size() < most; line.pop_front()) {
    auto found = waiting_.find(line.front().who);
    if (found == waiting_.end())
      continue;
    taken.push_back(std::move(found->second));
    waiting_.erase(found);
  }
}

} // namespace quickbooking
