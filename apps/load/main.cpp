// quickbooking-load: simulated customers against a running node. Prints a line a second and a
// summary; SIGINT ends it early, with a summary of what there was.

#include "actors/scheduling/scheduler.hpp"
#include "apps/load/exit_codes.hpp"
#include "apps/load/load_command.hpp"
#include "apps/load/load_output.hpp"
#include "apps/process_setup.hpp"
#include "load/engine/customer_messages.hpp"
#include "load/engine/load_run.hpp"
#include "load/report/run_text.hpp"
#include "load/wire/reach.hpp"

#include <caf/all.hpp>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <malloc.h>
#include <pthread.h>
#include <sched.h>

#include <iostream>
#include <thread>

namespace {

using namespace quickbooking;

/// Memory that customers gave back is soon needed again; giving it to the system each time holds up
/// the schedule.
constexpr int trim_threshold = 1 << 30;

int complain(load_exit_code code, const failure& why) {
  std::cerr << "quickbooking-load: " << why.message << '\n';
  return code;
}

/// All that the run needs, checked.
struct prepared {
  load_options run;
  std::optional<run_report> other;
};

result<prepared> prepare(const load_command& command) {
  prepared out;
  auto what = read_scenario(command);
  if (!what)
    return fail(what.error().code, command.scenario + ": " + what.error().message);
  auto targets = read_targets(command);
  if (!targets)
    return tl::make_unexpected(targets.error());
  auto head = read_letter_head(command, *what, targets->front());
  auto token = read_graph_token(command);
  auto other = read_other_run(command.compare);
  auto folder = command.out.empty() ? result<void>{} : prepare_folder(command.out);
  for (const auto* error : {head ? nullptr : &head.error(), token ? nullptr : &token.error(),
                            other ? nullptr : &other.error(), folder ? nullptr : &folder.error()})
    if (error)
      return tl::make_unexpected(*error);
  out.run.what = std::move(*what);
  out.run.head = std::move(*head);
  for (auto& each : *targets)
    out.run.targets.push_back({std::move(each), {}});
  out.run.graph_token = std::move(*token);
  out.run.graph_address = command.graph_address;
  out.run.graph_port = command.graph_port;
  out.run.connections = command.connections;
  out.run.version = QUICKBOOKING_VERSION;
  out.other = std::move(*other);
  return out;
}

/// The customers' threads never take the processor away from the one that keeps the schedule: they
/// have written what is due next long before.
struct background_threads : caf::thread_hook {
  void init(caf::actor_system&) override {}
  void thread_started() override {
    const sched_param none{};
    pthread_setschedparam(pthread_self(), SCHED_BATCH, &none);
  }
  void thread_terminates() override {}
};

/// Each signal cuts the run shorter, until SIGUSR1, which is ours, says that it is over.
std::thread watch_signals(const sigset_t& signals, load_run& run) {
  return std::thread{[signals, &run] {
    int signal = 0;
    while (sigwait(&signals, &signal) == 0 && signal != SIGUSR1)
      run.cut_short();
  }};
}

int exit_code_of(const run_verdict& verdict) {
  switch (verdict.outcome) {
  case run_outcome::pass:
    return exit_pass;
  case run_outcome::failed:
    return exit_failed;
  default:
    return exit_invalid;
  }
}

result<load_result> play(const load_command& command, load_options options) {
  const auto signals = block_signals({SIGTERM, SIGINT, SIGUSR1});
  caf::actor_system_config config;
  config.add_message_types<caf::id_block::quickbooking_load>();
  set_up_scheduler(config, command.threads);
  config.add_thread_hook<background_threads>();
  caf::actor_system system{config};
  std::cout << start_line(options.what) << std::endl;
  second_printer printer;
  options.on_second = [&printer](const second_row& row) { printer.print(row); };
  auto run = load_run::start(system, std::move(options));
  if (!run)
    return tl::make_unexpected(run.error());
  auto watcher = watch_signals(signals, **run);
  auto out = (*run)->wait();
  pthread_kill(watcher.native_handle(), SIGUSR1);
  watcher.join();
  printer.end();
  return out;
}

int run(const load_command& command) {
  auto ready = prepare(command);
  if (!ready)
    return complain(exit_usage, ready.error());
  for (auto& target : ready->run.targets) {
    auto addresses = reach(target.where);
    if (!addresses)
      return complain(exit_unreachable, addresses.error());
    target.addresses = std::move(*addresses);
  }
  const auto done = play(command, std::move(ready->run));
  if (!done)
    return complain(exit_unreachable, done.error());
  std::cout << summary_text(done->report) << std::flush;
  const auto* other = ready->other ? &*ready->other : nullptr;
  const auto written
      = command.out.empty() ? result<void>{} : write_files(command.out, *done, other);
  if (!written)
    return complain(exit_usage, written.error());
  return exit_code_of(done->report.verdict);
}

} // namespace

int main(int argc, char** argv) {
  mallopt(M_TRIM_THRESHOLD, trim_threshold);
  spdlog::set_default_logger(spdlog::stderr_logger_mt("quickbooking-load"));
  int exit_code = exit_pass;
  const auto command = parse_load_command(argc, argv, exit_code);
  return command ? run(*command) : exit_code;
}
