// The store supervisor's part that serves orders: load, write, command.

#include "actors/store/store_actor.hpp"
#include "net/redis/session_store.hpp"

#include <caf/all.hpp>

namespace quickbooking {

using namespace std::chrono;

namespace {

/// After so long without an answer of Redis it is asked for one, so that a node without traffic
/// knows, too, whether it is there.
constexpr milliseconds longest_silence{250};

template <class T>
std::optional<failure> problem_of(const result<T>& x) {
  return x ? std::nullopt : std::optional{x.error()};
}

} // namespace

std::optional<std::uint64_t> store_supervisor::admit(store_figures& figures,
                                                     caf::response_promise promise) {
  if (!breaker_.allows() || waiting_.size() >= options_.max_waiting) {
    figures.shed.Increment();
    return std::nullopt;
  }
  auto ticket = ++next_ticket_;
  waiting_.emplace(ticket, waiting{std::move(promise), &figures, steady_clock::now()});
  return ticket;
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
  if (problem) {
    failed(*problem);
  } else {
    heard_at_ = steady_clock::now();
    breaker_.success(heard_at_);
  }
  entry.promise.deliver(std::move(answer));
}

void store_supervisor::load(const load_order& order) {
  auto promise = make_response_promise();
  auto ticket = admit(loads_, promise);
  if (!ticket)
    return promise.deliver(load_reply{});
  load_session(*redis_, order.customer, order.limit,
               from_loop<result<stored_state>>([this, ticket](const result<stored_state>& found) {
                 load_reply answer;
                 answer.available = found.has_value();
                 if (found)
                   answer.found = *found;
                 finish(*ticket, std::move(answer), problem_of(found));
               }));
}

void store_supervisor::write(const write_order& order) {
  auto promise = make_response_promise();
  auto ticket = admit(writes_, promise);
  if (!ticket)
    return promise.deliver(write_reply{});
  write_session(redis_, order.customer, order.what, order.limit,
                from_loop<result<write_outcome>>([this, ticket](const result<write_outcome>& end) {
                  finish(*ticket,
                         write_reply{end.has_value(), end.value_or(write_outcome::written)},
                         problem_of(end));
                }));
}

void store_supervisor::command(const command_order& order) {
  auto promise = make_response_promise();
  auto ticket = admit(commands_, promise);
  if (!ticket)
    return promise.deliver(command_reply{});
  redis_->command(order.args, options_.deadline,
                  from_loop<result<redis_value>>([this, ticket](const result<redis_value>& reply) {
                    finish(*ticket, command_reply{reply.has_value(), reply.value_or(redis_value{})},
                           problem_of(reply));
                  }));
}

void store_supervisor::end_silence(steady_time now) {
  if (!breaker_.allows() || !waiting_.empty() || now - heard_at_ < longest_silence)
    return;
  if (auto ticket = admit(pings_, {}))
    redis_->command({"PING"}, options_.deadline,
                    from_loop<result<redis_value>>([this, ticket](const result<redis_value>& x) {
                      finish(*ticket, command_reply{}, problem_of(x));
                    }));
}

void store_supervisor::delivered(const send_report& report) {
  if (breaker_.allows())
    redis_->command(clear_due_command(report.customer, report.out_id), options_.deadline,
                    [](const auto&) {});
}

} // namespace quickbooking
