#define CAF_SUITE cluster_copies

// What a node took while Redis was away is with another node, too.

#include "load/meta/meta_stand_in.hpp"
#include "tests/cluster/salon_cluster.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <array>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using nlohmann::json;

constexpr int customers = 12;

void all_degraded(const salon_cluster& salon, std::size_t nodes = 3) {
  for (std::size_t i = 0; i < nodes; ++i)
    CAF_REQUIRE(becomes(salon.url(i), "degraded"));
}

json id(const std::string& x) { return {{"messageId", x}}; }

std::string session_of(const std::string& url, const std::string& phone) {
  return get(url, "/v1/sessions/" + phone).body["session"].value("sessionId", "");
}

/// Of the nodes at these places: one that died shows nothing.
double sum(const salon_cluster& salon, const std::vector<std::size_t>& nodes,
           const std::string& line) {
  double all = 0;
  for (auto i : nodes)
    all += metric(salon.url(i), line);
  return all;
}

/// Nodes that find each other without Redis, at ports that they keep.
struct fixed_cluster {
  std::array<reserved_port, 3> ports;
  salon_cluster salon{3, [this](std::size_t i, json& x) {
                        x["cluster"]["listen"]["port"] = ports[i].number();
                        for (std::size_t j = 0; j < ports.size(); ++j)
                          if (j != i)
                            x["cluster"]["peers"].push_back(salon_cluster::name(j) + "@127.0.0.1:"
                                                            + std::to_string(ports[j].number()));
                      }};
};

} // namespace

CAF_TEST(what_a_node_that_dies_took_without_redis_is_gone_on_with_by_the_next) {
  salon_cluster salon;
  std::vector<std::string> phones, slots, sessions;
  for (int i = 0; i < customers; ++i) {
    phones.push_back(salon.phone_of(static_cast<std::size_t>(i) % 3, i));
    auto card = api_customer{salon.url(0), phones.back()}.says("Haircut");
    slots.push_back(card.option("slot_"));
    sessions.push_back(card.body.value("sessionId", ""));
  }
  salon.redis.kill();
  all_degraded(salon);
  std::vector<json> answers;
  for (auto i = 0; i < customers; ++i) {
    auto chosen = api_customer{salon.url(0), phones[i]}.taps(slots[i], id("tap"));
    CAF_REQUIRE_EQUAL(chosen.status, 200);
    answers.push_back(chosen.payload());
  }
  CAF_CHECK(sum(salon, {0, 1, 2}, "quickbooking_session_copies_total") >= customers);
  CAF_CHECK_EQUAL(sum(salon, {0, 1, 2}, "quickbooking_session_copies_missed_total"), 0);
  salon.node(1).kill();
  CAF_REQUIRE(salon.sees_nodes({0, 2}, 2));
  for (auto i = 0; i < customers; ++i) {
    api_customer who{salon.url(2), phones[i]};
    auto again = who.taps(slots[i], id("tap"));
    CAF_CHECK_EQUAL(again.status, 200);
    CAF_CHECK_EQUAL(again.payload(), answers[i]);
    CAF_CHECK_EQUAL(session_of(salon.url(0), phones[i]), sessions[i]);
  }
  CAF_CHECK(sum(salon, {0, 2}, "quickbooking_session_copies_taken_total") >= customers / 3);
  CAF_CHECK_EQUAL(sum(salon, {0, 2}, "quickbooking_duplicate_messages_total"), customers);
  salon.redis.restart();
  for (auto i : {0, 2})
    CAF_REQUIRE(becomes(salon.url(static_cast<std::size_t>(i)), "ok"));
  redis_probe redis{salon.redis.port()};
  for (auto i = 0; i < customers; ++i)
    CAF_CHECK(eventually([&] {
      auto text = redis.text({"GET", "booking:session:" + phones[i]});
      return !text.empty() && json::parse(text)["sessionId"] == sessions[i];
    }));
  CAF_CHECK(eventually([&] {
    return sum(salon, {0, 2}, "quickbooking_session_copies_held") == 0;
  }));
}

CAF_TEST(a_node_that_is_restarted_while_redis_is_away_goes_on_with_what_others_took_meanwhile) {
  fixed_cluster nodes;
  auto& salon = nodes.salon;
  auto phone = salon.phone_of(1, 0);
  auto first = api_customer{salon.url(0), phone}.says("Haircut", id("one"));
  auto session = first.body.value("sessionId", "");
  salon.redis.kill();
  all_degraded(salon);
  CAF_REQUIRE_EQUAL(api_customer(salon.url(0), phone).says("Manicure", id("two")).status, 200);
  CAF_CHECK_EQUAL(salon.node(1).terminate(), 0);
  CAF_REQUIRE(salon.sees_nodes({0, 2}, 2));
  auto meanwhile = api_customer{salon.url(2), phone}.says("Pedicure", id("three"));
  CAF_CHECK_EQUAL(meanwhile.body.value("sessionId", ""), session);
  salon.node(1).start();
  CAF_REQUIRE(salon.is_whole());
  CAF_CHECK(eventually(
      [&] { return metric(salon.url(1), "quickbooking_session_copies_taken_total") > 0; }));
  api_customer who{salon.url(1), phone};
  CAF_CHECK_EQUAL(who.says("Pedicure", id("three")).payload(), meanwhile.payload());
  CAF_CHECK_EQUAL(who.says("Haircut", id("four")).body.value("sessionId", ""), session);
  CAF_CHECK(metric(salon.url(1), "quickbooking_duplicate_messages_total") >= 1);
}

CAF_TEST(P4_a_reply_that_was_due_without_redis_arrives_though_its_node_died) {
  meta_stand_in meta{
      {{{std::string{demo_number}, "15559990000", "1", "900", "test-graph-token", 80}},
       {std::string{app_secret}},
       0}};
  salon_cluster salon{3, [&](auto, json& x) { x["graph"] = {{"baseUrl", meta.url()}}; }};
  salon.redis.kill();
  all_degraded(salon);
  meta_fault hang;
  hang.times = 1;
  hang.hang = true;
  meta.service().add_fault(hang);
  meta.service().set_webhook(salon.url(0) + "/webhook");
  const auto phone = salon.phone_of(1, 0);
  CAF_REQUIRE(meta.service().act({std::string{demo_number},
                                  phone,
                                  "Noa",
                                  {{"type", "text"}, {"text", {{"body", "Haircut"}}}},
                                  1}));
  CAF_REQUIRE(
      eventually([&] { return metric(salon.url(0), "quickbooking_webhook_seconds_count") == 1; }));
  salon.node(1).kill();
  auto replies = [&] {
    auto chat = meta.service().chat_since(std::string{demo_number}, phone, 0);
    return std::ranges::count(chat["messages"], "salon", [](auto& x) { return x["from"]; });
  };
  CAF_CHECK(eventually([&] { return replies() == 1; }, 20s));
}
