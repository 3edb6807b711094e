#include "bench/measure/throughput.hpp"

#include "bench/candidates/bench_salons.hpp"
#include "bench/driver/load.hpp"
#include "bench/driver/statistics.hpp"
#include "bench/measure/process_figures.hpp"

#include <unistd.h>

#include <algorithm>

namespace quickbooking {

namespace {

/// CPU time, in seconds, of all who take part.
struct cpu_times {
  double candidate = 0;
  double redis = 0;
  double driver = 0;
};

cpu_times cpu_times_of(const candidate& x) {
  return {cpu_seconds(x.pid()), cpu_seconds(x.redis_pid()), cpu_seconds(::getpid())};
}

/// What one candidate did in one round.
struct round {
  load_figures load;
  cpu_times before;
  cpu_times after;
};

round play_round(const candidate_kind& kind, const bench_settings& settings) {
  const auto running = kind.start();
  round out;
  load_plan plan;
  plan.port = running->port();
  plan.connections = settings.connections;
  plan.warm_up = settings.warm_up();
  plan.measured = settings.measured();
  plan.customer = bench_customer;
  plan.begun = [&] { out.before = cpu_times_of(*running); };
  plan.ended = [&] { out.after = cpu_times_of(*running); };
  out.load = run_load(plan);
  return out;
}

/// All rounds of one candidate.
class tally {
public:
  explicit tally(candidate_kind kind) { row_.kind = std::move(kind); }

  const candidate_kind& kind() const { return row_.kind; }

  void add(round x) {
    const auto thousands = std::max(static_cast<double>(x.load.transitions), 1.0) / 1000;
    per_second_.push_back(x.load.per_second());
    p50_.push_back(quantile(x.load.microseconds, 0.5) / 1000);
    p99_.push_back(quantile(x.load.microseconds, 0.99) / 1000);
    cpu_.push_back((x.after.candidate - x.before.candidate) / thousands);
    redis_cpu_.push_back((x.after.redis - x.before.redis) / thousands);
    driver_cpu_.push_back((x.after.driver - x.before.driver) / thousands);
    row_.transitions += x.load.transitions;
    row_.errors += x.load.errors;
    journeys_ += x.load.journeys;
    bytes_ += x.load.bytes;
    if (row_.first_problem.empty())
      row_.first_problem = x.load.first_problem;
  }

  throughput_row finish() {
    row_.per_second = median(per_second_);
    row_.steps_per_journey = static_cast<double>(row_.transitions)
                             / static_cast<double>(std::max<std::uint64_t>(journeys_, 1));
    row_.answer_bytes = static_cast<double>(bytes_)
                        / static_cast<double>(std::max<std::uint64_t>(row_.transitions, 1));
    row_.p50_ms = median(p50_);
    row_.p99_ms = median(p99_);
    row_.cpu_per_thousand = median(cpu_);
    row_.redis_cpu_per_thousand = median(redis_cpu_);
    row_.driver_cpu_per_thousand = median(driver_cpu_);
    return row_;
  }

private:
  throughput_row row_;
  std::uint64_t journeys_ = 0;
  std::uint64_t bytes_ = 0;
  std::vector<double> per_second_;
  std::vector<double> p50_;
  std::vector<double> p99_;
  std::vector<double> cpu_;
  std::vector<double> redis_cpu_;
  std::vector<double> driver_cpu_;
};

} // namespace

std::vector<throughput_row> measure_throughput(const std::vector<candidate_kind>& kinds,
                                               const bench_settings& settings) {
  std::vector<tally> all{kinds.begin(), kinds.end()};
  for (int i = 0; i < settings.rounds; ++i)
    for (auto& each : all) {
      settings.say_round(i, "throughput", each.kind().title);
      each.add(play_round(each.kind(), settings));
    }
  std::vector<throughput_row> rows;
  for (auto& each : all)
    rows.push_back(each.finish());
  return rows;
}

} // namespace quickbooking
