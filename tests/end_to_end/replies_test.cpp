#define CAF_SUITE replies

// Replies that were due when a node went (P4): a real node, a real Redis, and Meta's stand-in.

#include "load/meta/meta_stand_in.hpp"
#include "tests/end_to_end/one_node.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using strings = std::vector<std::string>;

const std::string number{demo_number};

struct world {
  private_redis redis{{"--appendonly", "yes", "--appendfsync", "always"}};
  redis_probe probe{redis.port()};
  meta_stand_in meta{{{{number, "15559990000", "1", "900", "test-graph-token", 80}},
                      {std::string{app_secret}},
                      0}};
  std::unique_ptr<node_process> node
      = start_node(redis.port(), {{"graph", {{"baseUrl", meta.url()}}}});

  world() { up(); }

  void up() {
    CAF_REQUIRE(becomes(node->url(), "ok"));
    meta.service().set_webhook(node->url() + "/webhook");
  }

  void restart() {
    node->start();
    up();
  }

  /// From now on WhatsApp leaves the node waiting for an answer.
  void hang() {
    meta_fault fault;
    fault.times = 1000;
    fault.hang = true;
    meta.service().add_fault(fault);
  }

  void says(const std::string& customer, const std::string& text) {
    CAF_REQUIRE(meta.service().act(
        {number, customer, "Noa", {{"type", "text"}, {"text", {{"body", text}}}}, 1}));
  }

  std::string key(const std::string& customer, const std::string& name) {
    return "{booking:session:" + customer + "}:" + name;
  }

  bool has_due(const std::string& customer, int count) {
    return eventually([&] { return probe.number({"HLEN", key(customer, "replies")}) == count; });
  }

  /// The node has said 200 to so many webhooks: Meta does not deliver them again.
  bool has_answered(int webhooks) {
    return eventually(
        [&] { return metric(node->url(), "quickbooking_webhook_seconds_count") == webhooks; });
  }

  bool nothing_is_due() {
    return eventually([&] { return probe.number({"ZCARD", "booking:due"}) == 0; }, 40s);
  }

  /// The `type` of every message that the customer got, in order.
  strings got(const std::string& customer) {
    strings types;
    auto chat = meta.service().chat_since(number, customer, 0);
    for (auto& x : chat["messages"])
      if (x["from"] == "salon")
        types.push_back(x["message"]["type"]);
    return types;
  }
};

} // namespace

CAF_TEST(P4_a_reply_that_was_due_at_a_crash_arrives_without_another_message) {
  world w;
  w.hang();
  w.says("+15550007001", "Haircut tomorrow 3pm");
  CAF_REQUIRE(w.has_due("+15550007001", 1));
  CAF_REQUIRE(w.has_answered(1));
  w.node->kill();
  w.meta.service().clear_faults();
  CAF_CHECK(w.got("+15550007001").empty());
  w.restart();
  CAF_CHECK(eventually([&] { return w.got("+15550007001") == strings{"interactive"}; }, 20s));
  CAF_CHECK(w.nothing_is_due());
  CAF_CHECK(w.has_due("+15550007001", 0));
  CAF_CHECK_EQUAL(metric(w.node->url(), "quickbooking_replies_resent_total"), 1);
}

CAF_TEST(P4_all_replies_of_a_customer_that_were_due_arrive_in_their_order) {
  world w;
  w.hang();
  w.says("+15550007002", "Call the salon");
  CAF_REQUIRE(w.has_due("+15550007002", 1));
  w.says("+15550007002", "Haircut tomorrow 3pm");
  CAF_REQUIRE(w.has_due("+15550007002", 2));
  CAF_REQUIRE(w.has_answered(2));
  w.node->kill();
  w.meta.service().clear_faults();
  w.restart();
  CAF_CHECK(w.nothing_is_due());
  CAF_CHECK_EQUAL(w.got("+15550007002"), (strings{"text", "interactive"}));
}

CAF_TEST(P4_what_was_due_at_a_crash_arrives_before_the_reply_to_the_next_message) {
  world w;
  w.hang();
  w.says("+15550007012", "Call the salon");
  CAF_REQUIRE(w.has_due("+15550007012", 1));
  CAF_REQUIRE(w.has_answered(1));
  w.node->kill();
  w.meta.service().clear_faults();
  w.restart();
  w.says("+15550007012", "Haircut tomorrow 3pm");
  CAF_CHECK(eventually([&] { return w.got("+15550007012").size() == 2; }, 20s));
  CAF_CHECK_EQUAL(w.got("+15550007012"), (strings{"text", "interactive"}));
  CAF_CHECK(w.nothing_is_due());
}

CAF_TEST(P4_a_reply_that_arrived_is_not_sent_again_after_a_crash) {
  world w;
  w.says("+15550007003", "Haircut tomorrow 3pm");
  CAF_REQUIRE(eventually([&] { return w.got("+15550007003").size() == 1; }));
  CAF_REQUIRE(w.nothing_is_due());
  w.node->kill();
  w.restart();
  w.says("+15550007003", "Massage tomorrow 3pm");
  CAF_CHECK(eventually([&] { return w.got("+15550007003").size() == 2; }));
  CAF_CHECK_EQUAL(metric(w.node->url(), "quickbooking_replies_resent_total"), 0);
}

CAF_TEST(P4_a_node_that_ends_in_order_leaves_no_delivered_reply_as_due) {
  world w;
  for (int i = 0; i < 20; ++i)
    w.says("+1555000710" + std::to_string(i), "Haircut tomorrow 3pm");
  for (int i = 0; i < 20; ++i)
    CAF_REQUIRE(eventually([&] { return w.got("+1555000710" + std::to_string(i)).size() == 1; }));
  CAF_CHECK_EQUAL(w.node->terminate(), 0);
  CAF_CHECK_EQUAL(w.probe.number({"ZCARD", "booking:due"}), 0);
}

CAF_TEST(P4_replies_delivered_while_redis_is_away_are_not_sent_again_when_it_is_back) {
  world w;
  meta_fault away;
  away.times = 1000;
  away.status = 503;
  w.meta.service().add_fault(away);
  w.says("+15550007004", "Haircut tomorrow 3pm");
  CAF_REQUIRE(w.has_due("+15550007004", 1));
  w.redis.kill();
  CAF_REQUIRE(becomes(w.node->url(), "degraded"));
  w.meta.service().clear_faults();
  auto delivered = R"(quickbooking_orders_total{end="delivered"})";
  CAF_REQUIRE(eventually([&] { return metric(w.node->url(), delivered) == 1; }));
  w.redis.restart();
  CAF_REQUIRE(becomes(w.node->url(), "ok"));
  w.probe = redis_probe{w.redis.port()};
  CAF_CHECK(w.nothing_is_due());
  CAF_CHECK(w.has_due("+15550007004", 0));
  CAF_CHECK_EQUAL(w.got("+15550007004").size(), 1u);
  CAF_CHECK_EQUAL(metric(w.node->url(), "quickbooking_replies_resent_total"), 0);
}
