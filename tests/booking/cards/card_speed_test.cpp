#define CAF_SUITE card_speed
#include "tests/booking/cards/card_fixture.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>

using namespace quickbooking;

namespace {

/// About 20 us here; wide enough for sanitizers, and not for formatters that are made each time.
constexpr double most_microseconds = 600;

double microseconds_for(const salon& where, const std::vector<slot>& slots, language lang) {
  auto begin = std::chrono::steady_clock::now();
  auto x = slots_card(where, lang, "Body", slots, {}, {});
  std::chrono::duration<double, std::micro> spent = std::chrono::steady_clock::now() - begin;
  CAF_REQUIRE_EQUAL(x.options().size(), slots.size());
  return spent.count();
}

} // namespace

CAF_TEST(a_card_of_ten_slots_is_built_quickly) {
  auto where = glow();
  where.masters[0].name = "Александра Константинопольская";
  std::vector<slot> slots;
  for (int i = 0; i < 10; ++i)
    slots.push_back(slot_at("sarah", "2025-10-31", std::to_string(10 + i) + ":00"));
  for (auto lang : all_languages) {
    auto best = microseconds_for(where, slots, lang);
    for (int i = 0; i < 200; ++i)
      best = std::min(best, microseconds_for(where, slots, lang));
    CAF_MESSAGE("10 slots, " << to_string(lang) << ": " << best << " us");
    CAF_CHECK_LESS(best, most_microseconds);
  }
}
