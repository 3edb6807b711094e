#include "tests/faults/schedule.hpp"

#include "tests/faults/fault_world.hpp"

#include <algorithm>
#include <thread>

namespace quickbooking::faults {

namespace {

using namespace std::chrono_literals;

constexpr auto play_limit = 90s;
constexpr auto settle_limit = 40s;
constexpr auto due_limit = 8s;

/// A fault that begins or ends when so many steps were begun.
struct moment {
  std::size_t at;
  bool begins;
  const fault* what;
};

std::vector<moment> moments_of(const plan& x) {
  std::vector<moment> all;
  for (const auto& each : x.faults) {
    all.push_back({each.from, true, &each});
    if (!is_instant(each.what))
      all.push_back({each.to, false, &each});
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return std::pair{a.at, a.begins} < std::pair{b.at, b.begins};
  });
  return all;
}

/// The customers of a run, each on a thread.
class crowd {
public:
  crowd(customer_surroundings& around, const plan& planned) {
    for (std::size_t i = 0; i < planned.customers.size(); ++i)
      customers_.push_back(
          std::make_unique<fault_customer>(around, "+1555" + std::to_string(7000000 + i)));
    for (std::size_t i = 0; i < planned.customers.size(); ++i)
      threads_.emplace_back([this, i, &planned] {
        customers_[i]->play(planned.customers[i]);
        ++done_;
      });
  }

  ~crowd() { join(); }

  bool is_done() const { return done_ == customers_.size(); }

  void join() {
    for (auto& each : threads_)
      if (each.joinable())
        each.join();
  }

  std::vector<phone_history> histories() const {
    std::vector<phone_history> all;
    for (const auto& each : customers_)
      all.push_back(each->history());
    return all;
  }

private:
  std::vector<std::unique_ptr<fault_customer>> customers_;
  std::vector<std::thread> threads_;
  std::atomic<std::size_t> done_{0};
};

void play_faults(const plan& planned, fault_world& world, const crowd& customers) {
  const auto& steps = world.surroundings().steps_begun;
  const auto end = std::chrono::steady_clock::now() + play_limit;
  for (const auto& x : moments_of(planned)) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    eventually(
        [&] {
          world.look_on();
          return steps >= x.at || customers.is_done();
        },
        std::max(left, 0ms));
    if (x.begins && !customers.is_done())
      world.begin(*x.what);
    if (!x.begins || is_instant(x.what->what))
      world.end(*x.what);
  }
  world.lift_all();
}

/// Percentiles of all answers.
void measure(schedule_result& x) {
  std::vector<double> all;
  for (const auto& phone : x.history.phones)
    for (const auto& message : phone.sent)
      for (const auto& each : message.deliveries)
        if (each.status != 0)
          all.push_back(static_cast<double>((each.answered - each.sent).count()) / 1000);
  if (all.empty())
    return;
  std::sort(all.begin(), all.end());
  x.p50_ms = all[all.size() / 2];
  x.p99_ms = all[std::min(all.size() - 1, all.size() * 99 / 100)];
  x.max_ms = all.back();
}

} // namespace

schedule_result run_schedule(std::uint64_t seed, const schedule_options& options) {
  const auto began = std::chrono::steady_clock::now();
  schedule_result x;
  x.planned = make_plan(seed, options.plan);
  fault_world world{options.node_program, x.planned};
  crowd customers{world.surroundings(), x.planned};
  play_faults(x.planned, world, customers);
  customers.join();
  x.history.phones = customers.histories();
  const auto settled = world.settles(settle_limit);
  if (options.check.replies_survive_restart)
    world.delivers_what_is_due(due_limit);
  const auto stopped = world.stop_nodes();
  world.collect(x.history);
  x.judged = check(x.history, options.check);
  if (!settled)
    x.judged.findings.push_back({"P7", "", "the nodes do not settle after the last fault"});
  if (!stopped)
    x.judged.findings.push_back({"P4", "", "a node does not end in order"});
  x.fenced = static_cast<int>(world.nodes().total("quickbooking_fenced_writes_total"));
  x.retrieved = static_cast<int>(world.nodes().total("quickbooking_sessions_retrieved_total"));
  x.moved = static_cast<int>(world.nodes().total("quickbooking_sessions_handed_over_total"));
  x.node_log = world.log_tail();
  measure(x);
  x.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return x;
}

} // namespace quickbooking::faults
