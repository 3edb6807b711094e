#define CAF_SUITE late_deliveries

// Meta delivers again for days (P2): late, after the conversation, to another node than before.

#include "tests/end_to_end/webhook_customer.hpp"
#include "tests/faults/booking_rows.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

struct world {
  private_redis redis;
  redis_probe probe{redis.port()};
  faults::graph_recorder graph{demo_meta_number(), std::chrono::steady_clock::now()};
  std::unique_ptr<node_process> node = start_node(
      redis.port(), {{"graph", {{"baseUrl", "http://127.0.0.1:" + std::to_string(graph.port())}}}});
  webhook_customer noa{graph, "+15550009001"};

  world() { CAF_REQUIRE(becomes(node->url(), "ok")); }

  int revision() {
    auto snapshot = probe.text({"GET", "booking:session:" + noa.phone()});
    return nlohmann::json::parse(snapshot, nullptr, false).value("revision", 0);
  }

  /// Meta delivers it again, and again to a node that was started for it.
  void redeliver(const webhook_message& x) {
    CAF_CHECK_EQUAL(noa.deliver(node->url(), x), 200);
    CAF_CHECK_EQUAL(metric(node->url(), "quickbooking_duplicate_messages_total"), 1);
    node->kill();
    node->start();
    CAF_CHECK_EQUAL(noa.deliver(node->url(), x), 200);
    CAF_CHECK_EQUAL(metric(node->url(), "quickbooking_duplicate_messages_total"), 1);
  }
};

} // namespace

CAF_TEST(a_message_delivered_hours_late_is_answered_and_takes_effect_once) {
  world w;
  auto late = w.noa.text("Haircut tomorrow 3pm", 20h);
  CAF_REQUIRE(w.noa.has_reply_to(w.node->url(), late));
  w.redeliver(late);
  CAF_CHECK_EQUAL(w.revision(), 1);
  CAF_CHECK_EQUAL(w.noa.replies().size(), 1u);
}

CAF_TEST(a_message_older_than_whatsapps_window_is_accepted_and_counted_and_has_no_effect) {
  world w;
  CAF_CHECK_EQUAL(w.noa.deliver(w.node->url(), w.noa.text("Haircut tomorrow 3pm", 25h)), 200);
  CAF_CHECK_EQUAL(metric(w.node->url(), R"(quickbooking_messages_dropped_total{why="stale"})"), 1);
  CAF_REQUIRE(w.noa.has_reply_to(w.node->url(), w.noa.text("Massage tomorrow 3pm")));
  CAF_CHECK_EQUAL(w.revision(), 1);
  CAF_CHECK_EQUAL(w.noa.replies().size(), 1u);
}

CAF_TEST(every_message_of_a_conversation_redelivered_after_the_booking_has_no_effect) {
  world w;
  std::vector<webhook_message> sent;
  auto step = [&](webhook_message x) {
    CAF_REQUIRE(w.noa.has_reply_to(w.node->url(), x));
    sent.push_back(std::move(x));
  };
  step(w.noa.text("Haircut tomorrow 3pm"));
  step(w.noa.tap("slot_"));
  step(w.noa.tap("confirm_"));
  for (auto& x : sent)
    CAF_CHECK_EQUAL(w.noa.deliver(w.node->url(), x), 200);
  w.node->kill();
  w.node->start();
  for (auto& x : sent)
    CAF_CHECK_EQUAL(w.noa.deliver(w.node->url(), x), 200);
  CAF_CHECK_EQUAL(metric(w.node->url(), "quickbooking_duplicate_messages_total"), 3);
  CAF_CHECK_EQUAL(w.probe.number({"EXISTS", "booking:session:" + w.noa.phone()}), 0);
  CAF_CHECK_EQUAL(w.node->terminate(), 0);
  CAF_CHECK_EQUAL(w.noa.replies().size(), 3u);
  CAF_CHECK_EQUAL(faults::read_bookings(w.node->database()).size(), 1u);
}
