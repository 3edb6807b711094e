#include "load/engine/load_engine.hpp"
#include "load/verdict/judge.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

using std::chrono::milliseconds;

constexpr std::uint64_t probes_per_sweep = 10;

/// After the last reply's limit, how long the tool waits for what it has to tell.
constexpr milliseconds drain_grace{1000};

instant wall_clock() {
  return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
}

std::string addresses_of(const std::vector<load_target>& targets) {
  std::string text;
  for (const auto& x : targets)
    text += (text.empty() ? "http://" : ", http://") + x.where.authority() + x.where.path;
  return text;
}

} // namespace

void load_run::engine::begin() {
  planned_.resize(options_.what.phones.count);
  has_begun_.resize(options_.what.phones.count);
  asio::post(loop_.context(), [this] {
    started_at_ = wall_clock();
    start_ = run_time::clock::now() + milliseconds{100}; // the first newcomers write before
    end_ = start_ + options_.what.duration;
    next_slot_ = is_open() ? start_ + schedule_.next() : run_time::max();
    next_probe_ = start_;
    next_second_ = start_ + std::chrono::seconds{1};
    invite(start_);
    probe();
    turn();
  });
}

/// Every 10 ms: is the loop on time, and what is to be done regularly. Each tick that the loop
/// missed counts with its own delay.
void load_run::engine::probe() {
  probe_timer_.expires_at(next_probe_);
  probe_timer_.async_wait([this](error_code ec) {
    if (ec || phase_ == phase::over)
      return;
    const auto now = run_time::clock::now();
    for (; next_probe_ <= now; next_probe_ += punctuality::probe_interval)
      clock_.probed(std::chrono::duration_cast<std::chrono::microseconds>(now - next_probe_));
    if (++probes_ % probes_per_sweep == 0) {
      deliveries_.sweep(now);
      redis_.sweep(now);
    }
    faults_.advance(elapsed(now));
    if (now >= next_second_)
      on_second(now);
    if (phase_ == phase::running && now >= end_)
      drain();
    if (phase_ == phase::running)
      invite(now);
    expire(now);
    turn();
    is_drained(now) ? finish() : probe();
  });
}

void load_run::engine::on_second(run_time now) {
  next_second_ += std::chrono::seconds{1};
  const auto& row = recorder_.close_second(elapsed(now), active_, redis_.state());
  redis_.ask();
  if (options_.on_second)
    options_.on_second(row);
}

// -- the end ------------------------------------------------------------------

void load_run::engine::cut_short() {
  asio::post(loop_.context(), [this] {
    if (std::exchange(cut_short_, true) && phase_ == phase::draining)
      drain_end_ = run_time::clock::now();
    if (phase_ == phase::running)
      drain();
  });
}

/// Nobody writes any more; what was sent may still be answered.
void load_run::engine::drain() {
  const auto now = run_time::clock::now();
  schedule(now);
  send_due();
  phase_ = phase::draining;
  drain_end_ = now + options_.what.reply_limit + drain_grace;
  for (auto* line : {&follow_ups_, &newcomers_})
    for (const auto& messages : *line)
      crowd_.mark_leaving(messages.front().who);
  follow_ups_.clear();
  newcomers_.clear();
}

bool load_run::engine::is_drained(run_time now) const {
  return phase_ == phase::draining
         && ((deliveries_.open() == 0 && ledger_.empty()) || now >= drain_end_);
}

void load_run::engine::finish() {
  phase_ = phase::over;
  const auto now = run_time::clock::now();
  deliveries_.stop();
  for (auto left = deliveries_.open(); left > 0; --left)
    recorder_.failed("undelivered");
  faults_.finish(elapsed(now));
  recorder_.close_second(elapsed(now), active_, redis_.state());
  timer_.cancel();
  over_.set_value();
}

load_result load_run::engine::wait() {
  over_.get_future().wait();
  loop_.stop();
  return result_of_run();
}

// -- the result ---------------------------------------------------------------

std::vector<std::string> load_run::engine::objections() const {
  auto all = clock_.objections();
  if (phones_ran_out_ && !all.empty())
    all.emplace_back("every phone of the range was in use: raise phones.count");
  all.insert(all.end(), faults_.failures().begin(), faults_.failures().end());
  return all;
}

run_totals load_run::engine::totals() {
  run_totals out;
  out.schedule = clock_.figures();
  out.answered = recorder_.answers();
  out.bookings = context_->board->bookings();
  out.errors = recorder_.errors();
  out.domain = recorder_.domain;
  if (is_webhook())
    out.to_acknowledgement = recorder_.to_acknowledgement().figures();
  out.to_reply = recorder_.to_reply().figures();
  return out;
}

load_result load_run::engine::result_of_run() {
  const auto& what = options_.what;
  run_report report;
  report.tool_version = options_.version;
  report.started = started_at_;
  report.seconds = recorder_.seconds();
  report.elapsed = report.seconds.back().elapsed;
  report.settings = {what.name,
                     what.arrivals.model,
                     what.seed,
                     what.arrivals.rate,
                     what.arrivals.ramp,
                     what.duration,
                     is_webhook() ? "webhook" : "v1",
                     addresses_of(options_.targets)};
  report.faults = faults_.done();
  report.totals = totals();
  report.thresholds = hold_against(what.limits, report.totals);
  report.verdict = judge(report.thresholds, objections(), cut_short_);
  return {std::move(report), recorder_.to_acknowledgement(), recorder_.to_reply()};
}

} // namespace quickbooking
