#include "actors/cores/send_pair.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace quickbooking {

namespace {

/// A confirmation outlasts an outage of the service of about an hour.
constexpr int tries_of_confirmation = 65;
constexpr int tries_of_others = 5;

/// Cloud API: the number's throughput is used up.
constexpr int number_throttled = 130429;

/// An order that meets a configuration error this often, while others pass, is itself the cause.
constexpr int blamed_at_most = 2;

int patience_for(const reply& x) {
  return std::holds_alternative<booking_confirmed>(x) ? tries_of_confirmation : tries_of_others;
}

bool can_be_superseded(const reply& x) { return std::holds_alternative<card>(x); }

} // namespace

bool concerns_number(const send_try& x) {
  const auto outcome = x.answer.outcome;
  return !x.left || outcome == send_outcome::configuration || outcome == send_outcome::wait_long
         || (outcome == send_outcome::retry && x.answer.error_code == number_throttled);
}

// -- filling
// ----------------------------------------------------------------------------------------

bool send_pair::holds(std::string_view out_id) const {
  return std::any_of(entries_.begin(), entries_.end(),
                     [&](const entry& x) { return x.order.out_id == out_id; });
}

void send_pair::add(send_order order, steady_time now) {
  const auto patience = patience_for(order.content);
  entries_.push_back({std::move(order), now, retry_schedule{patience}});
}

std::vector<send_end> send_pair::supersede() {
  std::vector<send_end> ends;
  std::deque<entry> kept;
  for (auto& x : entries_) {
    const auto on_its_way = in_flight_ && &x == &entries_.front();
    if (on_its_way || !can_be_superseded(x.order.content))
      kept.push_back(std::move(x));
    else
      ends.push_back(end_of(x, "superseded"));
  }
  entries_ = std::move(kept);
  return ends;
}

// -- sending
// ----------------------------------------------------------------------------------------

steady_time send_pair::due(steady_time now) const {
  return std::max(not_before_, bucket_.wait_until_available(now));
}

steady_time send_pair::rested_at() const { return std::max(not_before_, bucket_.full_at()); }

const send_order& send_pair::start(steady_time now) {
  bucket_.take(now);
  in_flight_ = true;
  ++entries_.front().tries;
  return entries_.front().order;
}

std::optional<send_end> send_pair::settle(const send_try& x, std::uint64_t number_works,
                                          steady_time now, double jitter) {
  in_flight_ = false;
  auto& first = entries_.front();
  std::string_view why = to_string(x.answer.outcome);
  if (goes_again(x, number_works, now, jitter)) {
    if (entries_.size() == 1 || !can_be_superseded(first.order.content))
      return std::nullopt;
    why = "superseded";
  }
  auto end = end_of(first, x.answer.outcome == send_outcome::accepted ? "" : why);
  entries_.pop_front();
  return end;
}

bool send_pair::goes_again(const send_try& x, std::uint64_t number_works, steady_time now,
                           double jitter) {
  auto& first = entries_.front();
  if (concerns_number(x))
    return x.answer.outcome != send_outcome::configuration || !to_blame(first, number_works);
  const auto wait = first.schedule.next(x.answer, jitter);
  if (wait)
    not_before_ = now + *wait;
  return wait.has_value();
}

bool send_pair::to_blame(entry& x, std::uint64_t number_works) {
  if (x.works_when_blamed && *x.works_when_blamed < number_works)
    ++x.blamed;
  x.works_when_blamed = number_works;
  return x.blamed >= blamed_at_most;
}

send_end send_pair::end_of(const entry& x, std::string_view why) {
  return {{x.order.customer, x.order.out_id, why.empty(), std::string{why}}, x.queued_at, x.tries};
}

} // namespace quickbooking
