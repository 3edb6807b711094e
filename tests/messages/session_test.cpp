#define CAF_SUITE session
#include "messages/json_text.hpp"
#include "messages/session.hpp"
#include "tests/messages/legacy_sessions.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using nlohmann::json;

namespace {

/// True if every member of `small` is in `big` with an equal value, at any depth.
bool contains(const json& big, const json& small) {
  if (!small.is_object() || !big.is_object()) {
    if (!small.is_array() || !big.is_array() || small.size() != big.size())
      return big == small;
    return std::equal(small.begin(), small.end(), big.begin(),
                      [](const json& s, const json& b) { return contains(b, s); });
  }
  return std::all_of(small.items().begin(), small.items().end(), [&](const auto& each) {
    return big.contains(each.key()) && contains(big[each.key()], each.value());
  });
}

session read(std::string_view bytes) {
  auto result = session_from_snapshot(bytes);
  if (!result)
    CAF_FAIL(result.error().code << ": " << result.error().message);
  return result->value;
}

} // namespace

CAF_TEST(every_session_of_the_old_service_survives_a_round_trip) {
  for (const auto* name : valid_legacy_sessions) {
    const auto before = json::parse(legacy_session(name));
    const auto after = json::parse(to_snapshot(read(legacy_session(name))));
    CAF_CHECK(contains(after, before));
  }
}

CAF_TEST(a_session_without_a_customer_counts_as_absent) {
  auto e4 = session_from_snapshot(legacy_session("e4-invalid-session-missing-field"));
  CAF_REQUIRE(!e4);
  CAF_CHECK_EQUAL(e4.error().code, "not_a_session");
}

CAF_TEST(what_is_not_json_counts_as_absent) {
  auto e5 = session_from_snapshot(legacy_session("e5-invalid-session-not-json"));
  CAF_REQUIRE(!e5);
  CAF_CHECK_EQUAL(e5.error().code, "not_json");
}
