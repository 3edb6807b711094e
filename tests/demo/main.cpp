// quickbooking-demo: a salon's node with a private Redis and a stand-in for Meta, on this machine
// only. Plays a booking in the terminal, then serves the simulator page; or only serves.

#include "tests/demo/chat_printer.hpp"
#include "tests/demo/conversation_show.hpp"
#include "tests/demo/demo_world.hpp"

#include <CLI/CLI.hpp>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <unistd.h>

#include <csignal>
#include <iostream>

namespace {

using namespace quickbooking;

volatile std::sig_atomic_t stop_asked = 0;

void ask_to_stop(int) { stop_asked = 1; }

struct command_line {
  demo_options world{QUICKBOOKING_NODE, QUICKBOOKING_SOURCE_DIR "/cluster-config/demo-salon.json",
                     QUICKBOOKING_SOURCE_DIR "/tests/demo/simulator", 0};
  bool once = false;
  bool serve = false;
  bool json = false;
};

void describe(CLI::App& app, command_line& given) {
  auto* once = app.add_flag("--once", given.once, "End after the booking, exit code 0 or 1");
  auto* serve = app.add_flag("--serve", given.serve, "No conversation: print one line, then serve");
  app.add_flag("--json", given.json, "That line as JSON: how to reach everything")->needs(serve);
  app.add_option("--port", given.world.port, "Port of the node (0: a free one)");
  app.add_option("--node", given.world.node_program, "The node's program");
  once->excludes(serve);
}

/// Serves until Ctrl-C. The exit code.
int serve(demo_world& world) {
  while (!stop_asked && world.node().is_running())
    world.main_thread().run_for(std::chrono::milliseconds{100});
  if (stop_asked)
    return 0;
  std::cerr << "the node has ended:\n" << world.node().log_tail();
  return 1;
}

void announce(const demo_world& world, bool json) {
  if (json)
    std::cout << to_json(world.access()).dump() << std::endl;
  else
    std::cout << "serving " << world.access().salon_name << " on " << world.access().url
              << std::endl;
}

bool show(demo_world& world) {
  chat_printer printer{std::cout, isatty(STDOUT_FILENO) == 1};
  printer.note(world.access().salon_name + " on " + world.access().url + ", Redis on "
               + world.access().redis);
  simulated_customer customer{world.access().graph, demo_phone};
  const show_options options{world.redis().port(), [] { return stop_asked != 0; }};
  const bool booked = show_conversation(customer, printer, options);
  std::cout << '\n' << (booked ? "Booked." : "Not booked.") << std::endl;
  if (!booked && !stop_asked)
    std::cerr << world.node().log_tail();
  return booked;
}

int run(const command_line& given) {
  demo_world world{given.world};
  if (given.serve) {
    announce(world, given.json);
    return serve(world);
  }
  const bool booked = show(world);
  if (given.once || stop_asked)
    return booked ? 0 : 1;
  std::cout << "Chat yourself: " << world.access().url << "/ (Ctrl-C ends it)" << std::endl;
  return serve(world);
}

} // namespace

int main(int argc, char** argv) {
  CLI::App app{"A salon on this machine: chat with it, and take its Redis away"};
  command_line given;
  describe(app, given);
  CLI11_PARSE(app, argc, argv);
  std::signal(SIGINT, ask_to_stop);
  std::signal(SIGTERM, ask_to_stop);
  std::signal(SIGPIPE, SIG_IGN);
  spdlog::set_default_logger(spdlog::stderr_logger_mt("demo"));
  try {
    return run(given);
  } catch (const std::exception& e) {
    std::cerr << "quickbooking-demo: " << e.what() << '\n';
    return 1;
  }
}
