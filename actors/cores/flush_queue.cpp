#include "actors/cores/flush_queue.hpp"

namespace quickbooking {

void flush_queue::add(const customer_key& who) {
  if (!places_.contains(who))
    places_.emplace(who, fresh_.insert(fresh_.end(), {who, steady_time::min()}));
}

void flush_queue::remove(const customer_key& who) {
  auto found = places_.find(who);
  if (found == places_.end())
    return;
  line_of(*found->second).erase(found->second);
  places_.erase(found);
}

void flush_queue::restart() {
  for (auto& x : asked_)
    x.due = steady_time::min();
  fresh_.splice(fresh_.end(), asked_);
}

std::vector<customer_key> flush_queue::take_due(steady_time now) {
  std::vector<customer_key> due;
  for (;;) {
    auto& from = fresh_.empty() ? asked_ : fresh_;
    if (from.empty() || from.front().due > now || !pace_.take(now))
      return due;
    due.push_back(from.front().who);
    from.front().due = now + ask_again;
    asked_.splice(asked_.end(), from, from.begin());
  }
}

} // namespace quickbooking
