#include "bench/options.hpp"

#include <CLI/CLI.hpp>

namespace quickbooking {

namespace {

constexpr const char* what
    = "Measures quickbooking-node beside a bare pipeline (the ceiling) and a lean Node.js "
      "service.\n"
      "Exit codes: 0 measured, 1 an error was answered or something did not start, 2 wrong "
      "command\n"
      "line, 3 with --strict: a bar is not met, or the Node.js service is missing.";

/// All parts for none; `cpu` is measured together with the throughput.
std::set<std::string> chosen_parts(const std::vector<std::string>& only) {
  std::set<std::string> out;
  for (const auto& part : only)
    out.insert(part == "cpu" ? "throughput" : part);
  return out.empty() ? bench_parts : out;
}

} // namespace

std::optional<bench_options> parse_options(int argc, char** argv, int& exit_code) {
  bench_options out;
  auto& settings = out.settings;
  std::vector<std::string> only;
  std::vector<std::string> candidates;
  bool full = false;
  CLI::App app{what};
  app.option_defaults()->always_capture_default();
  app.add_option("--only", only,
                 "Parts: throughput, cpu, latency, memory, cold, idle; with live sessions, latency "
                 "wants memory, too")
      ->delimiter(',')
      ->check(CLI::IsMember({"throughput", "cpu", "latency", "memory", "cold", "idle"}));
  app.add_option("--candidates", candidates, "Of: node, node_memory, pipeline, peer")
      ->delimiter(',')
      ->check(CLI::IsMember({"node", "node_memory", "pipeline", "peer"}));
  app.add_option("--rounds", settings.rounds, "How often each candidate has its turn")
      ->check(CLI::Range(1, 1000));
  app.add_option("--seconds", settings.seconds, "Length of a turn, without its warm-up")
      ->check(CLI::Range(0.1, 3600.0));
  app.add_option("--connections", settings.connections, "Of the driver")
      ->check(CLI::Range(1, 1000));
  app.add_option("--sessions", settings.sessions, "Numbers of live sessions, ascending")
      ->delimiter(',')
      ->check(CLI::Range(1, 5'000'000));
  app.add_flag("--full", full, "Also with 1,000,000 live sessions");
  app.add_option("--json", out.json_file, "Where the figures go as JSON")->take_last();
  app.add_option("--peer", settings.files.peer, "Folder of the installed Node.js service");
  app.add_flag("--strict", out.strict,
               "Fail if a bar is not met or the Node.js service is missing");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    exit_code = app.exit(problem) == 0 ? 0 : 2;
    return std::nullopt;
  }
  if (full)
    settings.sessions.push_back(1'000'000);
  out.parts = chosen_parts(only);
  out.candidates = {candidates.begin(), candidates.end()};
  return out;
}

} // namespace quickbooking
