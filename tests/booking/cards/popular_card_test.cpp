#define CAF_SUITE popular_card
#include "tests/booking/cards/card_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

const auto where = glow();

const std::vector<popular_time> cells{{std::chrono::Friday, 15h, 23, false},
                                      {std::chrono::Saturday, 10h, 2, false}};
const std::vector next_free{slot_at("sarah", "2025-10-31", "15:30"),
                            slot_at("alex", "2025-11-01", "10:00")};

} // namespace

CAF_TEST(rows_tell_how_many_chose_that_hour) {
  auto x = popular_card(where, language::en, next_free, cells, {});
  CAF_REQUIRE(x.is_list());
  CAF_CHECK_EQUAL(x.header, "Popular times");
  CAF_CHECK_EQUAL(x.body, "⭐ These are the times that most clients choose.\nWhich one suits you?");
  CAF_REQUIRE_EQUAL(x.sections.size(), 2u);
  CAF_CHECK_EQUAL(x.sections[0].title, "Friday, Oct 31");
  CAF_CHECK_EQUAL(x.sections[0].rows[0].title, "3:30 PM - Sarah");
  CAF_CHECK_EQUAL(x.sections[0].rows[0].description, "23 bookings · $50 · 1 hour");
  CAF_CHECK_EQUAL(x.sections[1].rows[0].description, "2 bookings · $50 · 1 hour");
}

CAF_TEST(counts_follow_the_language) {
  auto x = popular_card(where, language::ru, next_free, cells, {});
  CAF_CHECK_EQUAL(option_at(x, 0).description, "23 записи · 50\u00A0$ · 1 час");
  auto y = popular_card(where, language::he, next_free, cells, {});
  CAF_CHECK(option_at(y, 1).description.starts_with("שתי הזמנות"));
}

CAF_TEST(a_slot_of_another_hour_has_no_count) {
  auto x = popular_card(where, language::en, {slot_at("sarah", "2025-10-31", "16:00")}, cells, {});
  CAF_CHECK_EQUAL(option_at(x, 0).description, "$50 · 1 hour");
}

CAF_TEST(defaults_have_no_counts) {
  std::vector<popular_time> defaults{{std::chrono::Friday, 15h, 0, true}};
  auto x = popular_card(where, language::en, {next_free[0]}, defaults, {});
  CAF_CHECK_EQUAL(option_at(x, 0).description, "$50 · 1 hour");
  CAF_CHECK_EQUAL(x.body, "⭐ These times usually work well for a visit.\nWhich one suits you?");
}

CAF_TEST(extras_follow_the_times) {
  auto x = popular_card(where, language::en, next_free, cells, {{"action_see_more", "See more"}});
  CAF_CHECK_EQUAL(x.sections.back().title, "More options");
  const auto ids = ids_of(x);
  CAF_CHECK_EQUAL(ids.back(), "action_see_more");
}

CAF_TEST(without_times_waiting_and_calling_remain) {
  auto x
      = popular_card(where, language::en, {}, cells, {{"action_join_waitlist", "Join waitlist"}});
  CAF_CHECK(x.body.find("fully booked") != std::string::npos);
  CAF_CHECK_EQUAL(joined_by_bar(ids_of(x)), "action_join_waitlist");
}
