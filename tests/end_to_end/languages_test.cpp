#define CAF_SUITE languages

// The language behaviours of the old service, over HTTP.

#include "messages/encoding/instant.hpp"
#include "tests/end_to_end/one_node.hpp"

#include <caf/test/unit_test.hpp>

#include <ctime>

using namespace quickbooking;
using nlohmann::json;

namespace {

struct world {
  private_redis redis_server;
  std::unique_ptr<node_process> node = start_node(redis_server.port());
  std::string url = node->url();
  redis_probe redis{redis_server.port()};

  world() { becomes(url, "ok"); }

  json snapshot(const std::string& phone) {
    return json::parse(redis.text({"GET", "booking:session:" + phone}), nullptr, false);
  }
};

bool is_cyrillic(const std::string& text) { return text.find("\xD0") != std::string::npos; }

bool is_hebrew(const std::string& text) { return text.find("\xD7") != std::string::npos; }

} // namespace

CAF_TEST(a_given_language_is_stored_and_used_for_this_reply) {
  world w;
  auto said
      = api_customer{w.url, "+15550005001"}.says("Haircut tomorrow 3pm", {{"language", "ru"}});
  CAF_CHECK(is_cyrillic(said.text()));
  CAF_CHECK_EQUAL(w.snapshot("+15550005001").value("language", ""), "ru");
}

CAF_TEST(the_default_is_en_and_never_another) {
  world w;
  auto said = api_customer{w.url, "+15550005002"}.says("Haircut tomorrow 3pm");
  CAF_CHECK(!is_cyrillic(said.text()) && !is_hebrew(said.text()));
  CAF_CHECK_EQUAL(w.snapshot("+15550005002").value("language", ""), "en");
  auto odd
      = api_customer{w.url, "+15550005003"}.says("Haircut tomorrow 3pm", {{"language", "tlh"}});
  CAF_CHECK_EQUAL(odd.status, 200);
  CAF_CHECK_EQUAL(w.snapshot("+15550005003").value("language", ""), "en");
}

CAF_TEST(a_first_text_in_another_language_is_answered_in_it) {
  world w;
  auto said = api_customer{w.url, "+15550005004"}.says("Стрижка завтра в 15:00");
  CAF_CHECK(is_cyrillic(said.text()));
  CAF_CHECK(!said.option("slot_").empty());
  CAF_CHECK_EQUAL(w.snapshot("+15550005004").value("language", ""), "ru");
}

CAF_TEST(a_tap_uses_the_parameter_else_the_session_else_en) {
  world w;
  api_customer noa{w.url, "+15550005005"};
  auto slots = noa.says("Haircut tomorrow 3pm", {{"language", "he"}});
  auto by_session = noa.taps(slots.option("slot_"));
  CAF_CHECK(is_hebrew(by_session.text()));
  auto by_parameter = noa.taps(slots.option("slot_"), {{"language", "ru"}});
  CAF_CHECK(is_cyrillic(by_parameter.text()));
  CAF_CHECK_EQUAL(w.snapshot("+15550005005").value("language", ""), "ru");
  auto by_default = api_customer{w.url, "+15550005006"}.taps(slots.option("slot_"));
  CAF_CHECK(!is_cyrillic(by_default.text()) && !is_hebrew(by_default.text()));
}

CAF_TEST(an_equal_language_costs_no_further_write) {
  world w;
  api_customer noa{w.url, "+15550005007"};
  auto slots = noa.says("Haircut tomorrow 3pm", {{"language", "es"}});
  noa.taps(slots.option("slot_"), {{"language", "es"}});
  CAF_CHECK_EQUAL(w.snapshot("+15550005007").value("revision", 0), 2);
}

CAF_TEST(a_session_without_language_is_migrated_to_en_once) {
  world w;
  const std::string key = "booking:session:+15550005008";
  w.redis.text({"SET", key,
                R"({"sessionId":"s","customerId":"c","salonId":")" + std::string{demo_salon}
                    + R"(","originalIntent":{},"choices":[],"slots":[],"intent":{},)"
                    + R"("lastInteractionAt":")"
                    + to_iso8601(from_unix_ms(std::int64_t{1000} * std::time(nullptr))) + R"("})",
                "EX", "1800"});
  CAF_CHECK_EQUAL(get(w.url, "/v1/sessions/+15550005008").status, 200);
  CAF_CHECK(eventually([&] { return w.snapshot("+15550005008").value("language", "") == "en"; }));
  auto bytes = w.redis.text({"GET", key});
  get(w.url, "/v1/sessions/+15550005008");
  CAF_CHECK_EQUAL(w.redis.text({"GET", key}), bytes);
  CAF_CHECK_EQUAL(metric(w.url, "quickbooking_sessions_migrated_total"), 1);
}

CAF_TEST(confirmation_and_booking_are_told_in_the_sessions_language) {
  world w;
  api_customer noa{w.url, "+15550005009"};
  auto slots = noa.says("Haircut tomorrow 3pm", {{"language", "ru"}});
  auto card = noa.taps(slots.option("slot_"));
  CAF_CHECK(is_cyrillic(card.text()));
  auto booked = noa.taps(card.option("confirm_"));
  CAF_CHECK_EQUAL(booked.type(), "booking_confirmed");
  CAF_CHECK(is_cyrillic(booked.text()));
}

CAF_TEST(what_is_not_understood_is_answered_in_the_requests_language) {
  world w;
  auto said = api_customer{w.url, "+15550005010"}.says("???", {{"language", "he"}});
  CAF_CHECK(is_hebrew(said.text()));
  auto lost = api_customer{w.url, "+15550005011"}.taps("nonsense", {{"language", "ru"}});
  CAF_CHECK_EQUAL(lost.status, 200);
  CAF_CHECK(is_cyrillic(lost.text()));
}
