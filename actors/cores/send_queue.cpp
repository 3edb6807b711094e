#include "actors/cores/send_queue.hpp"

#include <algorithm>
#include <utility>

namespace quickbooking {

namespace {

std::string lane_key(const send_order& x) { return x.phone_number_id + '/' + x.customer; }

gate_fault fault_of(const send_try& x) {
  if (!x.left)
    return gate_fault::unreachable;
  if (x.answer.outcome == send_outcome::configuration)
    return gate_fault::configuration;
  return x.answer.outcome == send_outcome::wait_long ? gate_fault::wait_long
                                                     : gate_fault::throttled;
}

void tell(number_gate& gate, number_gate::pass pass, const send_try& x, steady_time now) {
  const auto unclear = x.answer.outcome == send_outcome::retry
                       || x.answer.outcome == send_outcome::unknown_outcome;
  if (concerns_number(x))
    gate.failed(pass, fault_of(x), now);
  else if (unclear)
    gate.unclear(pass, now);
  else
    gate.worked(pass);
}

} // namespace

std::vector<send_end> send_queue::push(send_order order, steady_time now) {
  auto& x = lane_of(order);
  if (x.pair.holds(order.out_id))
    return {};
  auto ends = x.pair.supersede();
  size_ -= ends.size();
  if (size_ >= limits_.orders || x.pair.size() >= limits_.per_customer) {
    ends.push_back({{order.customer, order.out_id, false, "queue_full"}, now, 0});
  } else {
    x.pair.add(std::move(order), now);
    ++size_;
  }
  if (!x.in_line && !x.in_flight)
    place(x, now);
  return ends;
}

std::optional<send_queue::departure> send_queue::pop(steady_time now) {
  wake_lanes(now);
  for (auto n = turns_.size(); n > 0; --n) {
    auto* from = turns_.front();
    turns_.pop_front();
    if (from->gate.may_send(now))
      return depart(*from, now);
    turns_.push_back(from);
  }
  return std::nullopt;
}

std::optional<send_end> send_queue::settle(std::uint64_t id, const send_try& x, steady_time now,
                                           double jitter) {
  auto node = flights_.extract(id);
  if (!node)
    return std::nullopt;
  auto [where, pass] = node.mapped();
  auto& gate = where->home->gate;
  tell(gate, pass, x, now);
  auto end = where->pair.settle(x, gate.works(), now, jitter);
  size_ -= end ? 1 : 0;
  where->in_flight = false;
  place(*where, now);
  return end;
}

steady_time send_queue::next_due(steady_time now) const {
  auto due = wakes_.empty() ? steady_time::max() : wakes_.begin()->first;
  for (const auto* x : turns_)
    due = std::min(due, x->gate.free_at(now));
  return due;
}

std::optional<gate_fault> send_queue::paused_by(const std::string& phone_number_id) const {
  const auto i = numbers_.find(phone_number_id);
  return i == numbers_.end() ? std::nullopt : i->second.gate.paused_by();
}

// -- helpers
// ----------------------------------------------------------------------------------------

send_queue::number& send_queue::number_of(const std::string& phone_number_id) {
  if (auto i = numbers_.find(phone_number_id); i != numbers_.end())
    return i->second;
  const auto own = limits_.messages_per_second_of.find(phone_number_id);
  const auto per_second
      = own == limits_.messages_per_second_of.end() ? limits_.messages_per_second : own->second;
  number_gate gate{rate_limit::per_second(per_second), limits_.at_once_per_number};
  return numbers_.try_emplace(phone_number_id, number{gate, {}}).first->second;
}

send_queue::lane& send_queue::lane_of(const send_order& order) {
  auto [i, is_new] = lanes_.try_emplace(lane_key(order));
  if (is_new)
    i->second = {send_pair{limits_.pair}, &number_of(order.phone_number_id), i->first};
  return i->second;
}

/// Puts a lane that is neither in line nor in flight where it belongs. An empty one is kept until
/// its allowance is full again, since WhatsApp remembers what it was sent.
void send_queue::place(lane& x, steady_time now) {
  if (x.wake)
    wakes_.erase(*std::exchange(x.wake, std::nullopt));
  const auto due = x.pair.size() > 0 ? x.pair.due(now) : x.pair.rested_at();
  if (due > now) {
    x.wake = wakes_.emplace(due, &x);
  } else if (x.pair.size() == 0) {
    lanes_.erase(std::string{x.key});
  } else {
    x.in_line = true;
    x.home->line.push_back(&x);
    if (x.home->line.size() == 1)
      turns_.push_back(x.home);
  }
}

void send_queue::wake_lanes(steady_time now) {
  while (!wakes_.empty() && wakes_.begin()->first <= now)
    place(*wakes_.begin()->second, now);
}

send_queue::departure send_queue::depart(number& from, steady_time now) {
  auto& x = *from.line.front();
  from.line.pop_front();
  if (!from.line.empty())
    turns_.push_back(&from);
  x.in_line = false;
  x.in_flight = true;
  flights_.emplace(++last_id_, flight{&x, from.gate.sent(now)});
  return {last_id_, x.pair.start(now)};
}

} // namespace quickbooking
