// quickbooking-bench: measures the node beside a bare pipeline and a lean Node.js service, all in
// one run, and says which bars are met.

#include "bench/candidates/bench_salons.hpp"
#include "bench/candidates/samples.hpp"
#include "bench/options.hpp"
#include "bench/report/results.hpp"
#include "net/redis/session_script.hpp"

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <thread>

namespace {

using namespace quickbooking;

enum exit_code { measured = 0, failed = 1, not_met = 3 };

void write_file(const std::string& path, std::string_view text) {
  std::ofstream file{path, std::ios::binary};
  file << text;
  if (!file.flush())
    throw std::runtime_error{"cannot write " + path};
}

/// Makes the files that candidates share.
void prepare(bench_files& files, const temp_dir& dir) {
  files.node = QUICKBOOKING_BINARY_DIR "/apps/node/quickbooking-node";
  files.pipeline = QUICKBOOKING_BINARY_DIR "/bench/quickbooking-bench-pipeline";
  files.catalog = dir.file("catalog.json");
  files.samples = dir.file("samples.json");
  files.script = dir.file("session.lua");
  const auto demo = QUICKBOOKING_SOURCE_DIR "/cluster-config/demo-salon.json";
  write_file(files.catalog, bench_catalog(demo));
  write_file(files.script, session_write_script());
  const bench_node node{files};
  write_file(files.samples, to_json_text(take_samples(node.port(), node.redis_port())));
}

std::vector<candidate_kind> chosen_candidates(const bench_options& options) {
  const auto& files = options.settings.files;
  std::vector<candidate_kind> all{durable_node(files), memory_node(files), bare_pipeline(files)};
  if (!files.peer.empty())
    all.push_back(node_js_peer(files));
  if (!options.candidates.empty())
    std::erase_if(all, [&](const auto& x) { return !options.candidates.contains(x.name); });
  return all;
}

/// How fast the node is, measured once if the throughput is not asked for.
maximum_rate node_maximum(const bench_results& results, const bench_settings& settings) {
  if (const auto node = results.candidate("node"))
    return {node->per_second, node->steps_per_journey};
  auto once = settings;
  once.rounds = 1;
  const auto row = measure_throughput({durable_node(settings.files)}, once).front();
  return {row.per_second, row.steps_per_journey};
}

std::vector<latency_row> half_loads(const std::vector<throughput_row>& rows,
                                    const bench_settings& settings) {
  std::vector<half_load_target> targets;
  for (const auto& x : rows)
    targets.push_back({x.kind.name,
                       x.kind.title,
                       {x.per_second, x.steps_per_journey},
                       x.kind.start,
                       nullptr,
                       bench_customer});
  return measure_half_load(targets, settings);
}

/// Half of the maximum cannot be told without the maximum: latency brings the throughput with it.
/// What was measured before something throws stands in `results`.
void measure(const bench_options& options, bench_results& results) {
  const auto& settings = options.settings;
  const auto with_latency = options.has("latency");
  if (options.has("throughput") || with_latency)
    results.throughput = measure_throughput(chosen_candidates(options), settings);
  if (with_latency)
    results.latency = half_loads(results.throughput, settings);
  if (options.has("memory") || options.has("cold")) {
    const auto maximum = with_latency ? node_maximum(results, settings) : maximum_rate{};
    results.sessions
        = measure_live_sessions(maximum, {with_latency, options.has("cold")}, settings);
  }
  if (options.has("idle"))
    results.idle = measure_idle(settings);
}

/// Tells what is missing. True if nothing is.
bool is_complete(const bench_results& results, const bench_options& options, bench_report& report) {
  if (results.errors() > 0)
    report.line("\n" + std::to_string(results.errors())
                + " errors, the first: " + results.first_problem());
  const auto wants_peer = options.candidates.empty() || options.candidates.contains("peer");
  if (!wants_peer || !options.settings.files.peer.empty())
    return true;
  report.line("\nNo Node.js service is installed (--peer): its rows are left out.");
  return false;
}

/// The machine's load of the last minute; who runs it beside others measures them, too.
double load_average() {
  double value = 0;
  return ::getloadavg(&value, 1) == 1 ? value : 0;
}

int tell(const bench_results& results, const bench_options& options, double load_before) {
  bench_report report;
  const auto cores = std::thread::hardware_concurrency();
  report.json()["cores"] = cores;
  report.json()["loadBefore"] = load_before;
  report.line("Driver, servers and Redis together on " + std::to_string(cores)
              + " cores: trust the ratios. Load average before the run: "
              + number_text(load_before, 1) + (load_before > 1 ? ", so others ran, too." : "."));
  add_tables(report, results, options.settings);
  const auto bars = bars_of(results);
  report.bars(bars);
  const auto complete = is_complete(results, options, report);
  std::cout << report.text() << std::flush;
  if (!options.json_file.empty())
    write_file(options.json_file, report.json().dump(2) + "\n");
  if (results.errors() > 0)
    return failed;
  const auto all_met = std::ranges::all_of(bars, &bench_bar::is_met);
  return options.strict && !(all_met && complete) ? not_met : measured;
}

} // namespace

int main(int argc, char** argv) {
  int code = 0;
  auto options = parse_options(argc, argv, code);
  if (!options)
    return code;
  const auto load_before = load_average();
  options->settings.say = [](const std::string& text) { std::cerr << text << std::endl; };
  bench_results results;
  std::string stopped;
  try {
    const temp_dir dir;
    prepare(options->settings.files, dir);
    measure(*options, results);
  } catch (const std::exception& problem) {
    stopped = problem.what();
  }
  code = tell(results, *options, load_before);
  if (stopped.empty())
    return code;
  std::cerr << "quickbooking-bench: stopped before the end: " << stopped << '\n';
  return failed;
}
