#define CAF_SUITE slot
#include "messages/session/slot.hpp"
#include "tests/messages/legacy_sessions.hpp"
#include "tests/messages/random_values.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr auto old_id = "6f1c1c1e-0000-4000-8000-0000000000b1-2027-03-05T14:00:00.000Z";

slot read(const json& x) {
  auto result = slot_from_json(x);
  if (!result)
    CAF_FAIL("no slot: " << x.dump());
  return *result;
}

json ranked_slot() {
  return json::parse(R"({"id":"m-2027-03-05T14:00:00.000Z","duration":60,"price":5000,"score":1694,
    "rank":1,"indicators":{"showStar":true,"proximityText":"1 hour earlier"},"displayText":"14:00"})");
}

/// The member of the written slot, as text.
std::string written(const slot& x, const char* name) {
  return ordered_json::parse(json_of(x)).value(name, ordered_json{}).dump();
}

} // namespace

CAF_TEST(an_id_of_the_old_service_names_master_and_start) {
  const auto ref = parse_slot_id(old_id);
  CAF_REQUIRE(ref);
  CAF_CHECK_EQUAL(ref->master_id, "6f1c1c1e-0000-4000-8000-0000000000b1");
  CAF_CHECK_EQUAL(ref->service_id, "");
  CAF_CHECK_EQUAL(to_iso8601(ref->start), "2027-03-05T14:00:00.000Z");
  CAF_CHECK_EQUAL(to_slot_id(*ref), old_id);
}

CAF_TEST(our_ids_name_the_service_too) {
  const auto ref = parse_slot_id("m7-2027-03-05T14:00:00.000Z-cut-and-colour");
  CAF_REQUIRE(ref);
  CAF_CHECK_EQUAL(ref->master_id, "m7");
  CAF_CHECK_EQUAL(ref->service_id, "cut-and-colour");
}

CAF_TEST(any_master_is_written_as_a_word) {
  const slot_ref ref{"", "cut", from_unix_ms(1795308414215)};
  CAF_CHECK_EQUAL(to_slot_id(ref), "any-2026-11-22T00:46:54.215Z-cut");
  CAF_CHECK(parse_slot_id(to_slot_id(ref)) == ref);
}

CAF_TEST(every_slot_id_survives_a_round_trip) {
  random_values random{11};
  for (int i = 0; i < 2000; ++i) {
    const auto ref = random.ref();
    CAF_REQUIRE(parse_slot_id(to_slot_id(ref)) == ref);
  }
}

CAF_TEST(a_malformed_slot_id_reads_as_nothing) {
  for (auto id :
       {"", "m7", "2027-03-05T14:00:00.000Z", "-2027-03-05T14:00:00.000Z",
        "m72027-03-05T14:00:00.000Z", "m7-2027-03-05T14:00:00Z", "m7-2027-03-05T14:00:00.000",
        "m7-2027-02-30T14:00:00.000Z", "m7-2027-03-05T14:00:00.000Z-",
        "m7-2027-03-05T14:00:00.000Zcut", "m_7-2027-03-05T14:00:00.000Z",
        "m7-2027-03-05T14:00:00.000Z-cut_and", "m 7-2027-03-05T14:00:00.000Z", ":", "14:00:00.000Z",
        "m7-2027-03-05T14:00:00.000Z-\xD7\xA2", "2027-03-05_15:00_m7"})
    CAF_CHECK(!parse_slot_id(id));
}

CAF_TEST(a_stored_slot_keeps_the_order_names_and_values_of_the_old_service) {
  const auto stored = ordered_json::parse(legacy_session("b1-slot-selection"));
  for (const auto& each : stored["slots"])
    CAF_CHECK_EQUAL(json_of(read(json(each))), each.dump());
}

CAF_TEST(a_slot_knows_when_it_starts) {
  slot x;
  x.id = old_id;
  CAF_CHECK(x.start() == parse_iso8601("2027-03-05T14:00:00.000Z"));
  x.id = "something else";
  CAF_CHECK(!x.start());
}

CAF_TEST(what_ranking_added_to_a_slot_is_kept) {
  const auto x = read(ranked_slot());
  CAF_CHECK(x.show_star);
  CAF_CHECK_EQUAL(written(x, "score"), "1694");
  CAF_CHECK_EQUAL(written(x, "rank"), "1");
  CAF_CHECK_EQUAL(written(x, "displayText"), R"("14:00")");
  CAF_CHECK_EQUAL(written(x, "indicators"),
                  R"({"showStar":true,"proximityText":"1 hour earlier"})");
}

CAF_TEST(a_star_can_be_given_and_taken) {
  auto x = read(ranked_slot());
  x.show_star = false;
  CAF_CHECK_EQUAL(written(x, "indicators"),
                  R"({"showStar":false,"proximityText":"1 hour earlier"})");
  slot plain;
  CAF_CHECK(!json::parse(json_of(plain)).contains("indicators"));
  plain.show_star = true;
  CAF_CHECK_EQUAL(written(plain, "indicators"), R"({"showStar":true})");
}

CAF_TEST(unknown_fields_never_replace_known_ones) {
  slot x;
  x.id = "right";
  x.extra = {{"id", "wrong"}, {"note", {1, 2}}};
  CAF_CHECK_EQUAL(written(x, "id"), R"("right")");
  CAF_CHECK_EQUAL(written(x, "note"), "[1,2]");
}

CAF_TEST(mistyped_fields_keep_their_defaults) {
  const auto x = read(json::parse(R"({"id":"x","date":5,"duration":"60","price":null,
    "isPreferred":"yes","proximityScore":1e300,"proximityLabel":[],"masterName":{},"indicators":7})"));
  CAF_CHECK_EQUAL(x.date, "");
  CAF_CHECK_EQUAL(x.duration, 0);
  CAF_CHECK_EQUAL(x.price, 0);
  CAF_CHECK_EQUAL(x.is_preferred, false);
  CAF_CHECK_EQUAL(x.proximity_score, 0);
  CAF_CHECK_EQUAL(x.proximity_label, "alternative");
  CAF_CHECK_EQUAL(written(x, "indicators"), "7");
}

CAF_TEST(numbers_with_a_fraction_are_rounded) {
  const auto x = read({{"id", "x"}, {"price", 4999.5}, {"duration", 45.0}});
  CAF_CHECK_EQUAL(x.price, 5000);
  CAF_CHECK_EQUAL(x.duration, 45);
}

CAF_TEST(a_slot_without_an_id_is_none) {
  for (const auto& x : {json{}, json{5}, json::array(), json{{"date", "2027-03-05"}},
                        json{{"id", ""}}, json{{"id", 7}}})
    CAF_CHECK(!slot_from_json(x));
}
