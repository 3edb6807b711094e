#define CAF_SUITE session
#include "messages/session/session.hpp"
#include "tests/messages/legacy_sessions.hpp"
#include "tests/messages/random_session.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>

using namespace quickbooking;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

stored_session read_stored(std::string_view bytes) {
  auto result = session_from_snapshot(bytes);
  if (!result)
    CAF_FAIL(result.error().code << ": " << result.error().message);
  return *result;
}

session read(std::string_view bytes) { return read_stored(bytes).value; }

std::string error_of(std::string_view bytes) {
  auto result = session_from_snapshot(bytes);
  return result ? "none" : result.error().code;
}

/// The smallest session there is, with some members more.
std::string minimal_with(const json& members) {
  json x{{"sessionId", "s"}, {"customerId", "c"}, {"salonId", "b"}};
  x.update(members);
  return x.dump();
}

} // namespace

CAF_TEST(a_session_of_the_old_service_is_kept_byte_for_byte) {
  for (auto name : {"a1-booking-request", "a4-booking-request-three-slots", "b1-slot-selection"}) {
    const auto stored = legacy_session(name);
    auto x = read(stored);
    x.version = {7, 12};
    const auto body = stored.substr(1, stored.size() - 2);
    CAF_CHECK_EQUAL(to_snapshot(x).starts_with(header_of(x.version) + body + ",\"state\":"), true);
  }
}

CAF_TEST(what_is_added_to_a_session_of_the_old_service_is_only_ours) {
  for (const auto* name : valid_legacy_sessions) {
    const auto before = json::parse(legacy_session(name));
    const auto after = json::parse(to_snapshot(read(legacy_session(name))));
    for (const auto& step : json::diff(before, after)) {
      CAF_CHECK_EQUAL(step["op"].dump(), R"("add")");
      const auto path = step["path"].get<std::string>();
      const std::vector<std::string> allowed{
          "/schemaVersion",   "/ownerEpoch", "/revision",          "/state",
          "/pagesSeen",       "/language",   "/intent/isFlexible", "/pendingServices",
          "/intent/language", "/view"};
      CAF_CHECK(std::find(allowed.begin(), allowed.end(), path) != allowed.end());
    }
  }
}

CAF_TEST(a_session_of_the_old_service_means_what_it_meant) {
  const auto stored = read_stored(legacy_session("b1-slot-selection"));
  CAF_CHECK_EQUAL(stored.written_by_us, false);
  CAF_CHECK_EQUAL(stored.language_was_missing, false);
  const auto& x = stored.value;
  CAF_CHECK(x.exists());
  CAF_CHECK_EQUAL(x.session_id, "session_1795308414109_igm9xbe");
  CAF_CHECK_EQUAL(x.salon_id, "6f1c1c1e-0000-4000-8000-000000000001");
  CAF_CHECK_EQUAL(x.customer_id, make_customer_id("15551234567", x.salon_id));
  CAF_CHECK(x.created_at == parse_iso8601("2026-11-22T00:46:54.215Z"));
  CAF_CHECK(x.last_interaction_at == parse_iso8601("2026-11-22T00:46:54.457Z"));
  CAF_CHECK_EQUAL(x.slots.size(), 10u);
  CAF_CHECK(x.slots[0].start() == parse_iso8601("2027-03-05T14:00:00.000Z"));
  CAF_CHECK(x.wanted.day_of_week == std::chrono::Friday);
  CAF_CHECK(x.original_intent.time == std::chrono::hours{15});
  CAF_CHECK(x.state == conversation_state::confirming);
  CAF_CHECK(x.version == fence{});
}

CAF_TEST(where_a_conversation_of_the_old_service_stands_shows_in_its_slots) {
  CAF_CHECK(read(legacy_session("a1-booking-request")).state == conversation_state::slots_shown);
  CAF_CHECK(read(minimal_with(json::object())).state == conversation_state::initial);
}

