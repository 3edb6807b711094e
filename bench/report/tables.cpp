#include "bench/report/results.hpp"

namespace quickbooking {

namespace {

using row = std::vector<std::string>;
using json = nlohmann::ordered_json;

std::string count_text(std::uint64_t x) { return number_text(static_cast<double>(x)); }

std::string ratio_text(double value, const throughput_row* to) {
  return to ? number_text(value / to->per_second, 2) : "-";
}

std::string rounds_text(const bench_settings& settings) {
  return std::to_string(settings.rounds) + " rounds of " + number_text(settings.seconds, 1)
         + " s in turns, medians";
}

// -- throughput ---

json to_json(const throughput_row& x) {
  return {{"name", x.kind.name},
          {"transitionsPerSecond", x.per_second},
          {"stepsPerBooking", x.steps_per_journey},
          {"answerBytes", x.answer_bytes},
          {"p50Ms", x.p50_ms},
          {"p99Ms", x.p99_ms},
          {"cpuSecondsPerThousand", x.cpu_per_thousand},
          {"redisCpuSecondsPerThousand", x.redis_cpu_per_thousand},
          {"driverCpuSecondsPerThousand", x.driver_cpu_per_thousand},
          {"transitions", x.transitions},
          {"errors", x.errors}};
}

void add_throughput(bench_report& report, const bench_results& results,
                    const bench_settings& settings) {
  const auto peer = results.candidate("peer");
  const auto pipeline = results.candidate("pipeline");
  std::vector<row> rows{{"", "transitions/s", "x peer", "x pipeline", "p50 ms", "p99 ms",
                         "CPU s / 1,000", "Redis'", "driver's", "answer B", "n", "errors"}};
  auto& list = report.json()["throughput"] = json::array();
  for (const auto& x : results.throughput) {
    rows.push_back({x.kind.title, number_text(x.per_second), ratio_text(x.per_second, peer),
                    ratio_text(x.per_second, pipeline), number_text(x.p50_ms, 2),
                    number_text(x.p99_ms, 2), number_text(x.cpu_per_thousand, 3),
                    number_text(x.redis_cpu_per_thousand, 3),
                    number_text(x.driver_cpu_per_thousand, 3), number_text(x.answer_bytes),
                    count_text(x.transitions), count_text(x.errors)});
    list.push_back(to_json(x));
  }
  report.table("Throughput and CPU: whole bookings over /v1, closed loop, "
                   + std::to_string(settings.connections) + " connections, "
                   + rounds_text(settings),
               rows);
}

// -- latency ---

json to_json(const latency_row& x) {
  return {{"name", x.name},
          {"offeredPerSecond", x.offered_per_second},
          {"p50Ms", x.p50_ms},
          {"p99Ms", x.p99_ms},
          {"p99LeastMs", x.p99_least_ms},
          {"p99MostMs", x.p99_most_ms},
          {"mostWaiting", x.most_waiting},
          {"transitions", x.transitions},
          {"errors", x.errors}};
}

const row latency_columns{"",       "offered/s", "p50 ms", "p99 ms", "p99 of rounds",
                          "waited", "n",         "errors"};

row to_row(const latency_row& x) {
  return {x.title,
          number_text(x.offered_per_second),
          number_text(x.p50_ms, 2),
          number_text(x.p99_ms, 2),
          number_text(x.p99_least_ms, 2) + " to " + number_text(x.p99_most_ms, 2),
          count_text(x.most_waiting),
          count_text(x.transitions),
          count_text(x.errors)};
}

void add_latency(bench_report& report, const bench_results& results,
                 const bench_settings& settings) {
  std::vector<row> rows{latency_columns};
  auto& list = report.json()["latency"] = json::array();
  for (const auto& x : results.latency) {
    rows.push_back(to_row(x));
    list.push_back(to_json(x));
  }
  report.table(
      "Latency at half of the own maximum: open loop, customers arrive at random, from the "
      "intended time, "
          + rounds_text(settings),
      rows);
}

// -- sessions ---

json to_json(const live_sessions_row& x) {
  json out{{"sessions", x.sessions},
           {"secondsToFill", x.seconds_to_fill},
           {"bytesPerSession", x.bytes_per_session},
           {"bytesWhenFilled", x.bytes_when_filled},
           {"errors", x.errors}};
  if (x.half_load.transitions > 0)
    out["halfLoad"] = to_json(x.half_load);
  if (x.pairs > 0)
    out["coldStart"] = {{"coldMs", x.cold_ms},
                        {"warmMs", x.warm_ms},
                        {"pairs", x.pairs},
                        {"idleResidentBytes", x.idle_resident_bytes}};
  return out;
}

void add_memory(bench_report& report, const bench_results& results) {
  std::vector<row> rows{
      {"live sessions", "bytes each at rest", "just filled", "filled in s", "errors"}};
  auto& list = report.json()["sessions"] = json::array();
  for (const auto& x : results.sessions) {
    rows.push_back({count_text(x.sessions), number_text(x.bytes_per_session),
                    number_text(x.bytes_when_filled), number_text(x.seconds_to_fill, 1),
                    count_text(x.errors)});
    list.push_back(to_json(x));
  }
  report.table("Memory per live session: the node's own (USS) before and after a text of each",
               rows);
}

void add_live_latency(bench_report& report, const bench_results& results,
                      const bench_settings& settings) {
  std::vector<row> rows{latency_columns};
  for (const auto& x : results.sessions)
    rows.push_back(to_row(x.half_load));
  report.table("Latency at half load by customers with live sessions, " + rounds_text(settings),
               rows);
}

void add_cold_starts(bench_report& report, const bench_results& results) {
  std::vector<row> rows{
      {"sessions in Redis", "cold ms", "warm ms", "ratio", "pairs", "idle node MB (RSS)"}};
  for (const auto& x : results.sessions)
    rows.push_back({count_text(x.sessions), number_text(x.cold_ms, 2), number_text(x.warm_ms, 2),
                    number_text(x.cold_ms / x.warm_ms, 2), count_text(x.pairs),
                    number_text(x.idle_resident_bytes / 1e6, 1)});
  report.table("Cold start: a message whose session is only in Redis, and the same once more; one "
               "customer at a time, medians",
               rows);
}

void add_idle(bench_report& report, const idle_row& x) {
  report.table("Idle: a node without traffic",
               {{"", "CPU % of a core", "over s", "MB (RSS)"},
                {"quickbooking-node", number_text(x.cpu_percent, 2), number_text(x.seconds, 1),
                 number_text(x.resident_bytes / 1e6, 1)}});
  report.json()["idle"] = {
      {"seconds", x.seconds}, {"cpuPercent", x.cpu_percent}, {"residentBytes", x.resident_bytes}};
}

} // namespace

void add_tables(bench_report& report, const bench_results& results,
                const bench_settings& settings) {
  if (!results.throughput.empty())
    add_throughput(report, results, settings);
  if (!results.latency.empty())
    add_latency(report, results, settings);
  if (!results.sessions.empty()) {
    add_memory(report, results);
    if (results.sessions.front().half_load.transitions > 0)
      add_live_latency(report, results, settings);
    if (results.sessions.front().pairs > 0)
      add_cold_starts(report, results);
  }
  if (results.idle)
    add_idle(report, *results.idle);
}

} // namespace quickbooking
