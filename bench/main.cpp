// quickbooking-bench: measures the node beside a bare pipeline and a lean Node.js service, all in
// one run, and says which bars are met.

#include "net/redis/session_script.hpp"
#include "tests/support/child_process.hpp"

#include <CLI/CLI.hpp>

#include <fstream>
#include <iostream>

#include "bench/candidates/bench_salons.hpp"
#include "bench/candidates/samples.hpp"
#include "bench/measure/throughput.hpp"
#include "bench/report/report.hpp"

namespace {

using namespace quickbooking;

void write_file(const std::string& path, std::string_view text) {
  std::ofstream file{path, std::ios::binary};
  file << text;
  if (!file.flush())
    throw std::runtime_error{"cannot write " + path};
}

} // namespace

int main(int argc, char** argv) {
  bench_settings settings;
  std::string peer;
  std::string json_file;
  CLI::App app{"Measures QuickBooking beside what it is compared with"};
  app.add_option("--rounds", settings.rounds);
  app.add_option("--seconds", settings.seconds);
  app.add_option("--peer", peer);
  app.add_option("--json", json_file);
  CLI11_PARSE(app, argc, argv);
  temp_dir dir;
  auto& files = settings.files;
  files.node = QUICKBOOKING_BINARY_DIR "/apps/node/quickbooking-node";
  files.pipeline = QUICKBOOKING_BINARY_DIR "/bench/quickbooking-bench-pipeline";
  files.catalog = dir.file("catalog.json");
  files.samples = dir.file("samples.json");
  files.script = dir.file("session.lua");
  files.peer = peer;
  settings.say = [](const std::string& text) { std::cerr << text << std::endl; };
  write_file(files.catalog,
             bench_catalog(QUICKBOOKING_SOURCE_DIR "/cluster-config/demo-salon.json"));
  write_file(files.script, session_write_script());
  {
    auto node = start_bench_node(files);
    write_file(files.samples, to_json_text(take_samples(node->port(), node->redis_port())));
  }
  std::vector<candidate_kind> kinds{durable_node(files), memory_node(files), bare_pipeline(files)};
  if (!peer.empty())
    kinds.push_back(node_js_peer(files));
  bench_report report;
  std::vector<std::vector<std::string>> rows{
      {"", "transitions/s", "steps", "p50 ms", "p99 ms", "CPU s/1000", "Redis", "n", "errors"}};
  for (auto& x : measure_throughput(kinds, settings)) {
    rows.push_back({x.kind.title, number_text(x.per_second), number_text(x.steps_per_journey, 2),
                    number_text(x.p50_ms, 2), number_text(x.p99_ms, 2),
                    number_text(x.cpu_per_thousand, 3), number_text(x.redis_cpu_per_thousand, 3),
                    std::to_string(x.transitions), std::to_string(x.errors)});
    if (x.errors)
      std::cerr << x.first_problem << "\n";
  }
  report.table("Throughput", rows);
  std::cout << report.text();
}
