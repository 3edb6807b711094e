#define CAF_SUITE slots_card
#include "tests/booking/cards/card_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

const auto where = glow();

std::string titles(language lang, const std::vector<slot>& slots) {
  return joined_by_bar(titles_of(slots_card(where, lang, "Body", slots, {}, {})));
}

std::vector<slot> hours_of_friday(int count) {
  std::vector<slot> result;
  for (int hour = 9; hour < 9 + count; ++hour)
    result.push_back(
        slot_at("sarah", "2025-10-31", (hour < 10 ? "0" : "") + std::to_string(hour) + ":00"));
  return result;
}

} // namespace

CAF_TEST(up_to_three_slots_are_buttons_with_time_and_name) {
  auto x = slots_card(
      where, language::en, "Which one?",
      {slot_at("sarah", "2025-10-31", "15:00"), slot_at("alex", "2025-10-31", "16:30")}, {}, {});
  CAF_CHECK(!x.is_list());
  CAF_CHECK_EQUAL(x.header, "Friday, Oct 31");
  CAF_CHECK_EQUAL(x.body, "Which one?");
  CAF_CHECK_EQUAL(x.footer, "Tap to choose");
  CAF_CHECK_EQUAL(joined_by_bar(titles_of(x)), "3:00 PM - Sarah|4:30 PM - Alexandra");
  CAF_CHECK_EQUAL(joined_by_bar(ids_of(x)), "slot_sarah-2025-10-31T15:00:00.000Z-cut|"
                                            "slot_alex-2025-10-31T16:30:00.000Z-cut");
}

CAF_TEST(buttons_of_several_days_name_the_day) {
  std::vector slots{slot_at("sarah", "2025-10-31", "15:00"),
                    slot_at("alex", "2025-11-01", "12:00")};
  CAF_CHECK_EQUAL(titles(language::en, slots), "Fri 3:00 PM - Sarah|Sat 12:00 PM - Alex…");
  CAF_CHECK_EQUAL(titles(language::ru, slots), "пт 15:00 - Sarah|сб 12:00 - Alexandra");
  CAF_CHECK_EQUAL(titles(language::es, slots), "vie 15:00 - Sarah|sáb 12:00 - Alexand…");
  CAF_CHECK_EQUAL(titles(language::pt, slots), "sex 15:00 - Sarah|sáb 12:00 - Alexand…");
  CAF_CHECK_EQUAL(titles(language::he, slots), "יום ו׳ 15:00 - Sarah|שבת 12:00 - Alexand…");
  CAF_CHECK_EQUAL(slots_card(where, language::en, "B", slots, {}, {}).header,
                  "Fri, Oct 31 · Sat, Nov 1");
}

CAF_TEST(buttons_a_week_apart_name_the_date) {
  std::vector slots{slot_at("sarah", "2025-10-31", "12:00"),
                    slot_at("sarah", "2025-11-07", "12:00")};
  CAF_CHECK_EQUAL(titles(language::en, slots), "Oct 31 12:00 PM Sar…|Nov 7 12:00 PM Sarah");
  CAF_CHECK_EQUAL(titles(language::ru, slots), "31 окт 12:00 - Sarah|7 ноя 12:00 - Sarah");
}

CAF_TEST(equal_titles_of_buttons_get_numbers) {
  auto twins = glow();
  twins.masters[0].name = "Alexandra-Maria Longname One";
  twins.masters[1].name = "Alexandra-Maria Longname Two";
  auto x = slots_card(
      twins, language::en, "B",
      {slot_at("sarah", "2025-10-31", "15:00"), slot_at("alex", "2025-10-31", "15:00")}, {}, {});
  CAF_CHECK_EQUAL(joined_by_bar(titles_of(x)), "3:00 PM - Alexandra…|3:00 PM - Alexand… 2");
  CAF_CHECK(limit_violations(x).empty());
}

CAF_TEST(four_slots_are_a_list_with_a_section_per_day) {
  auto x = slots_card(
      where, language::en, "B",
      {slot_at("sarah", "2025-10-31", "14:00", true), slot_at("sarah", "2025-10-30", "15:00", true),
       slot_at("alex", "2025-10-31", "15:00"), slot_at("sarah", "2025-11-01", "15:00")},
      {"1 hour earlier", "1 day earlier", "same time"}, {});
  CAF_REQUIRE(x.is_list());
  CAF_CHECK_EQUAL(x.header, "Available times");
  CAF_CHECK_EQUAL(x.list_button, "Select time");
  CAF_REQUIRE_EQUAL(x.sections.size(), 3u);
  CAF_CHECK_EQUAL(x.sections[0].title, "Friday, Oct 31");
  CAF_CHECK_EQUAL(x.sections[1].title, "Thursday, Oct 30");
  CAF_CHECK_EQUAL(x.sections[2].title, "Saturday, Nov 1");
  CAF_CHECK_EQUAL(joined_by_bar(titles_of(x)),
                  "2:00 PM ⭐ Sarah|3:00 PM - Alexandra|3:00 PM ⭐ Sarah|3:00 PM - Sarah");
  CAF_CHECK_EQUAL(x.sections[0].rows[0].description, "$50 · 1 hour · 1 hour earlier");
  CAF_CHECK_EQUAL(x.sections[0].rows[1].description, "$50 · 1 hour · same time");
  CAF_CHECK_EQUAL(x.sections[2].rows[0].description, "$50 · 1 hour");
}

