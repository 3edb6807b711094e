#define CAF_SUITE prometheus

// A real Prometheus with the shipped files over three real nodes.

#include "tests/cluster/reachable_salon.hpp"
#include "tests/monitoring/dashboard.hpp"
#include "tests/monitoring/prometheus_process.hpp"
#include "tests/support/shipped_file.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <set>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using nlohmann::json;

/// A cluster in which one customer has booked over WhatsApp, and Prometheus, which has seen it.
struct watched_salon : reachable_salon {
  prometheus_process prometheus{port_numbers()};
  int bookings = 0;

  watched_salon() {
    CAF_REQUIRE(becomes("sum (up)", 3));
    book();
  }

  /// At a node that does not have the customer, so that something is forwarded.
  void book() {
    const auto hour = std::to_string(15 - bookings); // nobody else's
    webhook_customer customer{graph, cluster.phone_of(0, bookings++)};
    const auto wish = customer.text("Haircut tomorrow at " + hour + ":00");
    CAF_REQUIRE(customer.has_reply_to(cluster.url(1), wish));
    CAF_REQUIRE(customer.has_reply_to(cluster.url(1), customer.tap("slot_")));
    CAF_REQUIRE(customer.has_reply_to(cluster.url(1), customer.tap("confirm_")));
  }

  bool becomes(const std::string& expression, double wanted) const {
    return eventually([&] { return prometheus.value(expression) == wanted; }, 30s);
  }

  /// True once the alert fires for so many nodes.
  bool fires(const std::string& alert, std::size_t nodes) const {
    return eventually(
        [&] { return prometheus.states(alert) == std::vector<std::string>(nodes, "firing"); }, 30s);
  }

  /// True once all nodes are linked and well, for Prometheus, too.
  bool is_calm() const {
    return becomes("sum (up)", 3) && becomes("min (quickbooking_cluster_nodes)", 3)
           && becomes("sum (quickbooking_degraded)", 0);
  }
};

/// One for all tests, since it takes seconds; each leaves it calm.
watched_salon& world() {
  static watched_salon one;
  return one;
}

bool has_series(const prometheus_process& prometheus, const std::string& expression) {
  return eventually([&] { return !prometheus.query(expression).empty(); }, 10s);
}

} // namespace

CAF_TEST(all_nodes_are_scraped_and_up) {
  const auto targets = world().prometheus.ask("targets?state=active");
  CAF_CHECK_EQUAL(targets["activeTargets"].size(), 3u);
  for (auto& each : targets["activeTargets"])
    CAF_CHECK_EQUAL(each["health"], "up");
}

CAF_TEST(a_booking_over_whatsapp_is_three_turns_three_replies_and_a_booking_in_prometheus) {
  auto& w = world();
  w.book();
  const auto all = static_cast<double>(w.bookings);
  CAF_CHECK(w.becomes(R"(sum (quickbooking_bookings_total{outcome="booked"}))", all));
  CAF_CHECK(w.becomes("sum (quickbooking_transitions_total)", 3 * all));
  CAF_CHECK(w.becomes(R"(sum (quickbooking_orders_total{end="delivered"}))", 3 * all));
  CAF_CHECK(w.becomes(R"(sum (quickbooking_http_answers_total{class="5xx"}))", 0));
  CAF_CHECK(w.becomes("count (quickbooking_build_info)", 3));
  CAF_CHECK(w.prometheus.value("min (process_resident_memory_bytes{job='quickbooking'})") > 1e6);
}

CAF_TEST(all_alerts_are_loaded_and_none_is_on_while_all_is_well) {
  auto& w = world();
  CAF_REQUIRE(w.is_calm());
  const auto is_well
      = [](const json& rule) { return rule["health"] == "ok" && rule["state"] == "inactive"; };
  CAF_CHECK(eventually([&] { return std::ranges::all_of(w.prometheus.rules(), is_well); }));
  const auto rules = w.prometheus.rules();
  CAF_CHECK(rules.size() >= 20);
  for (auto& rule : rules)
    if (!is_well(rule))
      CAF_ERROR(rule.dump());
}

CAF_TEST(promtool_finds_nothing_wrong_with_what_a_node_shows) {
  temp_dir dir;
  const auto shown = http_client{world().cluster.url(0)}.get("/metrics").body;
  CAF_REQUIRE(shown.find("process_open_fds") != std::string::npos);
  std::ofstream{dir.file("metrics")} << shown;
  child_process tool{{"sh", "-c", "promtool check metrics < " + dir.file("metrics")},
                     {{}, dir.file("said")}};
  CAF_CHECK_EQUAL(tool.wait_for(30s).value_or(-1), 0);
  CAF_CHECK_EQUAL(file_text(dir.file("said")), "");
}

CAF_TEST(everything_that_an_alert_reads_is_there) {
  auto& w = world();
  std::set<std::string> all;
  for (auto& rule : w.prometheus.rules())
    for (auto& series : series_read_by(rule["query"]))
      all.insert(series);
  CAF_CHECK(all.size() >= 20);
  for (auto& series : all)
    if (!has_series(w.prometheus, series))
      CAF_ERROR("no node has " << series);
}

CAF_TEST(every_panel_of_the_dashboard_shows_something) {
  auto& w = world();
  for (auto& panel : panels_of(shipped_dashboard()))
    for (auto& expression : expressions_of(panel)) {
      if (!has_series(w.prometheus, expression))
        CAF_ERROR(panel["title"] << " shows nothing: " << expression);
      for (auto& series : series_read_by(expression))
        if (!has_series(w.prometheus, series))
          CAF_ERROR(panel["title"] << ": no node has " << series);
    }
}

CAF_TEST(a_redis_that_hangs_is_an_alert_for_each_node_until_it_is_back) {
  auto& w = world();
  CAF_REQUIRE(w.is_calm());
  w.cluster.redis.freeze();
  CAF_CHECK(w.fires("QuickBookingDegraded", 3));
  w.cluster.redis.thaw();
  CAF_CHECK(w.fires("QuickBookingDegraded", 0));
  CAF_CHECK(w.is_calm());
}

CAF_TEST(a_node_that_is_killed_is_an_alert_until_it_is_back) {
  auto& w = world();
  CAF_REQUIRE(w.is_calm());
  w.cluster.node(2).kill();
  CAF_CHECK(w.fires("QuickBookingNodeDown", 1));
  CAF_CHECK(w.becomes("count (quickbooking_cluster_nodes == 2)", 2));
  w.cluster.node(2).start();
  CAF_CHECK(w.fires("QuickBookingNodeDown", 0));
  CAF_CHECK(w.cluster.is_whole());
  CAF_CHECK(w.is_calm());
}
