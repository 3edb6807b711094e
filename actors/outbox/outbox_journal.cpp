#include "actors/outbox/outbox_journal.hpp"

#include "messages/encoding/json_text.hpp"

#include <boost/algorithm/string/replace.hpp>
#include <spdlog/logger.h>

#include <chrono>

namespace quickbooking {

namespace {

double seconds(steady_time::duration x) { return std::chrono::duration<double>{x}.count(); }

/// A peer's words on one line, in quotes, without the customer's phone.
std::string quoted(const std::string& words, std::string_view customer) {
  const auto digits = customer.substr(customer.starts_with('+') ? 1 : 0);
  return to_text(nlohmann::json(boost::replace_all_copy(words, digits, "*")));
}

std::string_view outcome_of(const send_try& x) {
  return x.left ? to_string(x.answer.outcome) : "not_sent";
}

/// All of a kind are counted, but a flood of them is not logged one by one.
bool worth_a_line(double count) { return count <= 10 || static_cast<long>(count) % 1'000 == 0; }

} // namespace

outbox_journal::outbox_journal(metrics& figures, log_ptr log)
    : figures_{figures},
      log_{std::move(log)},
      retries_{figures.counter("quickbooking_send_retries_total",
                               "Messages to WhatsApp that failed and stay in the outbox")},
      orders_{figures.gauge("quickbooking_outbox_orders", "Orders in the outbox")},
      in_flight_{figures.gauge("quickbooking_outbox_in_flight", "POSTs without an answer yet")},
      post_seconds_{figures.latency("quickbooking_send_seconds", "From POST to answer")},
      order_seconds_{figures.latency("quickbooking_order_seconds",
                                     "From the order to WhatsApp's acceptance, waits included")} {
  for (auto why : {gate_fault::throttled, gate_fault::unreachable, gate_fault::wait_long,
                   gate_fault::configuration})
    paused_numbers(why).Set(0); // what an outbox that died had paused
  // From the start, so that the first one of its kind is seen as an increase.
  for (auto how : {"delivered", "superseded", "queue_full"})
    ends(how);
  for (auto why : {send_outcome::retry, send_outcome::pair_limited, send_outcome::wait_long,
                   send_outcome::need_template, send_outcome::final_failure,
                   send_outcome::configuration, send_outcome::unknown_outcome})
    ends(to_string(why));
}

void outbox_journal::tried(const post_done& post, const send_try& x, bool again, steady_time now) {
  tries(outcome_of(x)).Increment();
  post_seconds_.Observe(seconds(now - post.posted_at));
  if (again)
    retries_.Increment();
  if (x.answer.outcome == send_outcome::accepted)
    return;
  log_->warn("event=send_failed customer={} number={} outcome={} code={} again={} details={}",
             masked(post.customer), post.phone_number_id, outcome_of(x), x.answer.error_code, again,
             quoted(x.answer.details, post.customer));
}

void outbox_journal::ended(const send_end& x, steady_time now) {
  const auto& report = x.report;
  if (report.delivered) {
    ends("delivered").Increment();
    order_seconds_.Observe(seconds(now - x.queued_at));
    return;
  }
  auto& count = ends(report.why);
  count.Increment();
  const auto level = report.why == "superseded" ? spdlog::level::info : spdlog::level::err;
  if (worth_a_line(count.Value()))
    log_->log(level, "event=order_given_up customer={} out_id={} why={} tries={} count={}",
              masked(report.customer), report.out_id, report.why, x.tries, count.Value());
}

void outbox_journal::paused(const std::string& phone_number_id, std::optional<gate_fault> was,
                            std::optional<gate_fault> is) {
  if (was == is)
    return;
  if (was)
    paused_numbers(*was).Decrement();
  if (is)
    paused_numbers(*is).Increment();
  if (!is)
    log_->info("event=number_resumed number={} after={}", phone_number_id, to_string(*was));
  else
    log_->log(is == gate_fault::configuration ? spdlog::level::err : spdlog::level::warn,
              "event=number_paused number={} why={}", phone_number_id, to_string(*is));
}

void outbox_journal::queue(std::size_t orders, std::size_t in_flight) {
  orders_.Set(static_cast<double>(orders));
  in_flight_.Set(static_cast<double>(in_flight));
}

prometheus::Counter& outbox_journal::tries(std::string_view outcome) {
  return figures_.counter("quickbooking_sends_total", "POSTs to WhatsApp by what came of them",
                          {{"outcome", std::string{outcome}}});
}

prometheus::Counter& outbox_journal::ends(std::string_view how) {
  return figures_.counter("quickbooking_orders_total", "Orders that left the outbox, and how",
                          {{"end", std::string{how}}});
}

prometheus::Gauge& outbox_journal::paused_numbers(gate_fault why) {
  return figures_.gauge("quickbooking_paused_numbers", "Business numbers that send nothing now",
                        {{"why", std::string{to_string(why)}}});
}

} // namespace quickbooking
