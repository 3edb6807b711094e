#include "net/redis/redis_pipeline.hpp"

#include <utility>

namespace quickbooking {

void redis_pipeline::push(entry one) {
  dues_.push({one.deadline, first_ + waiting_.size()});
  waiting_.push_back(std::move(one));
}

redis_pipeline::entry redis_pipeline::pop() {
  auto out = std::move(waiting_.front());
  waiting_.pop_front();
  ++first_;
  if (waiting_.empty())
    dues_ = {};
  return out;
}

std::optional<redis_pipeline::time_point> redis_pipeline::earliest() {
  while (!dues_.empty() && dues_.top().number < first_)
    dues_.pop();
  return dues_.empty() ? std::nullopt : std::optional{dues_.top().deadline};
}

std::deque<redis_pipeline::entry> redis_pipeline::take_all() {
  first_ += waiting_.size();
  dues_ = {};
  return std::exchange(waiting_, {});
}

} // namespace quickbooking