CAF_TEST(a_session_without_a_language_becomes_english) {
  const auto stored = read_stored(legacy_session("e1-legacy-session-migration-only"));
  CAF_CHECK(stored.language_was_missing);
  CAF_CHECK(stored.value.lang == language::en);
  CAF_CHECK(!read_stored(to_snapshot(stored.value)).language_was_missing);
  for (const json& none : {json(nullptr), json(5), json("")})
    CAF_CHECK(read_stored(minimal_with({{"language", none}})).language_was_missing);
}

CAF_TEST(an_unknown_language_reads_as_english_and_is_not_missing) {
  const auto stored = read_stored(minimal_with({{"language", "fr"}}));
  CAF_CHECK(stored.value.lang == language::en);
  CAF_CHECK(!stored.language_was_missing);
  CAF_CHECK(read(minimal_with({{"language", "pt-BR"}})).lang == language::pt);
}

CAF_TEST(what_is_no_session_counts_as_absent) {
  CAF_CHECK_EQUAL(error_of(legacy_session("e4-invalid-session-missing-field")), "not_a_session");
  CAF_CHECK_EQUAL(error_of(legacy_session("e5-invalid-session-not-json")), "not_json");
  for (auto name : {"sessionId", "customerId", "salonId"})
    for (const json& none : {json(nullptr), json(""), json(7), json::array()})
      CAF_CHECK_EQUAL(error_of(minimal_with({{name, none}})), "not_a_session");
  for (auto text : {"[]", "null", "7", "\"s\""})
    CAF_CHECK_EQUAL(error_of(text), "not_a_session");
  CAF_CHECK_EQUAL(error_of(""), "not_json");
  CAF_CHECK_EQUAL(
      error_of(minimal_with({{"deep", json::parse(std::string(60, '[') + std::string(60, ']'))}})),
      "none");
  CAF_CHECK_EQUAL(error_of(std::string(65, '[') + std::string(65, ']')), "not_json");
}

CAF_TEST(a_snapshot_out_of_all_proportion_is_refused) {
  CAF_CHECK_EQUAL(error_of(minimal_with({{"x", std::string(256 * 1024, 'x')}})), "too_large");
  CAF_CHECK_EQUAL(error_of(minimal_with({{"x", json(9000, 1)}})), "too_large");
  CAF_CHECK_EQUAL(error_of(minimal_with({{"x", json(8000, 1)}})), "none");
}

CAF_TEST(our_snapshots_survive_a_round_trip) {
  random_values random{17};
  for (int i = 0; i < 300; ++i) {
    const auto x = random_session(random);
    const auto snapshot = to_snapshot(x);
    const auto stored = read_stored(snapshot);
    CAF_REQUIRE_EQUAL(to_snapshot(stored.value), snapshot);
    CAF_REQUIRE(stored.written_by_us);
    CAF_REQUIRE(stored.value.version == x.version);
    CAF_REQUIRE(stored.value.state == x.state);
    CAF_REQUIRE(stored.value.wanted == x.wanted);
    CAF_REQUIRE_EQUAL(stored.value.slots.size(), x.slots.size());
    CAF_REQUIRE_EQUAL(stored.value.answered != nullptr, x.answered != nullptr);
    if (x.answered)
      CAF_REQUIRE(stored.value.answered->content == x.answered->content);
  }
}

CAF_TEST(a_wish_that_was_dropped_does_not_come_back_from_the_original_intent) {
  session x;
  x.session_id = x.customer_id = x.salon_id = "x";
  x.original_intent.time = std::chrono::hours{15};
  CAF_CHECK(!read(to_snapshot(x)).wanted.time);
}

CAF_TEST(the_older_shape_is_understood) {
  const auto x = read(
      R"({"intent":{"serviceName":"Haircut","preferredTime":"15:00"},"slots":[{"id":"a"}],)"
      R"("selectedSlot":null,"salonId":"b","sessionId":"sess_1","customerId":"c","timestamp":1761900000000})");
  CAF_CHECK(x.wanted.service_name == "Haircut");
  CAF_CHECK(x.original_intent.time == std::chrono::hours{15});
  CAF_CHECK_EQUAL(x.slots.size(), 1u);
  CAF_CHECK(!x.selected_slot);
  CAF_CHECK(!x.created_at);
  CAF_CHECK(x.choices.empty());
  CAF_CHECK_EQUAL(x.timestamp, 1761900000000);
}

