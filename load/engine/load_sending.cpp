#include "load/engine/load_engine.hpp"

#include <algorithm>
#include <cmath>

namespace quickbooking {

namespace {

/// Newcomers write their first message ahead, so that it is ready when it is due: enough of them
/// for so many seconds.
constexpr double seconds_ahead = 0.2;
constexpr double least_ahead = 16;
constexpr double most_ahead = 10000;

} // namespace

/// Puts a customer's messages in the line, or, without a schedule, sends them.
void load_run::engine::queue(turn_messages messages, run_time now) {
  const auto phone = messages.front().who.phone;
  const auto is_new = !has_begun_[phone];
  preparing_ -= is_new;
  if (!is_open()) {
    recorder_.scheduled();
    clock_.scheduled(1);
    send(std::move(messages), is_new ? now : planned_[phone]);
  } else if (is_new) {
    newcomers_.push_back(std::move(messages));
  } else {
    follow_ups_.push_back(std::move(messages));
  }
}

/// Enters the times that have come.
void load_run::engine::schedule(run_time now) {
  while (is_open() && next_slot_ <= now && next_slot_ < end_) {
    owed_.push_back(next_slot_);
    recorder_.scheduled();
    clock_.scheduled(1);
    next_slot_ = start_ + schedule_.next();
  }
}

void load_run::engine::send_due() {
  turn_messages messages;
  while (!owed_.empty() && take_ready(messages)) {
    const auto intended = owed_.front();
    owed_.pop_front();
    send(std::move(messages), intended);
  }
}

/// Who is in a conversation comes first; else a new customer begins one.
bool load_run::engine::take_ready(turn_messages& out) {
  auto& line = follow_ups_.empty() ? newcomers_ : follow_ups_;
  if (line.empty())
    return false;
  out = std::move(line.front());
  line.pop_front();
  return true;
}

void load_run::engine::send(turn_messages messages, run_time intended) {
  const auto phone = messages.front().who.phone;
  active_ += !has_begun_[phone];
  has_begun_[phone] = true;
  for (auto& each : messages) {
    if (each.after.count() == 0) {
      deliveries_.send(std::move(each), intended);
      continue;
    }
    recorder_.scheduled();
    clock_.scheduled(1);
    const auto at = std::max(intended, run_time::clock::now()) + each.after;
    later_.add(at, [this, what = std::move(each), at]() mutable {
      deliveries_.send(std::move(what), at);
    });
  }
}

// -- who comes ----------------------------------------------------------------

std::size_t load_run::engine::newcomers_wanted() const {
  const auto ahead = options_.what.arrivals.rate * seconds_ahead;
  return static_cast<std::size_t>(std::clamp(std::ceil(ahead), least_ahead, most_ahead));
}

void load_run::engine::invite(run_time now) {
  if (!is_open())
    return invite_closed(now);
  while (newcomers_.size() + preparing_ < newcomers_wanted()) {
    if (!crowd_.invite()) {
      phones_ran_out_ = phones_ran_out_ || !owed_.empty();
      return;
    }
    ++preparing_;
  }
}

/// The closed model's customers come evenly within the ramp; each that leaves is replaced.
void load_run::engine::invite_closed(run_time now) {
  const auto ramp = std::chrono::duration<double>{options_.what.arrivals.ramp}.count();
  const auto passed = std::chrono::duration<double>{now - start_}.count();
  const auto all = static_cast<double>(options_.what.closed_customers);
  const auto wanted = passed < ramp ? std::ceil(all * passed / ramp) : all;
  while (static_cast<double>(crowd_.present()) < wanted && crowd_.invite())
    ++preparing_;
}

} // namespace quickbooking
