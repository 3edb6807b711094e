#define CAF_SUITE promises

#include "tests/end_to_end/one_node.hpp"

#include <caf/test/unit_test.hpp>

#include <atomic>
#include <fstream>
#include <mutex>
#include <set>
#include <thread>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

struct world {
  private_redis redis;
  std::unique_ptr<node_process> node = start_node(redis.port());
  std::string url = node->url();

  world() { becomes(url, "ok"); }
};

std::string key_of(const std::string& digits) { return "booking:session:+" + digits; }

nlohmann::json snapshot_of(redis_probe& redis, const std::string& digits) {
  return nlohmann::json::parse(redis.text({"GET", key_of(digits)}), nullptr, false);
}

int revision_of(redis_probe& redis, const std::string& digits) {
  auto snapshot = snapshot_of(redis, digits);
  return snapshot.is_object() ? snapshot.value("revision", 0) : 0;
}

/// Runs it on so many threads at once.
template <class F>
void at_once(int count, F work) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back([&work, i] { work(i); });
  for (auto& thread : threads)
    thread.join();
}

} // namespace

CAF_TEST(P1_messages_of_one_phone_take_effect_in_the_order_of_arrival) {
  world w;
  redis_probe redis{w.redis.port()};
  std::vector<std::pair<std::string, std::string>> messages;
  std::vector<std::string> ids;
  for (int i = 0; i < 40; ++i) {
    ids.push_back("wamid.p1." + std::to_string(i));
    messages.emplace_back(ids.back(), i % 2 == 0 ? "Haircut tomorrow 3pm" : "Massage friday 11am");
  }
  CAF_CHECK_EQUAL(deliver(w.url, text_webhook("15550002001", messages)), 200);
  CAF_CHECK(redis.list({"LRANGE", "{" + key_of("15550002001") + "}:handled", "0", "-1"}) == ids);
  auto snapshot = snapshot_of(redis, "15550002001");
  CAF_CHECK_EQUAL(snapshot["revision"], 40);
  CAF_CHECK_EQUAL(snapshot["intent"]["serviceName"], "Massage");
}

CAF_TEST(P2_one_message_delivered_50_times_at_once_takes_effect_once) {
  world w;
  redis_probe redis{w.redis.port()};
  auto body = text_webhook("15550002002", {{"wamid.p2", "Haircut tomorrow 3pm"}});
  at_once(50, [&](int) { CAF_CHECK_EQUAL(deliver(w.url, body), 200); });
  CAF_CHECK_EQUAL(revision_of(redis, "15550002002"), 1);
  CAF_CHECK_EQUAL(metric(w.url, "quickbooking_duplicate_messages_total"), 49);
}

CAF_TEST(P2_a_message_redelivered_after_kill_9_takes_no_second_effect) {
  world w;
  redis_probe redis{w.redis.port()};
  auto body = text_webhook("15550002003", {{"wamid.p2k", "Haircut tomorrow 3pm"}});
  CAF_CHECK_EQUAL(deliver(w.url, body), 200);
  w.node->kill();
  w.node->start(); // and at once, before anybody has asked whether it is well
  CAF_CHECK_EQUAL(deliver(w.node->url(), body), 200);
  CAF_CHECK_EQUAL(revision_of(redis, "15550002003"), 1);
  CAF_CHECK_EQUAL(metric(w.node->url(), "quickbooking_duplicate_messages_total"), 1);
}

CAF_TEST(P2_a_confirm_redelivered_after_the_conversation_is_answered_as_before) {
  world w;
  api_customer noa{w.url, "+15550002004"};
  auto card = noa.taps(noa.says("Haircut tomorrow 3pm").option("slot_"));
  auto confirm = card.option("confirm_");
  auto booked = noa.taps(confirm, {{"messageId", "m-confirm"}});
  CAF_REQUIRE_EQUAL(booked.type(), "booking_confirmed");
  w.node->kill();
  w.node->start();
  CAF_REQUIRE(becomes(w.node->url(), "ok"));
  auto again
      = api_customer{w.node->url(), "+15550002004"}.taps(confirm, {{"messageId", "m-confirm"}});
  CAF_CHECK_EQUAL(again.type(), "booking_confirmed");
  CAF_CHECK_EQUAL(again.payload(), booked.payload());
  CAF_CHECK_EQUAL(metric(w.node->url(), "quickbooking_duplicate_messages_total"), 1);
}