CAF_TEST(fields_of_other_types_read_as_absent_and_are_written_right) {
  const auto x = read(minimal_with({{"createdAt", nullptr},
                                    {"lastInteractionAt", "yesterday"},
                                    {"slots", {5, nullptr, {{"date", "x"}}}},
                                    {"choices", {{"a", 1}}},
                                    {"intent", "haircut"},
                                    {"originalIntent", 7},
                                    {"selectedSlot", "none"},
                                    {"timestamp", "now"},
                                    {"state", 3},
                                    {"pagesSeen", 99},
                                    {"pendingServices", {1, "s2"}},
                                    {"lastReply", {{"messageType", "text"}}}}));
  const auto written = json::parse(to_snapshot(x));
  CAF_CHECK(written["createdAt"].is_null());
  CAF_CHECK(written["lastInteractionAt"].is_null());
  CAF_CHECK(written["slots"] == json::array());
  CAF_CHECK(written["choices"] == json::array());
  CAF_CHECK(written["originalIntent"] == json::object());
  CAF_CHECK(written["timestamp"] == 0);
  CAF_CHECK(written["state"] == "initial");
  CAF_CHECK(written["pagesSeen"] == 3);
  CAF_CHECK(written["pendingServices"] == json({"s2"}));
  CAF_CHECK(!written.contains("selectedSlot"));
  CAF_CHECK(!written.contains("lastReply"));
}

CAF_TEST(fields_that_we_do_not_know_are_kept_everywhere) {
  const auto stored = minimal_with({{"metadata", {{"messageCount", 3}}},
                                    {"intent", {{"isAnytime", true}}},
                                    {"originalIntent", {{"confidence", 0.93}}},
                                    {"slots", {{{"id", "a"}, {"rank", 1}}}},
                                    {"selectedSlot", {{"id", "a"}, {"note", "x"}}}});
  const auto written = json::parse(to_snapshot(read(to_snapshot(read(stored)))));
  CAF_CHECK(written["metadata"] == json({{"messageCount", 3}}));
  CAF_CHECK(written["intent"]["isAnytime"] == true);
  CAF_CHECK(written["originalIntent"]["confidence"] == 0.93);
  CAF_CHECK(written["slots"][0]["rank"] == 1);
  CAF_CHECK(written["selectedSlot"]["note"] == "x");
}

CAF_TEST(only_the_last_ten_choices_and_the_first_ten_slots_are_read) {
  auto choices = json::array(), slots = json::array();
  for (int i = 0; i < 12; ++i) {
    choices.push_back({{"choiceId", std::to_string(i)}, {"selectedAt", nullptr}});
    slots.push_back({{"id", std::to_string(i)}});
  }
  const auto x = read(minimal_with({{"choices", choices}, {"slots", slots}}));
  CAF_REQUIRE_EQUAL(x.choices.size(), 10u);
  CAF_CHECK_EQUAL(x.choices.front().choice_id, "2");
  CAF_REQUIRE_EQUAL(x.slots.size(), 10u);
  CAF_CHECK_EQUAL(x.slots.front().id, "0");
}

CAF_TEST(a_broken_text_in_the_session_does_not_break_the_snapshot) {
  session x;
  x.session_id = x.customer_id = x.salon_id = "caf\xE9";
  CAF_CHECK_EQUAL(error_of(to_snapshot(x)), "none");
}

CAF_TEST(every_state_survives_a_round_trip) {
  for (int i = 0; i < 9; ++i) {
    const auto state = static_cast<conversation_state>(i);
    CAF_CHECK(parse_conversation_state(to_string(state)) == state);
  }
  CAF_CHECK(!parse_conversation_state("expired"));
}
