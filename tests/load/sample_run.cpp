#include "tests/load/sample_run.hpp"

#include <algorithm>
#include <cmath>
#include <random>

namespace quickbooking {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr double full_rate = 200;

/// Makes up one second after another.
class sample_maker {
public:
  explicit sample_maker(const sample_settings& settings)
      : settings_{settings},
        random_{settings.seed} {}

  run_report run() {
    describe();
    for (int i = 0; i < settings_.seconds; ++i)
      run_.seconds.push_back(second(i));
    sum_up();
    judge();
    return run_;
  }

private:
  bool failing(int second) const {
    return settings_.redis_fails && second >= settings_.seconds * 2 / 5
           && second < settings_.seconds / 2;
  }

  double rate_at(int second) const {
    return full_rate * std::min(1.0, (second + 1) / (settings_.seconds * 0.1));
  }

  void describe() {
    const milliseconds duration{settings_.seconds * 1000};
    run_.tool_version = "0.1.0";
    run_.started = from_unix_ms(1'795'366'800'000);
    run_.elapsed = duration;
    run_.settings
        = {"rush hour", arrival_model::poisson, settings_.seed, full_rate, duration / 10, duration,
           "webhook",   "http://127.0.0.1:8080"};
    if (settings_.redis_fails)
      run_.faults.push_back({duration * 2 / 5, duration / 2, "Redis stopped"});
  }

  second_row second(int i) {
    histogram intended;
    histogram service;
    std::poisson_distribution<int> messages{rate_at(i)};
    std::lognormal_distribution<double> latency{std::log(4000 * settings_.slowness), 0.45};
    const auto offered = messages(random_);
    for (int n = 0; n < offered; ++n) {
      const auto us = latency(random_) * (failing(i) ? 30 : 1);
      service.record(microseconds{std::llround(us)});
      intended.record(microseconds{std::llround(us * (failing(i) ? 2 : 1)) + 60});
      acknowledged_.record(microseconds{std::llround(us / 3)});
    }
    intended_.add(intended);
    service_.add(service);
    return row(i, offered, brief(intended), brief(service));
  }

  second_row row(int i, int offered, const brief_latency& response, const brief_latency& service) {
    second_row row{milliseconds{(i + 1) * 1000},
                   rate_at(i),
                   static_cast<double>(offered),
                   static_cast<std::uint64_t>(rate_at(i) * 12),
                   response,
                   service,
                   {},
                   "ok"};
    if (failing(i)) {
      row.errors = {{"http_503", 1 + random_() % 3}, {"timeout", 1}};
      row.redis = "degraded";
    }
    for (const auto& [name, count] : row.errors)
      run_.totals.errors[name] += count;
    return row;
  }

  void sum_up() {
    auto& totals = run_.totals;
    totals.answered = intended_.count();
    totals.schedule
        = {totals.answered + total(totals.errors), totals.answered + total(totals.errors), 3,
           microseconds{11'200}, microseconds{6'400}};
    totals.bookings = totals.answered / 6;
    totals.to_acknowledgement = latency_pair{figures_of(acknowledged_), figures_of(acknowledged_)};
    totals.to_reply = {figures_of(intended_), figures_of(service_)};
  }

  void judge() {
    for (const auto* name : {"lost messages", "duplicate replies", "double bookings",
                             "wrong-language replies", "over-limit cards"})
      run_.thresholds.push_back({name, "", 0, 0, true});
    const auto p99 = run_.totals.to_reply.intended.percentiles[2].value;
    const auto ms = static_cast<double>(p99.count()) / 1000;
    run_.thresholds.push_back({"p99 to the reply", "ms", 250, ms, ms <= 250});
    if (ms > 250)
      run_.verdict = {run_outcome::failed, false, {"p99 to the reply is above 250 ms."}};
  }

  sample_settings settings_;
  std::mt19937_64 random_;
  run_report run_;
  histogram intended_;
  histogram service_;
  histogram acknowledged_;
};

} // namespace

run_report sample_run(const sample_settings& settings) { return sample_maker{settings}.run(); }

} // namespace quickbooking
