#define CAF_SUITE saved_session

#include "messages/session/saved_session.hpp"
#include "messages/session/stored_state.hpp"
#include "tests/messages/legacy_sessions.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

const std::string snapshot = legacy_session("b1-slot-selection");

std::string code_of(const json& body) {
  auto read = decode_saved_session(body.dump());
  return read ? "" : read.error().code;
}

json body(const json& ttl = 60) { return {{"snapshot", snapshot}, {"ttlSeconds", ttl}}; }

} // namespace

CAF_TEST(what_is_sent_is_read_again) {
  auto read = decode_saved_session(json_of(saved_session{snapshot, 90'500ms, {"m1", "m2"}}));
  CAF_REQUIRE(read);
  CAF_CHECK_EQUAL(read->snapshot, snapshot);
  CAF_CHECK(read->ttl == 90s);
  CAF_CHECK_EQUAL(read->handled, (std::vector<std::string>{"m1", "m2"}));
}

CAF_TEST(a_time_to_live_is_sent_within_what_is_taken) {
  CAF_CHECK(decode_saved_session(json_of(saved_session{snapshot, 20ms, {}}))->ttl == 1s);
  CAF_CHECK(decode_saved_session(json_of(saved_session{snapshot, 24h, {}}))->ttl == session_ttl);
}

CAF_TEST(a_time_to_live_that_is_none_is_refused) {
  for (const json& ttl : {json{0}, json{-1}, json{1801}, json{1.5}, json{"60"}, json{}})
    CAF_CHECK_EQUAL(code_of(body(ttl)), "invalid_field");
  CAF_CHECK_EQUAL(code_of(body(1800)), "");
}

CAF_TEST(a_snapshot_that_is_none_is_refused_with_the_reason) {
  auto with = [](const json& x) { return json{{"snapshot", x}, {"ttlSeconds", 60}}; };
  CAF_CHECK_EQUAL(code_of(with(json::object())), "missing_field");
  CAF_CHECK_EQUAL(code_of(with("{")), "not_json");
  CAF_CHECK_EQUAL(code_of(with("{}")), "not_a_session");
  CAF_CHECK_EQUAL(code_of("nothing"), "missing_field");
  const auto broken = decode_saved_session("{");
  CAF_REQUIRE(!broken);
  CAF_CHECK_EQUAL(broken.error().code, "malformed_json");
}

CAF_TEST(message_ids_that_are_none_or_too_many_are_refused) {
  for (const json& ids : {json{"a"}[0], json{{1}}, json{{""}}, json{{std::string(513, 'x')}}}) {
    auto x = body();
    x["handled"] = ids;
    CAF_CHECK_EQUAL(code_of(x), "invalid_field");
  }
  auto x = body();
  x["handled"] = std::vector<std::string>(max_handled_ids + 1, "a");
  CAF_CHECK_EQUAL(code_of(x), "invalid_field");
}
