#define CAF_SUITE report

#include "bench/report/results.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

throughput_row row(std::string name, double per_second, double cpu) {
  throughput_row out;
  out.kind.name = std::move(name);
  out.per_second = per_second;
  out.cpu_per_thousand = cpu;
  return out;
}

/// Of the bar whose name begins so; nothing if there is none.
std::optional<bool> is_met(const bench_results& results, std::string_view name) {
  for (const auto& bar : bars_of(results))
    if (bar.name.starts_with(name))
      return bar.is_met();
  return std::nullopt;
}

} // namespace

CAF_TEST(numbers_are_grouped_by_thousands) {
  CAF_CHECK_EQUAL(number_text(0), "0");
  CAF_CHECK_EQUAL(number_text(999), "999");
  CAF_CHECK_EQUAL(number_text(1000), "1,000");
  CAF_CHECK_EQUAL(number_text(-1234567.891, 2), "-1,234,567.89");
  CAF_CHECK_EQUAL(number_text(123456), "123,456");
  CAF_CHECK_EQUAL(number_text(-100), "-100");
}

CAF_TEST(columns_of_a_table_stand_below_each_other) {
  bench_report report;
  report.table("Title", {{"a", "number"}, {"größer", "1"}});
  CAF_CHECK_EQUAL(report.text(), "\nTitle\n  a       number\n  größer       1\n");
}

CAF_TEST(a_bar_is_met_at_its_limit) {
  bench_results results;
  results.throughput
      = {row("node_memory", 600, 0.125), row("peer", 240, 0.375), row("pipeline", 1000, 0.05)};
  CAF_CHECK(is_met(results, "throughput: node / Node.js") == true);
  CAF_CHECK(is_met(results, "throughput: node / bare") == true);
  CAF_CHECK(is_met(results, "CPU per transition") == true);
  results.throughput[0].per_second = 599;
  results.throughput[0].cpu_per_thousand = 0.126;
  CAF_CHECK(is_met(results, "throughput: node / Node.js") == false);
  CAF_CHECK(is_met(results, "throughput: node / bare") == false);
  CAF_CHECK(is_met(results, "CPU per transition") == false);
}

CAF_TEST(bars_of_what_was_not_measured_are_left_out) {
  bench_results results;
  CAF_CHECK(bars_of(results).empty());
  results.throughput = {row("node_memory", 600, 0.1)};
  CAF_CHECK(bars_of(results).empty());
  results.idle = idle_row{5, 0.4, 3e7};
  CAF_CHECK(is_met(results, "CPU of an idle node") == true);
}

CAF_TEST(bars_of_sessions_compare_the_most_with_the_fewest) {
  bench_results results;
  results.sessions.resize(2);
  auto& few = results.sessions[0];
  auto& many = results.sessions[1];
  few.sessions = 1000;
  few.half_load.p99_ms = 2;
  many.sessions = 100'000;
  many.half_load.p99_ms = 4.1;
  many.bytes_per_session = 3072;
  many.pairs = 10;
  many.cold_ms = 3;
  many.warm_ms = 2;
  many.idle_resident_bytes = 101e6;
  CAF_CHECK(is_met(results, "p99 at half load") == false);
  CAF_CHECK(is_met(results, "memory per live session") == true);
  CAF_CHECK(is_met(results, "memory of an idle node") == false);
  CAF_CHECK(is_met(results, "cold start") == true);
}

CAF_TEST(errors_are_counted_wherever_they_happened_and_the_first_is_told) {
  bench_results results;
  CAF_CHECK_EQUAL(results.errors(), 0u);
  CAF_CHECK_EQUAL(results.first_problem(), "");
  results.throughput = {row("node", 1, 1)};
  results.sessions.resize(1);
  results.sessions[0].half_load.errors = 2;
  results.sessions[0].half_load.title = "5 live sessions";
  results.sessions[0].half_load.first_problem = "refused";
  CAF_CHECK_EQUAL(results.errors(), 2u);
  CAF_CHECK_EQUAL(results.first_problem(), "5 live sessions: refused");
}
