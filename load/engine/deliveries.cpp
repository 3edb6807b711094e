#include "load/engine/deliveries.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

constexpr std::chrono::milliseconds first_wait{250}; ///< after a second try that failed
constexpr std::chrono::milliseconds longest_wait{8000};
constexpr std::chrono::milliseconds copy_gap{300};

std::string error_class(const post_answer& answer) {
  return answer.status == 0 ? answer.error : "http_" + std::to_string(answer.status);
}

std::chrono::milliseconds wait_before(int tries) {
  return tries <= 1 ? std::chrono::milliseconds{0}
                    : std::min(first_wait * (1 << std::min(tries - 2, 10)), longest_wait);
}

} // namespace

deliveries::deliveries(asio::io_context& loop, load_api api,
                       const std::vector<post_pool_options>& nodes, message_ledger& ledger,
                       run_recorder& recorder, punctuality& clock, agenda& later, observers who)
    : api_{api},
      ledger_{ledger},
      recorder_{recorder},
      clock_{clock},
      later_{later},
      who_{std::move(who)},
      nodes_{loop, nodes, [this](auto ticket) { on_departure(ticket); },
             [this](auto ticket, const post_answer& answer) { on_answer(ticket, answer); }} {}

// -- sending ---

void deliveries::send(ready_message what, run_time intended) {
  ++open_;
  go(keep({std::move(what), {intended, {}}}));
}

void deliveries::tell(std::string bytes) {
  delivery one;
  one.what.bytes = std::move(bytes);
  one.is_told = true;
  go(keep(std::move(one)));
}

std::uint64_t deliveries::keep(delivery what) {
  if (free_.empty()) {
    slots_.push_back(std::move(what));
    return slots_.size() - 1;
  }
  const auto ticket = free_.back();
  free_.pop_back();
  slots_[ticket] = std::move(what);
  return ticket;
}

/// The bytes are kept only as long as they may be needed again.
void deliveries::go(std::uint64_t ticket) {
  auto& x = slots_[ticket];
  ++x.tries;
  const auto is_last = api_ == load_api::v1 && x.what.copies == 1;
  nodes_.post(is_last ? std::move(x.what.bytes) : x.what.bytes, ticket);
}

void deliveries::on_departure(std::uint64_t ticket) {
  auto& x = slots_[ticket];
  if (x.is_told || x.is_taken || x.tries > 1)
    return;
  x.times.sent = run_time::clock::now();
  clock_.sent(
      std::chrono::duration_cast<std::chrono::microseconds>(x.times.sent - x.times.intended));
  ledger_.sent(x.what.who.phone, x.what.message, x.times);
  who_.on_sent(x.what);
}

// -- answers ---

void deliveries::on_answer(std::uint64_t ticket, const post_answer& answer) {
  auto& x = slots_[ticket];
  const auto now = run_time::clock::now();
  const auto is_200 = answer.status == 200;
  // The API says so of a message id that it knows from a conversation that is over.
  const auto is_known_copy = x.is_taken && answer.status == 409;
  if (!is_200 && !is_known_copy)
    recorder_.failed(error_class(answer));
  if (x.is_told)
    return is_200 ? drop(ticket) : try_again(ticket);
  if (api_ == load_api::v1)
    return answer_v1(ticket, answer, now);
  return is_200 ? take(ticket, now) : try_again(ticket);
}

void deliveries::take(std::uint64_t ticket, run_time now) {
  auto& x = slots_[ticket];
  if (!x.is_taken) {
    x.is_taken = true;
    --open_;
    recorder_.delivered(x.times, now);
    ledger_.acknowledged(x.what.who.phone, x.what.message, now);
  }
  if (--x.what.copies <= 0 || stopped_)
    return drop(ticket);
  later_.add(now + copy_gap, [this, ticket] { go(ticket); });
}

void deliveries::answer_v1(std::uint64_t ticket, const post_answer& answer, run_time now) {
  auto& x = slots_[ticket];
  if (!x.is_taken) {
    x.is_taken = true;
    --open_;
    if (answer.status == 200) {
      recorder_.delivered(x.times, now);
      ledger_.acknowledged(x.what.who.phone, x.what.message, now);
    } else {
      ledger_.withdrawn(x.what.who.phone, x.what.message);
    }
    const auto who = x.what.who;
    who_.on_answer(who, x.what.message, answer.status == 200 ? answer.body : std::string{});
  }
  auto& again = slots_[ticket];
  if (--again.what.copies <= 0 || stopped_)
    return drop(ticket);
  later_.add(now + copy_gap, [this, ticket] { go(ticket); });
}

void deliveries::try_again(std::uint64_t ticket) {
  auto& x = slots_[ticket];
  if (stopped_)
    return drop(ticket);
  later_.add(run_time::clock::now() + wait_before(x.tries), [this, ticket] { go(ticket); });
}

void deliveries::drop(std::uint64_t ticket) {
  auto& x = slots_[ticket];
  if (!x.is_told && !x.is_taken) {
    --open_;
    ledger_.withdrawn(x.what.who.phone, x.what.message);
    recorder_.failed("undelivered");
  }
  slots_[ticket] = {};
  free_.push_back(ticket);
}

void deliveries::stop() { stopped_ = true; }

} // namespace quickbooking