CAF_TEST(P3_what_was_answered_with_200_is_in_redis_when_the_node_is_killed) {
  world w;
  redis_probe redis{w.redis.port()};
  at_once(8, [&](int i) {
    for (int k = 0; k < 10; ++k) {
      auto digits = "155500030" + std::to_string(i) + std::to_string(k);
      CAF_CHECK_EQUAL(deliver(w.url, text_webhook(digits, {{"wamid." + digits, "Haircut"}})), 200);
    }
  });
  w.node->kill();
  for (int i = 0; i < 8; ++i)
    for (int k = 0; k < 10; ++k)
      CAF_CHECK_EQUAL(revision_of(redis, "155500030" + std::to_string(i) + std::to_string(k)), 1);
}

CAF_TEST(P5_an_owner_with_an_older_memory_is_refused_and_goes_on_from_the_newer_one) {
  world w;
  redis_probe redis{w.redis.port()};
  auto other = start_node(w.redis.port());
  CAF_REQUIRE(becomes(other->url(), "ok"));
  api_customer here{w.url, "+15550002005"};
  api_customer there{other->url(), "+15550002005"};
  here.says("Haircut tomorrow 3pm");
  there.says("Massage tomorrow 11am");
  auto last = here.says("with Sarah");
  CAF_CHECK_EQUAL(last.status, 200);
  CAF_CHECK(metric(w.url, "quickbooking_fenced_writes_total") >= 1);
  auto snapshot = snapshot_of(redis, "15550002005");
  CAF_CHECK_EQUAL(snapshot["revision"], 3);
  CAF_CHECK_EQUAL(snapshot["originalIntent"]["serviceName"], "Haircut");
  CAF_CHECK_EQUAL(snapshot["intent"]["serviceName"], "Massage");
}

CAF_TEST(P6_a_confirm_tapped_20_times_at_once_is_one_booking_with_one_code) {
  world w;
  api_customer noa{w.url, "+15550002006"};
  auto confirm = noa.taps(noa.says("Haircut tomorrow 3pm").option("slot_")).option("confirm_");
  std::mutex mutex;
  std::set<std::string> codes;
  at_once(20, [&](int) {
    auto booked = api_customer{w.url, "+15550002006"}.taps(confirm);
    CAF_CHECK_EQUAL(booked.type(), "booking_confirmed");
    std::lock_guard guard{mutex};
    codes.insert(booked.payload().value("bookingCode", "none"));
  });
  CAF_CHECK_EQUAL(codes.size(), 1u);
  CAF_CHECK_EQUAL(metric(w.url, R"(quickbooking_bookings_total{outcome="booked"})"), 1);
}

CAF_TEST(P6_of_40_customers_who_confirm_one_slot_exactly_one_gets_it) {
  world w;
  auto slot
      = api_customer{w.url, "+15550002100"}.says("Haircut tomorrow 3pm with Sarah").option("slot_");
  CAF_REQUIRE(!slot.empty());
  auto confirm = "confirm_" + slot.substr(slot.find('_') + 1);
  std::atomic<int> sold{0};
  std::atomic<int> led_on{0};
  at_once(40, [&](int i) {
    auto said = api_customer{w.url, "+155500022" + std::to_string(10 + i)}.taps(confirm);
    sold += said.type() == "booking_confirmed";
    led_on += said.type() == "interactive_card" && !said.options().empty();
  });
  CAF_CHECK_EQUAL(sold.load(), 1);
  CAF_CHECK_EQUAL(led_on.load(), 39);
}

CAF_TEST(P7_the_conversation_goes_on_without_redis_and_is_written_when_it_is_back) {
  world w;
  api_customer noa{w.url, "+15550002007"};
  auto slots = noa.says("Haircut tomorrow 3pm");
  w.redis.kill();
  auto card = noa.taps(slots.option("slot_"));
  CAF_CHECK_EQUAL(card.status, 200);
  CAF_CHECK(!card.option("confirm_").empty());
  CAF_REQUIRE(becomes(w.url, "degraded"));
  auto stranger = api_customer{w.url, "+15550002008"}.says("Haircut tomorrow 3pm");
  CAF_CHECK_EQUAL(stranger.type(), "interactive_card");
  CAF_CHECK(turns_without_redis(w.url) >= 2);
  w.redis.restart();
  CAF_REQUIRE(becomes(w.url, "ok"));
  redis_probe redis{w.redis.port()};
  CAF_CHECK(eventually([&] {
    return redis.number({"EXISTS", key_of("15550002007"), key_of("15550002008")}) == 2;
  }));
  CAF_CHECK_EQUAL(snapshot_of(redis, "15550002007").value("state", ""), "confirming");
  CAF_CHECK(eventually([&] { return get(w.url, "/readyz").body["redis"]["dirtySessions"] == 0; }));
  CAF_CHECK_EQUAL(noa.taps(card.option("confirm_")).type(), "booking_confirmed");
}

