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
  if (!x.in_store)
    urgent_.push_back(x.customer);
  else if (is_new)
    calm_.push_back({x.customer, now});
  if (is_new)
    waiting_.emplace(x.customer, std::move(x));
  else
    found->second = merged(std::move(found->second), std::move(x));
  return true;
}

void backup_queue::hurry(const customer_key& who) {
  if (waiting_.contains(who))
    urgent_.push_back(who);
}

void backup_queue::hurry_all() {
  for (auto& x : calm_)
    urgent_.push_back(std::move(x.who));
  calm_.clear();
}

bool backup_queue::is_due(steady_time now) const { return now >= due_at(); }

steady_time backup_queue::due_at() const {
  return urgent_.empty() ? calm_due_at() : steady_time::min();
}

steady_time backup_queue::calm_due_at() const {
  if (calm_.empty())
    return steady_time::max();
  return calm_.size() > most_calm ? steady_time::min() : calm_.front().since + interval_;
}

std::vector<session_backup> backup_queue::take(steady_time now) {
  std::vector<session_backup> taken;
  for (; !urgent_.empty() && taken.size() < batch; urgent_.pop_front())
    take_one(urgent_.front(), taken);
  const auto most = taken.size() + calm_batch;
  if (now >= calm_due_at())
    for (; !calm_.empty() && taken.size() < most; calm_.pop_front())
      take_one(calm_.front().who, taken);
  return taken;
}

void backup_queue::take_one(const customer_key& who, std::vector<session_backup>& taken) {
  auto found = waiting_.find(who);
  if (found == waiting_.end())
    return;
  taken.push_back(std::move(found->second));
  waiting_.erase(found);
}

} // namespace quickbooking
