#include "bench/measure/half_load.hpp"

#include "bench/driver/load.hpp"
#include "bench/driver/statistics.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

/// All rounds of one target.
class tally {
public:
  explicit tally(const half_load_target& target) : target_(target) {
    row_.name = target.name;
    row_.title = target.title;
    row_.offered_per_second = target.maximum.transitions_per_second / 2;
  }

  const half_load_target& target() const { return target_; }

  void add(load_figures x) {
    p50_.push_back(quantile(x.microseconds, 0.5) / 1000);
    p99_.push_back(quantile(x.microseconds, 0.99) / 1000);
    row_.most_waiting = std::max(row_.most_waiting, x.most_waiting);
    row_.transitions += x.transitions;
    row_.errors += x.errors;
    if (row_.first_problem.empty())
      row_.first_problem = x.first_problem;
  }

  latency_row finish() {
    row_.p50_ms = median(p50_);
    row_.p99_ms = median(p99_);
    row_.p99_least_ms = std::ranges::min(p99_);
    row_.p99_most_ms = std::ranges::max(p99_);
    return row_;
  }

private:
  const half_load_target& target_;
  latency_row row_;
  std::vector<double> p50_;
  std::vector<double> p99_;
};

load_figures play_round(const half_load_target& target, const bench_settings& settings, int round) {
  const auto fresh = target.running ? nullptr : target.start();
  load_plan plan;
  plan.port = (target.running ? target.running : fresh.get())->port();
  plan.connections = settings.connections;
  plan.journeys_per_second = target.maximum.half();
  plan.warm_up = settings.warm_up();
  plan.measured = settings.measured();
  plan.customer = target.customer;
  plan.run = "half" + std::to_string(round);
  plan.seed = static_cast<std::uint64_t>(round) + 1; // all candidates see the same arrivals
  return run_load(plan);
}

} // namespace

std::vector<latency_row> measure_half_load(const std::vector<half_load_target>& targets,
                                           const bench_settings& settings) {
  std::vector<tally> all{targets.begin(), targets.end()};
  for (int i = 0; i < settings.rounds; ++i)
    for (auto& each : all) {
      settings.say_round(i, "half load", each.target().title);
      each.add(play_round(each.target(), settings, i));
    }
  std::vector<latency_row> rows;
  for (auto& each : all)
    rows.push_back(each.finish());
  return rows;
}

} // namespace quickbooking
