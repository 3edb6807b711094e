#define CAF_SUITE booking

#include "tests/end_to_end/one_node.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

struct world {
  private_redis redis;
  std::unique_ptr<node_process> node = start_node(redis.port());
  std::string url = node->url();

  world() { becomes(url, "ok"); }
};

} // namespace

CAF_TEST(two_taps_after_one_text_make_a_booking) {
  world w;
  api_customer noa{w.url, "+15550001001"};
  auto slots = noa.says("Haircut tomorrow 3pm");
  CAF_REQUIRE_EQUAL(slots.status, 200);
  CAF_CHECK_EQUAL(slots.type(), "interactive_card");
  CAF_CHECK(slots.body["success"] == true);
  CAF_CHECK(!slots.body["sessionId"].get<std::string>().empty());
  CAF_CHECK_EQUAL(slots.body["intent"]["serviceName"], "Haircut");
  auto confirmation = noa.taps(slots.option("slot_"));
  CAF_CHECK_EQUAL(confirmation.type(), "interactive_card");
  auto booked = noa.taps(confirmation.option("confirm_"));
  CAF_REQUIRE_EQUAL(booked.type(), "booking_confirmed");
  CAF_CHECK(booked.payload()["bookingCode"].get<std::string>().starts_with("BK-"));
}

CAF_TEST(a_booking_confirmed_in_words_tells_its_intent) {
  world w;
  api_customer noa{w.url, "+15550001010"};
  noa.taps(noa.says("Haircut tomorrow 3pm").option("slot_"));
  auto booked = noa.says("1"); // the first button: confirm
  CAF_REQUIRE_EQUAL(booked.type(), "booking_confirmed");
  CAF_CHECK_EQUAL(booked.body["intent"]["serviceName"], "Haircut");
}

CAF_TEST(the_snapshot_lives_1800_seconds_and_is_gone_after_the_booking) {
  world w;
  redis_probe redis{w.redis.port()};
  api_customer noa{w.url, "+15550001002"};
  auto slots = noa.says("Haircut tomorrow 3pm");
  const std::string key = "booking:session:+15550001002";
  auto ttl = redis.number({"PTTL", key});
  CAF_CHECK(ttl > 1'790'000 && ttl <= 1'800'000);
  auto snapshot = nlohmann::json::parse(redis.text({"GET", key}));
  CAF_CHECK_EQUAL(snapshot["salonId"], demo_salon);
  CAF_CHECK_EQUAL(snapshot["revision"], 1);
  auto booked = noa.taps(noa.taps(slots.option("slot_")).option("confirm_"));
  CAF_CHECK_EQUAL(booked.type(), "booking_confirmed");
  CAF_CHECK_EQUAL(redis.number({"EXISTS", key}), 0);
  CAF_CHECK_EQUAL(redis.number({"EXISTS", "{" + key + "}:receipt"}), 1);
}

CAF_TEST(a_booked_slot_is_not_offered_to_the_next_customer) {
  world w;
  api_customer first{w.url, "+15550001003"};
  api_customer second{w.url, "+15550001004"};
  auto slots = first.says("Haircut tomorrow 3pm with Sarah");
  auto wanted = slots.option("slot_");
  CAF_REQUIRE_EQUAL(first.taps(first.taps(wanted).option("confirm_")).type(), "booking_confirmed");
  for (auto& id : second.says("Haircut tomorrow 3pm with Sarah").options())
    CAF_CHECK_NOT_EQUAL(id, wanted);
  auto late = second.taps(wanted); // from a card that was sent before
  CAF_CHECK(!late.option("slot_").empty());
  CAF_CHECK_NOT_EQUAL(late.option("slot_"), wanted);
}

CAF_TEST(sessions_are_listed_read_counted_and_cleared) {
  world w;
  for (int i = 0; i < 5; ++i)
    api_customer{w.url, "+1555000110" + std::to_string(i)}.says("Haircut tomorrow 3pm");
  auto listed = get(w.url, "/v1/sessions?limit=100");
  CAF_REQUIRE_EQUAL(listed.status, 200);
  CAF_CHECK_EQUAL(listed.body["sessions"].size(), 5u);
  auto statistics = get(w.url, "/v1/sessions/statistics");
  CAF_CHECK_EQUAL(statistics.body["totalSessions"], 5);
  CAF_CHECK(statistics.body["averageTTL"].get<double>() > 1790);
  auto one = get(w.url, "/v1/sessions/%2B15550001102");
  CAF_REQUIRE_EQUAL(one.status, 200);
  CAF_CHECK_EQUAL(one.body["session"]["state"], "slots_shown");
  http_client http{w.url};
  http_headers token{{"Authorization", "Bearer " + std::string{api_token}}};
  CAF_CHECK_EQUAL(http.send("DELETE", "/v1/sessions/+15550001102", {}, token).status, 200);
  CAF_CHECK_EQUAL(get(w.url, "/v1/sessions/+15550001102").status, 404);
  CAF_CHECK_EQUAL(get(w.url, "/v1/sessions/statistics").body.value("totalSessions", 0), 4);
}

CAF_TEST(sessions_that_never_expire_though_unused_are_cleared) {
  world w;
  redis_probe redis{w.redis.port()};
  redis.text({"SET", "booking:session:+15550001201",
              R"({"sessionId":"s","customerId":"c","salonId":"x","language":"en",)"
              R"("lastInteractionAt":"2026-01-01T00:00:00.000Z"})"});
  redis.text({"SET", "booking:session:+15550001202", "not a session"});
  http_client http{w.url};
  CAF_REQUIRE(becomes(w.url, "ok"));
  auto cleared = http.post("/v1/sessions/clear-expired", "",
                           {{"Authorization", "Bearer " + std::string{api_token}}});
  CAF_CHECK_EQUAL(cleared.body, R"({"cleared":1})");
  CAF_CHECK(eventually([&] { return redis.number({"DBSIZE"}) <= 2; }));
  CAF_CHECK_EQUAL(redis.number({"EXISTS", "booking:session:+15550001202"}), 1);
}

CAF_TEST(sigterm_ends_the_node_in_order_and_bookings_outlive_it) {
  world w;
  auto booked = api_customer{w.url, "+15550001301"}.books();
  CAF_REQUIRE_EQUAL(booked.type(), "booking_confirmed");
  CAF_CHECK_EQUAL(w.node->terminate(), 0);
  w.node->start();
  auto again = api_customer{w.node->url(), "+15550001302"}.says("Haircut tomorrow 3pm");
  CAF_CHECK_EQUAL(again.status, 200);
}
