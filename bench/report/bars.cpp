#include "bench/report/results.hpp"

namespace quickbooking {

namespace {

constexpr double kibibyte = 1024;
constexpr double megabyte = 1'000'000;

/// The peer and the pipeline keep no bookings on disk: they are compared with the node that keeps
/// none either.
void add_ratios(std::vector<bench_bar>& all, const bench_results& results) {
  const auto node = results.candidate("node_memory");
  const auto peer = results.candidate("peer");
  const auto pipeline = results.candidate("pipeline");
  if (node && peer)
    all.push_back({"throughput: node / Node.js peer, neither with bookings on disk",
                   node->per_second / peer->per_second, 2.5, true, ""});
  if (node && pipeline)
    all.push_back({"throughput: node / bare pipeline, neither with bookings on disk",
                   node->per_second / pipeline->per_second, 0.6, true, ""});
  if (node && peer)
    all.push_back({"CPU per transition: node / Node.js peer",
                   node->cpu_per_thousand / peer->cpu_per_thousand, 1.0 / 3, false, ""});
}

void add_half_load(std::vector<bench_bar>& all, const bench_results& results) {
  for (const auto& x : results.latency)
    if (x.name == "node")
      all.push_back(
          {"p99 at half of the own maximum, bookings on disk", x.p99_ms, 5, false, " ms"});
}

void add_sessions(std::vector<bench_bar>& all, const live_sessions_row& few,
                  const live_sessions_row& many) {
  const auto count = number_text(static_cast<double>(many.sessions));
  all.push_back({"memory per live session, " + count + " in memory",
                 many.bytes_per_session / kibibyte, 3, false, " KiB"});
  if (few.half_load.p99_ms > 0 && few.sessions < many.sessions)
    all.push_back({"p99 at half load: " + count + " live sessions / "
                       + number_text(static_cast<double>(few.sessions)),
                   many.half_load.p99_ms / few.half_load.p99_ms, 2, false, ""});
  if (many.pairs == 0)
    return;
  all.push_back({"memory of an idle node, " + count + " sessions in Redis",
                 many.idle_resident_bytes / megabyte, 100, false, " MB"});
  all.push_back({"cold start / warm transition, " + count + " sessions in Redis",
                 many.cold_ms / many.warm_ms, 2, false, ""});
}

} // namespace

std::vector<bench_bar> bars_of(const bench_results& results) {
  std::vector<bench_bar> all;
  add_ratios(all, results);
  add_half_load(all, results);
  if (!results.sessions.empty())
    add_sessions(all, results.sessions.front(), results.sessions.back());
  if (results.idle)
    all.push_back({"CPU of an idle node", results.idle->cpu_percent, 1, false, " %"});
  return all;
}

} // namespace quickbooking
