#include "bench/measure/live_sessions.hpp"

#include "bench/candidates/bench_salons.hpp"
#include "bench/driver/load.hpp"
#include "bench/driver/statistics.hpp"
#include "bench/measure/cold_start.hpp"
#include "bench/measure/process_figures.hpp"
#include "bench/report/report.hpp"
#include "net/http/http_client.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/metrics_text.hpp"

#include <chrono>
#include <stdexcept>

namespace quickbooking {

namespace {

/// What grows once in a node is there after so many customers.
constexpr std::uint64_t first_customers = 1000;

/// Customers of the cold starts have a place before the others, so that their sessions are in the
/// same state whatever the load did.
constexpr std::uint64_t first_live = 1'000'000'000;

/// Coprime to every number of sessions in use: customers come in an order that no cache likes, and
/// none twice before all the others were there.
constexpr std::uint64_t stride = 7'368'787;

/// Room in memory for those who are not counted.
constexpr std::uint64_t spare = 50'000;

/// Sessions rest a second after their last message.
constexpr std::chrono::seconds rest_limit{60};

/// The node's allocator gives back within five.
constexpr std::chrono::seconds give_back_time{8};

/// One node with its sessions.
class filled_node {
public:
  filled_node(std::uint64_t sessions, const bench_settings& settings)
      : settings_(settings),
        node_(settings.files,
              {{"idleReleaseSeconds", 86'400}, {"maxSessionsInMemory", sessions + spare}}) {
    row_.sessions = sessions;
  }

  void fill() {
    settings_.say("filling a node with " + std::to_string(row_.sessions) + " sessions");
    ask_once(first_customers + settings_.cold_pairs, 0, "first");
    const auto before = bytes_at_rest();
    row_.seconds_to_fill = ask_once(row_.sessions, first_live, "fill");
    const auto each
        = [&](double bytes) { return (bytes - before) / static_cast<double>(row_.sessions); };
    row_.bytes_when_filled = each(unique_bytes(node_.pid()));
    row_.bytes_per_session = each(bytes_at_rest());
  }

  half_load_target target(const maximum_rate& maximum) const {
    half_load_target out;
    out.name = std::to_string(row_.sessions);
    out.title = number_text(static_cast<double>(row_.sessions)) + " live sessions";
    out.maximum = maximum;
    out.running = &node_;
    out.customer = [n = row_.sessions](std::uint64_t i) {
      return bench_customer(first_live + i * stride % n);
    };
    return out;
  }

  void add(const latency_row& x) { row_.half_load = x; }

  /// A node that does not start is an error of its row: what was measured before is worth telling.
  void start_cold() {
    settings_.say("restarting a node with " + std::to_string(row_.sessions) + " sessions in Redis");
    try {
      measure_cold();
    } catch (const std::exception& problem) {
      ++row_.errors;
      row_.first_problem = problem.what();
    }
  }

  const live_sessions_row& row() const { return row_; }

private:
  void measure_cold() {
    node_.restart();
    row_.idle_resident_bytes = resident_bytes(node_.pid());
    const auto found = measure_cold_starts(node_.port(), first_customers, settings_.cold_pairs);
    row_.cold_ms = found.cold_ms;
    row_.warm_ms = found.warm_ms;
    row_.pairs = found.pairs;
  }

  /// Once the customers have been silent for so long that all their sessions rest, and the
  /// allocator has given back what they no longer need. Throws std::runtime_error if they do not.
  double bytes_at_rest() const {
    if (!eventually([&] { return all_rest(); }, rest_limit))
      throw std::runtime_error{"the node's sessions do not rest"};
    auto bytes = unique_bytes(node_.pid());
    eventually(
        [&, last = bytes, since = std::chrono::steady_clock::now()]() mutable {
          bytes = unique_bytes(node_.pid());
          if (bytes < last * 0.99) {
            last = bytes;
            since = std::chrono::steady_clock::now();
          }
          return std::chrono::steady_clock::now() - since > give_back_time;
        },
        rest_limit);
    return bytes;
  }

  bool all_rest() const {
    const auto text
        = http_client{"http://127.0.0.1:" + std::to_string(node_.port())}.get("/metrics").body;
    const auto live = metric_in(text, "quickbooking_sessions_in_memory");
    return live && live == metric_in(text, "quickbooking_sessions_resting");
  }

  /// One text of each of so many customers; how long that took.
  double ask_once(std::uint64_t count, std::uint64_t first, const std::string& run) {
    load_plan plan;
    plan.port = node_.port();
    plan.connections = settings_.connections;
    plan.kind = journey_kind::question;
    plan.journeys = count;
    plan.customer = [first](std::uint64_t i) { return bench_customer(first + i); };
    plan.run = run;
    const auto done = run_load(plan);
    row_.errors += done.errors;
    if (row_.first_problem.empty())
      row_.first_problem = done.first_problem;
    return done.seconds;
  }

  const bench_settings& settings_;
  bench_node node_;
  live_sessions_row row_;
};

void measure_latency(std::vector<std::unique_ptr<filled_node>>& nodes, const maximum_rate& maximum,
                     const bench_settings& settings) {
  std::vector<half_load_target> targets;
  for (const auto& node : nodes)
    targets.push_back(node->target(maximum));
  const auto rows = measure_half_load(targets, settings);
  for (std::size_t i = 0; i < nodes.size(); ++i)
    nodes[i]->add(rows[i]);
}

} // namespace

std::vector<live_sessions_row> measure_live_sessions(const maximum_rate& maximum,
                                                     live_sessions_parts parts,
                                                     const bench_settings& settings) {
  std::vector<std::unique_ptr<filled_node>> nodes;
  for (const auto sessions : settings.sessions) {
    nodes.push_back(std::make_unique<filled_node>(sessions, settings));
    nodes.back()->fill();
  }
  if (parts.latency)
    measure_latency(nodes, maximum, settings);
  std::vector<live_sessions_row> rows;
  for (auto& node : nodes) {
    if (parts.cold_start)
      node->start_cold();
    rows.push_back(node->row());
    node.reset();
  }
  return rows;
}

} // namespace quickbooking
