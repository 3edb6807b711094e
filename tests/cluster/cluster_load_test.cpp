#define CAF_SUITE cluster_load

#include "load/report/run_report_json.hpp"
#include "tests/cluster/bars.hpp"
#include "tests/cluster/salon_cluster.hpp"
#include "tests/support/reserved_port.hpp"

#include <caf/test/unit_test.hpp>

#include <array>
#include <fstream>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using nlohmann::json;

enum { pass = 0, invalid = 3 };

std::string text_in(const std::string& file) {
  std::ifstream in{file};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// Three nodes at ports that they keep, and `quickbooking-load`, which plays customers through
/// their webhooks in turn and is the Graph API.
class loaded_salon {
public:
  loaded_salon()
      : salon{3,
              [this](std::size_t i, json& x) {
                x["listen"] = {{"address", "127.0.0.1"}, {"port", ports_[i].number()}};
                x["graph"] = {{"baseUrl", "http://127.0.0.1:" + std::to_string(graph_.number())},
                              {"messagesPerSecond", 1000}};
              }},
        tool_{words(), {secrets(), dir_.file("output")}} {
    waits_for_messages({0, 1, 2}, 100);
  }

  /// Goes on until these nodes have handled so many messages more.
  void waits_for_messages(const std::vector<std::size_t>& nodes, double more) {
    const auto wanted = routed(nodes) + more;
    CAF_REQUIRE(eventually([&] { return routed(nodes) >= wanted; }, 60s));
  }

  /// Ends the load; what it has to say. Its exit code tells that no threshold was exceeded, or else
  /// that it was held up itself, which says nothing of the nodes.
  run_report ends() {
    tool_.signal(SIGINT);
    const auto code = tool_.wait_for(60s);
    CAF_MESSAGE(text_in(dir_.file("output")));
    CAF_CHECK(code == pass || code == invalid);
    auto run = parse_run_report(text_in(dir_.file("out/run.json")));
    CAF_REQUIRE(run);
    return std::move(*run);
  }

private:
  double routed(const std::vector<std::size_t>& nodes) const {
    double sum = 0;
    for (const auto i : nodes)
      for (const auto* owner : {"local", "peer"})
        sum += metric(salon.url(i),
                      "quickbooking_messages_routed_total{owner=\"" + std::string{owner} + "\"}");
    return sum;
  }

  /// The scenario of the documentation, until we end it, and judged by what customers see alone.
  std::vector<std::string> words() const {
    auto scenario
        = json::parse(text_in(QUICKBOOKING_SOURCE_DIR "/cluster-config/load/one-minute.json"));
    scenario["thresholds"] = {{"duplicateReplies", amount("QUICKBOOKING_KILLS", 4)}};
    scenario["thinkTime"] = {{"distribution", "exponential"}, {"mean", "500ms"}, {"most", "2s"}};
    std::ofstream{dir_.file("scenario.json")} << scenario.dump();
    std::vector<std::string> all{QUICKBOOKING_BINARY_DIR "/apps/load/quickbooking-load",
                                 "--scenario",
                                 dir_.file("scenario.json"),
                                 "--duration",
                                 "1h",
                                 "--ramp",
                                 "1s",
                                 "--out",
                                 dir_.file("out"),
                                 "--graph-port",
                                 std::to_string(graph_.number())};
    for (const auto& port : ports_) {
      all.push_back("--target");
      all.push_back("http://127.0.0.1:" + std::to_string(port.number()));
    }
    return all;
  }

  static std::vector<std::string> secrets() {
    return {"QUICKBOOKING_APP_SECRET=" + std::string{app_secret},
            "QUICKBOOKING_GRAPH_TOKEN=test-graph-token"};
  }

  temp_dir dir_;
  std::array<reserved_port, 3> ports_;
  reserved_port graph_;

public:
  salon_cluster salon;

private:
  child_process tool_;
};

std::vector<std::size_t> others_than(std::size_t node) { return {(node + 1) % 3, (node + 2) % 3}; }

void check(const run_report& run, const std::string& what, std::uint64_t duplicates_allowed) {
  const auto& seen = run.totals.domain;
  CAF_CHECK(run.totals.bookings > 0);
  CAF_CHECK_EQUAL(seen.lost, 0u);
  CAF_CHECK_EQUAL(seen.double_bookings, 0u);
  CAF_CHECK_EQUAL(seen.wrong_language_replies, 0u);
  CAF_CHECK(seen.duplicate_replies <= duplicates_allowed);
  const auto of = " of " + std::to_string(run.totals.schedule.sent) + " messages";
  tell_bar(what + "lost messages", std::to_string(seen.lost) + of, "0", seen.lost == 0);
  tell_bar(what + "duplicate replies", std::to_string(seen.duplicate_replies) + of, "0",
           seen.duplicate_replies == 0);
  tell_bar(what + "double bookings",
           std::to_string(seen.double_bookings) + " of " + std::to_string(run.totals.bookings), "0",
           seen.double_bookings == 0);
}

} // namespace

/// A reply that was on its way to WhatsApp when its node was killed is sent again (P4), so that a
/// phone may get it twice; the bar of none at all is told, not required.
CAF_TEST(P2_P3_P6_whoever_is_killed_under_load_no_message_is_lost_and_no_slot_sold_twice) {
  loaded_salon x;
  const auto kills = amount("QUICKBOOKING_KILLS", 4);
  for (int i = 0; i < kills; ++i) {
    const auto victim = static_cast<std::size_t>(i) % 3;
    x.salon.node(victim).kill();
    x.waits_for_messages(others_than(victim), 40);
    x.salon.node(victim).start();
    CAF_REQUIRE(x.salon.is_whole());
    x.waits_for_messages({victim}, 10);
  }
  check(x.ends(), std::to_string(kills) + " kills under load: ", static_cast<std::uint64_t>(kills));
}

CAF_TEST(P2_P3_P4_P6_a_rolling_restart_under_load_loses_repeats_and_sells_nothing_twice) {
  loaded_salon x;
  for (std::size_t i = 0; i < 3; ++i) {
    CAF_CHECK_EQUAL(x.salon.node(i).terminate(), 0);
    x.waits_for_messages(others_than(i), 60);
    x.salon.node(i).start();
    CAF_REQUIRE(x.salon.is_whole());
    x.waits_for_messages({i}, 10);
  }
  check(x.ends(), "rolling restart under load: ", 0);
}