CAF_TEST(P7_a_node_starts_and_books_without_redis) {
  auto node = start_node(free_port());
  CAF_CHECK_EQUAL(api_customer(node->url(), "+15550002009").books().type(), "booking_confirmed");
  CAF_CHECK(becomes(node->url(), "degraded"));
}

CAF_TEST(P7_a_hung_redis_costs_no_message_more_than_its_deadline) {
  world w;
  api_customer noa{w.url, "+15550002010"};
  noa.says("Haircut tomorrow 3pm");
  w.redis.freeze();
  std::vector<std::chrono::steady_clock::duration> waits;
  for (int i = 0; i < 20; ++i) {
    auto before = std::chrono::steady_clock::now();
    CAF_CHECK_EQUAL(noa.says(i % 2 ? "Haircut tomorrow 4pm" : "Haircut tomorrow 5pm").status, 200);
    waits.push_back(std::chrono::steady_clock::now() - before);
  }
  // 100 ms for Redis; the rest is what a loaded machine needs for anything else
  for (auto wait : waits)
    CAF_CHECK(wait < 100ms + 150ms);
  CAF_CHECK(becomes(w.url, "degraded"));
  w.redis.thaw();
  CAF_CHECK(becomes(w.url, "ok"));
  redis_probe redis{w.redis.port()};
  CAF_CHECK(eventually([&] { return revision_of(redis, "15550002010") == 21; }));
}

CAF_TEST(P7_a_node_without_traffic_notices_that_redis_hangs) {
  world w;
  w.redis.freeze();
  CAF_CHECK(becomes(w.url, "degraded"));
  w.redis.thaw();
  CAF_CHECK(becomes(w.url, "ok"));
}

CAF_TEST(P7_a_redis_that_comes_back_empty_is_given_every_conversation_again) {
  world w;
  for (int i = 0; i < 20; ++i)
    api_customer{w.url, "+155500020" + std::to_string(50 + i)}.says("Haircut tomorrow 3pm");
  auto body = text_webhook("15550002090", {{"wamid.p7e", "Haircut tomorrow 3pm"}});
  CAF_CHECK_EQUAL(deliver(w.url, body), 200);
  CAF_CHECK(eventually([&] { return get(w.url, "/readyz").body["redis"]["dirtySessions"] == 0; }));
  w.redis.restart();
  redis_probe redis{w.redis.port()};
  for (int i = 0; i < 20; ++i)
    CAF_CHECK(
        eventually([&] { return revision_of(redis, "155500020" + std::to_string(50 + i)) == 1; }));
  auto handled = "{" + key_of("15550002090") + "}:handled";
  CAF_CHECK(eventually([&] { return redis.number({"LLEN", handled}) == 1; }));
  CAF_CHECK_EQUAL(deliver(w.url, body), 200);
  CAF_CHECK_EQUAL(revision_of(redis, "15550002090"), 1);
}

CAF_TEST(P9_a_session_of_the_old_service_is_gone_on_with_and_moved) {
  world w;
  redis_probe redis{w.redis.port()};
  std::ifstream file{QUICKBOOKING_TEST_DATA "/legacy-sessions/b1-slot-selection.json"};
  auto legacy = nlohmann::json::parse(file);
  auto key = legacy["key"].get<std::string>();
  auto digits = key.substr(key.rfind(':') + 1);
  redis.text({"SET", key, legacy["value"], "EX", "1800"});
  auto before = nlohmann::json::parse(legacy["value"].get<std::string>());
  auto next = api_customer{w.url, digits}.taps("action_change_slot");
  CAF_REQUIRE_EQUAL(next.status, 200);
  CAF_CHECK(!next.options().empty());
  auto after = snapshot_of(redis, digits.starts_with('+') ? digits.substr(1) : digits);
  CAF_CHECK_EQUAL(after["sessionId"], before["sessionId"]);
  CAF_CHECK_EQUAL(after["createdAt"], before["createdAt"]);
  CAF_CHECK_EQUAL(after["language"], before["language"]);
  if (!digits.starts_with('+'))
    CAF_CHECK(eventually([&] { return redis.number({"EXISTS", key}) == 0; }));
}
