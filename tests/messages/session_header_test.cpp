#define CAF_SUITE session_header
#include "messages/session/session.hpp"
#include "tests/messages/legacy_sessions.hpp"
#include "tests/messages/random_values.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

session any_session() {
  session x;
  x.session_id = x.customer_id = x.salon_id = "x";
  x.version = {7, 12};
  return x;
}

std::string with_schema(const std::string& version) {
  auto snapshot = to_snapshot(any_session());
  return snapshot.replace(snapshot.find(":1,") + 1, 1, version);
}

} // namespace

CAF_TEST(every_snapshot_begins_with_its_header) {
  const auto x = any_session();
  CAF_CHECK_EQUAL(header_of(x.version), R"({"schemaVersion":1,"ownerEpoch":7,"revision":12,)");
  CAF_CHECK_EQUAL(to_snapshot(x).starts_with(header_of(x.version) + "\"sessionId\":"), true);
}

CAF_TEST(every_header_survives_a_round_trip) {
  random_values random{19};
  for (int i = 0; i < 1000; ++i) {
    const fence version{random.below(std::size_t{1} << 53), random.below(std::size_t{1} << 53)};
    CAF_REQUIRE(parse_header(header_of(version) + "\"sessionId\":") == version);
  }
}

CAF_TEST(snapshots_of_the_old_service_have_no_header) {
  for (const auto* name : valid_legacy_sessions)
    CAF_CHECK(!parse_header(legacy_session(name)));
}

CAF_TEST(only_our_own_bytes_are_a_header) {
  for (auto text : {"", "{", R"({"schemaVersion":1,"ownerEpoch":7,"revision":12})",
                    R"({"schemaVersion":1,"ownerEpoch":7,"revision":12)",
                    R"({ "schemaVersion":1,"ownerEpoch":7,"revision":12,)",
                    R"({"schemaVersion":1,"ownerEpoch":07,"revision":12,)",
                    R"({"schemaVersion":1,"ownerEpoch":-7,"revision":12,)",
                    R"({"schemaVersion":1,"ownerEpoch":7.0,"revision":12,)",
                    R"({"schemaVersion":1,"ownerEpoch":,"revision":12,)",
                    R"({"schemaVersion":1,"ownerEpoch":"7","revision":12,)",
                    R"({"schemaVersion":1,"revision":12,"ownerEpoch":7,)",
                    R"({"schemaVersion":1,"ownerEpoch":9007199254740992,"revision":12,)",
                    R"({"schemaVersion":1,"ownerEpoch":7,"revision":99999999999999999999,)"})
    CAF_CHECK(!parse_header(text));
}

CAF_TEST(a_snapshot_of_a_newer_version_is_left_alone) {
  CAF_CHECK(session_from_snapshot(with_schema("1")));
  const auto newer = session_from_snapshot(with_schema("2"));
  CAF_REQUIRE(!newer);
  CAF_CHECK_EQUAL(newer.error().code, "newer_schema");
  CAF_CHECK(parse_header(with_schema("2")) == any_session().version);
}

CAF_TEST(a_session_that_the_old_service_wrote_again_is_not_ours) {
  // Its own fields come first then, and what it does not know is kept behind them.
  const auto stored = session_from_snapshot(
      R"({"sessionId":"s","customerId":"c","salonId":"b","schemaVersion":1,"ownerEpoch":7,)"
      R"("revision":12,"state":"confirming"})");
  CAF_REQUIRE(stored);
  CAF_CHECK_EQUAL(stored->written_by_us, false);
  CAF_CHECK(stored->value.version == fence{});
  CAF_CHECK(stored->value.state == conversation_state::confirming);
  const auto written = to_snapshot(stored->value);
  CAF_CHECK_EQUAL(written.find("ownerEpoch"), written.rfind("ownerEpoch"));
}
