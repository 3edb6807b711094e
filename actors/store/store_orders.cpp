// The store supervisor's part that serves orders: load, write, command.

#include "actors/store/redis_faults.hpp"
#include "actors/store/store_actor.hpp"
#include "net/redis/session_store.hpp"

#include <caf/all.hpp>
#include <spdlog/logger.h>

namespace quickbooking {

using namespace std::chrono;

namespace {

/// Customers of whom is remembered that their keys are refused.
constexpr std::size_t max_refused = 10'000;

template <class T>
std::optional<failure> problem_of(const result<T>& x) {
  return x ? std::nullopt : std::optional{x.error()};
}

} // namespace

std::optional<std::uint64_t>
store_supervisor::admit(store_figures& figures, caf::response_promise promise, steady_time until) {
  auto is_full = waiting_.size() >= options_.max_waiting;
  auto now = steady_clock::now();
  if (!breaker_.allows() || is_full || now >= until) {
    figures.shed.Increment();
    if (is_full)
      beyond_limit_.add();
    return std::nullopt;
  }
  auto ticket = ++next_ticket_;
  waiting_.emplace(ticket, waiting{std::move(promise), &figures, now});
  return ticket;
}

/// The customer waits no longer than that; Redis has its full time to answer, because a missed
/// deadline costs the connection. What comes of it later the session learns by writing again.
template <class Answer>
void store_supervisor::answer_by(steady_time until, std::uint64_t ticket) {
  auto limit = until - steady_clock::now();
  if (limit >= redis_limit())
    return; // Redis' own time ends before
  auto give_up = [this, ticket] {
    if (auto found = waiting_.find(ticket); found != waiting_.end())
      found->second.promise.deliver(stamped(Answer{}));
  };
  delayed_send(this, limit, continuation{give_up});
}

template <class Answer>
void store_supervisor::finish(std::uint64_t ticket, Answer answer,
                              const std::optional<failure>& problem) {
  auto found = waiting_.find(ticket);
  if (found == waiting_.end())
    return;
  auto entry = std::move(found->second);
  waiting_.erase(found);
  entry.figures->seconds.Observe(duration<double>(steady_clock::now() - entry.asked).count());
  (problem ? entry.figures->failed : entry.figures->ok).Increment();
  if (problem && is_fault_of_redis(*problem))
    failed(*problem);
  if (entry.promise.pending())
    entry.promise.deliver(stamped(std::move(answer)));
}

/// Whether Redis counts as gone is known once the failure was.
write_reply store_supervisor::stamped(write_reply x) const {
  x.degraded = !breaker_.allows();
  return x;
}

void store_supervisor::load(const load_order& order) {
  auto promise = make_response_promise();
  auto until = order.asked + order.limit;
  auto ticket = admit(loads_, promise, until);
  if (!ticket)
    return promise.deliver(load_reply{});
  auto done = [this, ticket, who = order.customer](const result<stored_state>& found) {
    note_refusal(who, problem_of(found));
    finish(*ticket, load_reply{found.has_value(), found.value_or(stored_state{})},
           problem_of(found));
  };
  load_session(*redis_, options_.kind(), order.customer, redis_limit(),
               from_loop<result<stored_state>>(done));
  answer_by<load_reply>(until, *ticket);
}

void store_supervisor::write(const write_order& order) {
  auto promise = make_response_promise();
  auto until = order.asked + order.limit;
  auto ticket = admit(writes_, promise, until);
  if (!ticket)
    return promise.deliver(stamped(write_reply{}));
  auto done = [this, ticket, who = order.customer](const result<write_outcome>& end) {
    if (end)
      written_at_ = steady_clock::now();
    note_refusal(who, problem_of(end));
    finish(*ticket, write_reply{end.has_value(), end.value_or(write_outcome::written)},
           problem_of(end));
  };
  write_session(redis_, options_.kind(), order.customer, order.what, redis_limit(),
                from_loop<result<write_outcome>>(done));
  answer_by<write_reply>(until, *ticket);
}

void store_supervisor::command(const command_order& order) {
  auto promise = make_response_promise();
  auto ticket = admit(commands_, promise, steady_time::max());
  if (!ticket)
    return promise.deliver(command_reply{});
  auto done = [this, ticket](const result<redis_value>& reply) {
    finish(*ticket, command_reply{reply.has_value(), reply.value_or(redis_value{})},
           problem_of(reply));
  };
  redis_->command(order.args, redis_limit(), from_loop<result<redis_value>>(done));
}

void store_supervisor::find(const find_due& order) {
  auto promise = make_response_promise();
  auto ticket = admit(commands_, promise, steady_time::max());
  if (!ticket)
    return promise.deliver(due_found{});
  auto done = [this, ticket](const result<std::vector<due_entry>>& found) {
    finish(*ticket, due_found{found.has_value(), found.value_or(std::vector<due_entry>{})},
           problem_of(found));
  };
  find_due_replies(*redis_, order.slots, order.now, order.most, redis_limit(),
                   from_loop<result<std::vector<due_entry>>>(done));
}

/// Redis is well, but something foreign is under a key of this customer. Logged once.
void store_supervisor::note_refusal(const customer_key& customer,
                                    const std::optional<failure>& problem) {
  if (!problem)
    refused_.erase(customer);
  else if (problem->code == "redis_error" && !is_fault_of_redis(*problem)
           && refused_.size() < max_refused && refused_.insert(customer).second)
    log_->error("event=session_refused customer={} reason=\"{}\"", masked(customer),
                problem->message);
}

/// At the end: what becomes of them nobody will hear.
void store_supervisor::refuse_waiting() {
  for (auto& [ticket, x] : waiting_)
    if (x.promise.pending())
      x.promise.deliver(caf::make_error(caf::sec::request_receiver_down));
  waiting_.clear();
}

} // namespace quickbooking
