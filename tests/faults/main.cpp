// quickbooking-faults: plays random schedules of customers and faults against real nodes and a real
// Redis, and checks the promises. A seed replays its schedule.

#include "tests/faults/schedule.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace {

using namespace quickbooking::faults;

enum exit_code { all_good = 0, broken_promise = 1, bad_usage = 2, could_not_run = 3 };

/// Sums over all schedules.
struct totals {
  int schedules = 0;
  int broken = 0;
  long messages = 0;
  long redeliveries = 0;
  long degraded = 0;
  long fenced = 0;
  long retrieved = 0;
  long failovers = 0;
  long lost = 0;
  long repeated = 0;
  long duplicates = 0;
  long double_bookings = 0;
  long bookings = 0;
  long late_replies = 0;
  long faults = 0;
  double p99_ms = 0;
  double max_ms = 0;
  double longest_wait_ms = 0;

  void add(const schedule_result& x) {
    ++schedules;
    broken += !x.judged.findings.empty();
    messages += x.judged.messages;
    redeliveries += x.judged.redeliveries;
    degraded += x.judged.degraded_answers;
    fenced += x.fenced;
    retrieved += x.retrieved;
    failovers += x.history.failed_over;
    lost += x.judged.lost;
    repeated += x.judged.repeated;
    duplicates += x.judged.duplicate_replies;
    double_bookings += x.judged.double_bookings;
    bookings += static_cast<long>(x.history.bookings.size());
    late_replies += x.judged.late_replies;
    faults += static_cast<long>(x.planned.faults.size());
    p99_ms = std::max(p99_ms, x.p99_ms);
    max_ms = std::max(max_ms, x.max_ms);
    longest_wait_ms
        = std::max(longest_wait_ms, static_cast<double>(x.judged.longest_wait.count()) / 1000);
  }
};

std::ostream& operator<<(std::ostream& out, const totals& x) {
  return out << "schedules=" << x.schedules << " broken=" << x.broken << " messages=" << x.messages
             << " redeliveries=" << x.redeliveries << " faults=" << x.faults
             << " degraded=" << x.degraded << " fenced=" << x.fenced << " retrieved=" << x.retrieved
             << " failovers=" << x.failovers << " lost=" << x.lost << " repeated=" << x.repeated
             << " duplicates=" << x.duplicates << " double_bookings=" << x.double_bookings
             << " bookings=" << x.bookings << " late_replies=" << x.late_replies
             << " worst_p99_ms=" << x.p99_ms << " max_ms=" << x.max_ms
             << " longest_wait_ms=" << x.longest_wait_ms;
}

struct run_options {
  std::uint64_t seed = 1;
  int schedules = 1;
  bool stops_at_first = false;
  bool tells_excused = false;
};

int run(const run_options& how, const schedule_options& options) {
  totals all;
  for (int i = 0; i < how.schedules; ++i) {
    const auto result = run_schedule(how.seed + static_cast<std::uint64_t>(i), options);
    all.add(result);
    std::cout << summary(result) << std::endl;
    const auto& told = how.tells_excused ? result.judged.excused : result.judged.findings;
    if (!told.empty())
      std::cout << explanation(result, told) << std::endl;
    if (!result.judged.findings.empty() && how.stops_at_first)
      break;
  }
  std::cout << all << std::endl;
  return all.broken == 0 ? all_good : broken_promise;
}

} // namespace

int main(int argc, char** argv) {
  CLI::App app{"Random faults against one node of QuickBooking or several, and a verdict"};
  schedule_options options;
  options.node_program = QUICKBOOKING_BINARY_DIR "/apps/node/quickbooking-node";
  run_options how;
  app.add_option("--seed", how.seed, "Of the first schedule; the next ones count on");
  app.add_option("--schedules", how.schedules, "How many")->check(CLI::Range(1, 1'000'000));
  app.add_option("--customers", options.plan.customers, "In each schedule")
      ->check(CLI::Range(1, 500));
  app.add_option("--steps", options.plan.steps, "Of each customer")->check(CLI::Range(1, 30));
  app.add_option("--nodes", options.plan.nodes,
                 "More than one: a cluster that shares Redis and a PostgreSQL, whose nodes and "
                 "links fail, too")
      ->check(CLI::Range(1, 3));
  app.add_option("--sentinels", options.plan.sentinels_percent,
                 "Of 100 schedules so many have a replica and sentinels, and a master that dies")
      ->check(CLI::Range(0, 100));
  app.add_option("--node", options.node_program, "The program under test");
  app.add_option("--replies-survive-restart", options.check.replies_survive_restart,
                 "Replies due when a node ended must arrive by themselves (P4)");
  app.add_option("--degraded-replies-survive-restart",
                 options.check.degraded_replies_survive_restart,
                 "Also those of turns that were taken without Redis and flushed later");
  int longest_answer = static_cast<int>(options.check.longest_answer.count());
  app.add_option("--longest-answer", longest_answer,
                 "Milliseconds: an HTTP answer that takes longer is a finding (P7)")
      ->check(CLI::Range(1, 60'000));
  app.add_flag("--stop-at-first", how.stops_at_first, "End with the first broken promise");
  app.add_flag("--excused", how.tells_excused,
               "Tell of what was lost or repeated, as degraded mode may, instead of findings");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    return app.exit(problem) == 0 ? all_good : bad_usage;
  }
  options.check.longest_answer = std::chrono::milliseconds{longest_answer};
  try {
    return run(how, options);
  } catch (const std::exception& problem) {
    std::cerr << "quickbooking-faults: " << problem.what() << '\n';
    return could_not_run;
  }
}