CAF_TEST(a_shortened_name_is_whole_in_the_description) {
  auto long_named = glow();
  long_named.masters[0].name = "Maximiliana Konstantinova";
  auto slots = hours_of_friday(4);
  auto x = slots_card(long_named, language::en, "B", slots, {}, {});
  CAF_CHECK_EQUAL(option_at(x, 3).title, "12:00 PM - Maximiliana…");
  CAF_CHECK_EQUAL(option_at(x, 3).description, "$50 · 1 hour · Maximiliana Konstantinova");
}

CAF_TEST(extras_stand_in_a_section_of_their_own) {
  auto x = slots_card(where, language::ru, "B", hours_of_friday(3), {},
                      {{"action_see_more", "Ещё время"}});
  CAF_REQUIRE_EQUAL(x.sections.size(), 2u);
  CAF_CHECK_EQUAL(x.sections[1].title, "Другие варианты");
  CAF_CHECK_EQUAL(x.sections[1].rows[0].id, "action_see_more");
  CAF_CHECK_EQUAL(x.sections[1].rows[0].title, "Ещё время");
}

CAF_TEST(slots_make_room_for_extras) {
  auto x = slots_card(where, language::en, "B", hours_of_friday(12), {},
                      {{"action_see_more", "See more"}, {"action_call_salon", "Call salon"}});
  auto ids = ids_of(x);
  CAF_CHECK_EQUAL(ids.size(), 10u);
  CAF_CHECK_EQUAL(ids[7], "slot_sarah-2025-10-31T16:00:00.000Z-cut");
  CAF_CHECK_EQUAL(ids[8], "action_see_more");
  CAF_CHECK_EQUAL(ids[9], "action_call_salon");
}

CAF_TEST(a_slot_remains_among_any_number_of_extras) {
  std::vector<extra_option> extras;
  for (int i = 0; i < 30; ++i)
    extras.push_back({"action_service_" + std::to_string(i), "Extra"});
  auto x = slots_card(where, language::en, "B", hours_of_friday(2), {}, extras);
  CAF_CHECK_EQUAL(x.options().size(), 10u);
  CAF_CHECK_EQUAL(option_at(x, 0).title, "9:00 AM - Sarah");
  CAF_CHECK(limit_violations(x).empty());
}

CAF_TEST(a_slot_without_a_readable_time_is_left_out) {
  auto bad_date = slot_at("sarah", "31.10.2025", "15:00");
  auto bad_time = slot_at("sarah", "2025-10-31", "3pm");
  auto x = slots_card(where, language::en, "B",
                      {bad_date, slot_at("sarah", "2025-10-31", "15:00"), bad_time},
                      {"wrong", "right", "wrong"}, {});
  CAF_CHECK_EQUAL(joined_by_bar(titles_of(x)), "3:00 PM - Sarah");
}

CAF_TEST(an_id_is_left_out_rather_than_cut) {
  auto too_long = slot_at(std::string(190, 'm'), "2025-10-31", "15:00");
  auto x = slots_card(where, language::en, "B", {too_long, slot_at("sarah", "2025-10-31", "16:00")},
                      {}, {});
  CAF_CHECK_EQUAL(joined_by_bar(ids_of(x)), "slot_sarah-2025-10-31T16:00:00.000Z-cut");
}

CAF_TEST(a_slot_given_twice_is_shown_once) {
  auto one = slot_at("sarah", "2025-10-31", "15:00");
  CAF_CHECK_EQUAL(titles(language::en, {one, one}), "3:00 PM - Sarah");
  CAF_CHECK_EQUAL(
      slots_card(where, language::en, "B", {one, one, one, one}, {}, {}).options().size(), 1u);
}

CAF_TEST(without_slots_the_extras_are_the_choice) {
  auto x = slots_card(where, language::en, "B", {}, {}, {{"action_call_salon", "Call salon"}});
  CAF_CHECK_EQUAL(joined_by_bar(titles_of(x)), "Call salon");
  CAF_CHECK(x.footer.empty());
}

CAF_TEST(a_master_who_has_left_is_called_as_stored) {
  auto old = slot_at("gone", "2025-10-31", "15:00");
  old.master_name = "Noa";
  CAF_CHECK_EQUAL(titles(language::en, {old}), "3:00 PM - Noa");
}
