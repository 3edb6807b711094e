#include "actors/outbox/report_book.hpp"

#include <utility>

namespace quickbooking {

bool report_book::ended(const std::string& out_id) {
  if (!ended_.insert(out_id).second)
    return false;
  ended_in_order_.push_back(out_id);
  if (ended_in_order_.size() > max_remembered) {
    ended_.erase(ended_in_order_.front());
    ended_in_order_.pop_front();
  }
  return true;
}

bool report_book::add(due_entry x) {
  waiting_.push_back(std::move(x));
  if (waiting_.size() <= max_waiting)
    return true;
  waiting_.pop_front();
  return false;
}

std::optional<due_entry> report_book::next() {
  if (waiting_.empty() || under_way_.size() >= max_under_way)
    return std::nullopt;
  auto x = std::move(waiting_.front());
  waiting_.pop_front();
  under_way_.insert_or_assign(x.out_id, x);
  return x;
}

void report_book::failed(const due_entry& x) {
  if (under_way_.erase(x.out_id) > 0)
    waiting_.push_front(x);
}

void report_book::restart() {
  for (auto& [out_id, x] : std::exchange(under_way_, {}))
    waiting_.push_front(std::move(x));
}

} // namespace quickbooking
