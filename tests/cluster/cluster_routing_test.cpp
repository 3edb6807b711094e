#define CAF_SUITE cluster_routing

#include "tests/cluster/salon_cluster.hpp"

#include <caf/test/unit_test.hpp>

#include <future>
#include <thread>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

/// A customer with a connection to each node.
struct everywhere {
  everywhere(const salon_cluster& salon, const std::string& phone) {
    for (std::size_t i = 0; i < salon.size(); ++i)
      at.emplace_back(salon.url(i), phone);
  }

  std::vector<api_customer> at;
};

} // namespace

CAF_TEST(a_conversation_goes_on_whichever_node_its_messages_reach) {
  salon_cluster salon;
  constexpr int customers = 30;
  for (int i = 0; i < customers; ++i) {
    auto phone = salon.phone_of(i % 3, i);
    everywhere who{salon, phone};
    auto card = who.at[0].says("Haircut");
    CAF_REQUIRE_EQUAL(card.status, 200);
    auto chosen = who.at[1].taps(card.option("slot_"));
    CAF_REQUIRE_EQUAL(chosen.type(), "interactive_card");
    CAF_CHECK(!chosen.option("confirm_").empty());
    auto other = who.at[2].says("Manicure");
    CAF_CHECK_EQUAL(other.type(), "interactive_card");
    CAF_CHECK_EQUAL(salon.transitions_of(phone), 3);
  }
  CAF_CHECK(
      eventually([&] { return salon.figure("quickbooking_sessions_in_memory") == customers; }));
  CAF_CHECK_EQUAL(salon.figure("quickbooking_fenced_writes_total"), 0);
}

CAF_TEST(P1_P2_two_messages_of_a_phone_at_the_same_moment_on_two_nodes_both_take_effect_once) {
  salon_cluster salon;
  const auto pairs = amount("QUICKBOOKING_TRIALS", 1000);
  constexpr int phones = 20;
  std::vector<std::string> numbers;
  std::vector<everywhere> first, second;
  for (int i = 0; i < phones; ++i) {
    numbers.push_back(salon.phone_of(i % 3, i));
    first.emplace_back(salon, numbers.back());
    second.emplace_back(salon, numbers.back());
  }
  int refused = 0;
  for (int i = 0; i < pairs; ++i) {
    auto& a = first[i % phones].at[i % 3];
    auto& b = second[i % phones].at[(i + 1) % 3];
    auto id = std::to_string(i);
    auto one = std::async(std::launch::async, [&] {
      return a.says("Haircut", {{"messageId", id + "a"}}).status;
    });
    std::this_thread::sleep_for(1ms); // the second one's lag, as the promise names it
    refused += b.says("Manicure", {{"messageId", id + "b"}}).status != 200;
    refused += one.get() != 200;
  }
  CAF_CHECK_EQUAL(refused, 0);
  for (int i = 0; i < phones; ++i)
    CAF_CHECK_EQUAL(salon.transitions_of(numbers[i]), 2 * (pairs / phones));
}

CAF_TEST(P2_a_message_that_reaches_three_nodes_at_once_takes_effect_once) {
  salon_cluster salon;
  for (int i = 0; i < 100; ++i) {
    auto phone = salon.phone_of(i % 3, i);
    everywhere who{salon, phone};
    std::vector<std::future<answer>> all;
    for (auto& one : who.at)
      all.push_back(std::async(std::launch::async, [&one] {
        return one.says("Haircut", {{"messageId", "same"}});
      }));
    auto first = all[0].get();
    CAF_CHECK_EQUAL(first.status, 200);
    CAF_CHECK_EQUAL(all[1].get().payload(), first.payload());
    CAF_CHECK_EQUAL(all[2].get().payload(), first.payload());
    CAF_CHECK_EQUAL(salon.transitions_of(phone), 1);
  }
}

CAF_TEST(a_session_is_read_and_cleared_through_any_node) {
  salon_cluster salon;
  auto phone = salon.phone_of(0, 0);
  everywhere who{salon, phone};
  auto id = who.at[0].says("Haircut").body["sessionId"];
  for (std::size_t i = 0; i < salon.size(); ++i) {
    auto seen = get(salon.url(i), "/v1/sessions/" + phone).body;
    CAF_CHECK_EQUAL(seen["session"]["sessionId"], id);
  }
  http_client other{salon.url(1)};
  auto cleared = other.send("DELETE", "/v1/sessions/" + phone, "",
                            {{"Authorization", "Bearer " + std::string{api_token}}});
  CAF_CHECK_EQUAL(cleared.status, 200);
  CAF_CHECK(get(salon.url(2), "/v1/sessions/" + phone).status == 404);
}

CAF_TEST(a_node_alone_serves_everybody_and_shares_with_who_comes) {
  salon_cluster salon{2};
  CAF_REQUIRE_EQUAL(salon.node(1).terminate(), 0);
  CAF_REQUIRE(salon.sees_nodes({0}, 1));
  std::vector<std::string> phones;
  for (int i = 0; i < 20; ++i) {
    phones.push_back(salon.phone_of(i % 2, i));
    CAF_CHECK(api_customer(salon.url(0), phones.back()).says("Haircut").status == 200);
  }
  salon.node(1).start();
  CAF_REQUIRE(salon.is_whole());
  CAF_CHECK(eventually(
      [&] { return metric(salon.url(0), "quickbooking_sessions_handed_over_total") == 10; }));
  for (auto& phone : phones)
    CAF_CHECK(api_customer(salon.url(0), phone).says("Manicure").status == 200);
  CAF_CHECK_EQUAL(metric(salon.url(1), R"(quickbooking_forwards_total{what="taken"})"), 10);
  for (auto& phone : phones)
    CAF_CHECK_EQUAL(salon.transitions_of(phone), 2);
}
