// quickbooking-node: one node of the service. Prints one JSON line with its port when it is ready;
// SIGTERM or SIGINT ends it in order.

#include "actors/cluster/basp_socket.hpp"
#include "actors/cluster/peer_messages.hpp"
#include "actors/config/node_config.hpp"
#include "actors/node.hpp"
#include "actors/outbox/outbox_messages.hpp"
#include "actors/protocol.hpp"
#include "actors/scheduling/scheduler.hpp"
#include "apps/process_setup.hpp"
#include "apps/service_manager.hpp"

#include <CLI/CLI.hpp>
#include <caf/all.hpp>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string_view>

namespace {

using namespace quickbooking;

/// Exit codes: 0 ended in order, 1 could not start, 2 wrong command line or configuration, 3 ended
/// but something was cut off, 4 a part died again and again: the log says which. After 4 it is to
/// be started anew (systemd: Restart=on-failure); nothing is lost that kill -9 would not lose.
enum exit_code { ended = 0, not_started = 1, bad_usage = 2, cut_off = 3, given_up = 4 };

/// How long an orderly stop may take.
constexpr std::chrono::seconds stop_limit{10};

int complain(exit_code code, const std::string& message) {
  std::cerr << "quickbooking-node: " << message << '\n';
  return code;
}

void set_up_log(const node_config& config) {
  auto log = config.log_file.empty() ? spdlog::stderr_logger_mt("quickbooking")
                                     : spdlog::basic_logger_mt("quickbooking", config.log_file);
  log->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z level=%l %v");
  log->set_level(spdlog::level::from_str(config.log_level));
  log->flush_on(spdlog::level::info);
  spdlog::set_default_logger(log);
}

result<node_config> read_config(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file)
    return fail("invalid_config", "cannot read " + path);
  std::string text{std::istreambuf_iterator<char>{file}, {}};
  auto folder = std::filesystem::absolute(path).parent_path().string();
  return parse_node_config(text, folder, process_environment);
}

void tell(std::string_view state) {
  if (auto told = tell_service_manager(state); !told)
    spdlog::warn("event=not_notified reason=\"{}\"", told.error().message);
}

int run(node_config config) {
  auto stop_signals = block_signals({SIGTERM, SIGINT});
  if (auto set = share_cores_in_long_turns(); !set)
    spdlog::warn("event=not_batch_scheduled reason=\"{}\"", set.error().message);
  caf::actor_system_config system_config;
  system_config.add_message_types<caf::id_block::quickbooking>();
  system_config.add_message_types<caf::id_block::quickbooking_outbox>();
  system_config.add_message_types<caf::id_block::quickbooking_cluster>();
  set_up_scheduler(system_config, config.threads);
  if (config.node.cluster)
    load_basp(system_config);
  caf::actor_system system{system_config};
  config.node.version = QUICKBOOKING_VERSION;
  if (config.spare_turns)
    config.node.meanwhile = spare_turns(system);
  config.node.give_up = [] { std::_Exit(given_up); };
  auto started = node::start(system, std::move(config.node));
  if (!started)
    return complain(not_started, started.error().message);
  std::cout << R"({"ready":true,"port":)" << (*started)->port();
  if (auto peer_port = (*started)->peer_port())
    std::cout << R"(,"peerPort":)" << peer_port;
  std::cout << "}" << std::endl;
  tell("READY=1");
  int signal = 0;
  sigwait(&stop_signals, &signal);
  tell("STOPPING=1");
  spdlog::info("event=stopping signal={}", signal);
  auto in_order = (*started)->stop(stop_limit);
  spdlog::info("event=stopped in_order={}", in_order);
  return in_order ? ended : cut_off;
}

} // namespace

int main(int argc, char** argv) {
  CLI::App app{"One node of QuickBooking, the booking service behind a salon's WhatsApp number"};
  std::string path;
  app.add_option("--config", path, "Configuration file (JSON)")->required();
  app.set_version_flag("--version", "quickbooking-node " QUICKBOOKING_VERSION);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    return app.exit(problem) == 0 ? ended : bad_usage;
  }
  auto config = read_config(path);
  if (!config)
    return complain(bad_usage, config.error().message);
  set_up_log(*config);
  return run(std::move(*config));
}
