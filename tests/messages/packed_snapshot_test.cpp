#define CAF_SUITE packed_snapshot
#include "messages/encoding/packed_text.hpp"
#include "messages/reply/told_reply.hpp"
#include "messages/session/session.hpp"
#include "tests/messages/legacy_sessions.hpp"
#include "tests/messages/random_session.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using nlohmann::json;

namespace {

constexpr std::size_t always = 1;

const std::string ours_begin = ",\"state\":";

session read(const std::string& bytes) {
  auto result = session_from_snapshot(bytes);
  if (!result)
    CAF_FAIL(result.error().code << ": " << result.error().message);
  return result->value;
}

/// A session of the old service to which we gave an answer with a list of its slots.
session answered_session() {
  auto x = read(legacy_session("b1-slot-selection"));
  x.version = {7, 12};
  x.pages_seen = 2;
  card list;
  list.body = "Choose a time";
  list.list_button = "Select time";
  auto& rows = list.sections.emplace_back(section{"Free times", {}}).rows;
  for (const auto& each : x.slots)
    rows.push_back({"slot_" + each.id, each.start_time + " " + each.master_name, "60 min"});
  x.answered = std::make_shared<const last_reply>(
      last_reply{"wamid.HBgLMTU1NTEyMzQ1NjcVAgASGBQ", "out-1", list});
  return x;
}

/// A snapshot of ours in which this string stands for what was packed.
std::string with_packed(const json& packed) {
  const json x{{"sessionId", "s"}, {"customerId", "c"}, {"salonId", "b"}, {"packed", packed}};
  return header_of({7, 12}) + x.dump().substr(1);
}

std::string error_of(const std::string& bytes) {
  const auto x = session_from_snapshot(bytes);
  return x ? "none" : x.error().code;
}

} // namespace

CAF_TEST(a_packed_snapshot_means_the_same_session) {
  random_values random{19};
  for (int i = 0; i < 300; ++i) {
    const auto x = random_session(random);
    const auto stored = session_from_snapshot(to_snapshot(x, always));
    CAF_REQUIRE(stored.has_value());
    CAF_REQUIRE(stored->written_by_us);
    const auto again = to_snapshot(stored->value);
    CAF_REQUIRE_EQUAL(again, to_snapshot(read(to_snapshot(x))));
  }
}

CAF_TEST(the_fields_of_the_old_service_stand_before_it_byte_for_byte) {
  const auto x = answered_session();
  const auto open = to_snapshot(x);
  const auto packed = to_snapshot(x, always);
  const auto theirs = open.substr(0, open.find(ours_begin));
  CAF_CHECK(packed.starts_with(theirs + ",\"packed\":\""));
  CAF_CHECK(parse_header(packed) == x.version);
  CAF_CHECK(packed.size() < open.size());
  auto seen = json::parse(packed);
  auto expected = json::parse(theirs + "}");
  seen.erase("packed");
  CAF_CHECK(seen == expected);
}

CAF_TEST(only_what_is_longer_than_the_threshold_is_packed) {
  const auto x = answered_session();
  const auto open = to_snapshot(x);
  const auto ours = open.size() - open.find(ours_begin); // the comma is the object's brace
  CAF_CHECK_EQUAL(to_snapshot(x, 0), open);
  CAF_CHECK_EQUAL(to_snapshot(x, ours), open);
  CAF_CHECK_NOT_EQUAL(to_snapshot(x, ours - 1), open);
}

CAF_TEST(a_reply_that_was_written_before_makes_no_difference) {
  const auto x = answered_session();
  const auto reply = told(x.answered->content).payload;
  CAF_CHECK_EQUAL(to_snapshot(x, 0, reply), to_snapshot(x));
  CAF_CHECK_EQUAL(to_snapshot(x, always, reply), to_snapshot(x, always));
}

CAF_TEST(what_would_not_get_shorter_is_not_packed) {
  session x;
  x.session_id = x.customer_id = x.salon_id = "x";
  CAF_CHECK_EQUAL(to_snapshot(x, always), to_snapshot(x));
}

CAF_TEST(fields_that_we_do_not_know_stay_in_the_open) {
  auto x = answered_session();
  x.extra = {{"metadata", {{"note", "left-handed"}}}};
  const auto seen = json::parse(to_snapshot(x, always));
  CAF_CHECK(seen["metadata"]["note"] == "left-handed");
  CAF_CHECK(seen.contains("packed"));
  CAF_CHECK_EQUAL(to_snapshot(read(to_snapshot(x, always))), to_snapshot(x));
}

CAF_TEST(what_stands_in_the_open_is_newer_than_what_is_packed) {
  auto seen = nlohmann::ordered_json::parse(to_snapshot(answered_session(), always));
  seen["pagesSeen"] = 1;
  const auto x = read(seen.dump());
  CAF_CHECK_EQUAL(x.pages_seen, 1);
  CAF_CHECK(x.answered != nullptr);
}

CAF_TEST(a_broken_pack_is_no_session) {
  const auto whole = pack_text(R"({"state":"slots_shown"})");
  CAF_CHECK_EQUAL(error_of(with_packed(whole)), "none");
  CAF_CHECK(read(with_packed(whole)).state == conversation_state::slots_shown);
  const json broken[] = {7,
                         nullptr,
                         json::object(),
                         "",
                         "Haircut Friday 3pm",
                         whole.substr(0, whole.size() - 4),
                         pack_text("{\"state\":"),
                         pack_text("[1]"),
                         pack_text(std::string(65, '[')),
                         pack_text("[" + std::string(20'000, ',') + "]"),
                         pack_text("{\"x\":\"" + std::string(256 * 1024, 'x') + "\"}")};
  for (const auto& each : broken)
    CAF_CHECK_EQUAL(error_of(with_packed(each)), "broken_pack");
}

CAF_TEST(a_pack_cannot_hold_another_or_what_is_not_ours) {
  const json inner{{"packed", pack_text(R"({"pagesSeen":3})")},
                   {"sessionId", "someone else's"},
                   {"revision", 99},
                   {"language", "he"},
                   {"state", "confirming"},
                   {"other", 1}};
  const auto x = read(with_packed(pack_text(inner.dump())));
  CAF_CHECK_EQUAL(x.session_id, "s");
  CAF_CHECK(x.version == (fence{7, 12}));
  CAF_CHECK(x.lang == language::en);
  CAF_CHECK(x.state == conversation_state::confirming);
  CAF_CHECK_EQUAL(x.pages_seen, 0);
  CAF_CHECK(x.extra.empty());
}

CAF_TEST(a_session_of_the_old_service_has_no_pack) {
  const json x{{"sessionId", "s"}, {"customerId", "c"}, {"salonId", "b"}, {"packed", "a gift"}};
  CAF_CHECK_EQUAL(error_of(x.dump()), "none");
}
