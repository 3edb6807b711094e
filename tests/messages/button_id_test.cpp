#define CAF_SUITE button_id
#include "messages/reply/button_id.hpp"
#include "tests/messages/random_values.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

const std::string slot_id = "6f1c1c1e-0000-4000-8000-0000000000b1-2027-03-05T14:00:00.000Z";

template <class Button>
Button read(const std::string& id) {
  auto result = parse_button_id(id);
  if (!result || !std::holds_alternative<Button>(*result))
    CAF_FAIL("not understood: " << id);
  return std::get<Button>(*result);
}

template <class Enum>
Enum any_verb(random_values& random, Enum last) {
  return static_cast<Enum>(random.below(static_cast<std::size_t>(last) + 1));
}

std::optional<slot_ref> any_context(random_values& random) {
  return random.coin() ? std::optional{random.ref()} : std::nullopt;
}

slot_ref any_bookable(random_values& random) {
  auto ref = random.ref();
  ref.master_id = "m" + random.id();
  return ref;
}

action_button any_action(random_values& random) {
  using verb = action_button::verb;
  action_button x{any_verb(random, verb::usual), std::nullopt, {}};
  if (x.what == verb::service)
    x.argument = random.id();
  else if (x.what == verb::services_page)
    x.argument = std::to_string(random.below(100));
  else if (x.what != verb::call_salon && x.what != verb::cancel && x.what != verb::restart)
    x.context = any_context(random);
  return x;
}

waitlist_button any_waitlist(random_values& random) {
  waitlist_button x{any_verb(random, waitlist_button::verb::pass), {}, {}};
  if (random.coin()) {
    x.id = random.coin() ? to_slot_id(random.ref()) : random.text_of("abc_ -:.", 1, 20);
    x.context = parse_slot_id(x.id);
  }
  return x;
}

nav_button any_nav(random_values& random) {
  nav_button x{any_verb(random, nav_button::verb::different_day), 0, any_context(random)};
  if (x.what == nav_button::verb::page)
    x.page = static_cast<int>(random.below(100));
  return x;
}

button any_button(random_values& random) {
  switch (random.below(6)) {
  case 0:
    return slot_button{any_bookable(random)};
  case 1:
    return confirm_button{any_bookable(random)};
  case 2:
    return choice_button{any_verb(random, choice_button::verb::see_more), any_context(random)};
  case 3:
    return any_action(random);
  case 4:
    return any_waitlist(random);
  default:
    return any_nav(random);
  }
}

} // namespace

CAF_TEST(every_button_survives_a_round_trip) {
  random_values random{3};
  for (int i = 0; i < 5000; ++i) {
    const auto x = any_button(random);
    CAF_REQUIRE_EQUAL(parse_button_id(to_string(x)).has_value(), true);
    CAF_REQUIRE(*parse_button_id(to_string(x)) == x);
  }
}

CAF_TEST(ids_on_cards_of_the_old_service_are_understood) {
  CAF_CHECK_EQUAL(to_slot_id(read<slot_button>("slot_" + slot_id).ref), slot_id);
  CAF_CHECK_EQUAL(to_slot_id(read<confirm_button>("confirm_" + slot_id).ref), slot_id);
  CAF_CHECK(read<action_button>("action_change_slot").what == action_button::verb::change_slot);
  CAF_CHECK(read<choice_button>("choice_popular_times").what == choice_button::verb::popular_times);
  CAF_CHECK(read<choice_button>("choice_same_day_diff_time").what
            == choice_button::verb::same_day_diff_time);
  CAF_CHECK(read<choice_button>("choice_diff_day_same_time").what
            == choice_button::verb::diff_day_same_time);
  CAF_CHECK(read<waitlist_button>("waitlist_join").what == waitlist_button::verb::join);
  CAF_CHECK_EQUAL(read<waitlist_button>("waitlist_pass_42_x").id, "42_x");
  CAF_CHECK(read<nav_button>("nav_prev").what == nav_button::verb::prev);
}

CAF_TEST(what_the_old_service_wrote_is_written_the_same_way) {
  const std::vector<std::string> ids{"slot_" + slot_id,    "confirm_" + slot_id,
                                     "action_change_slot", "choice_same_day_diff_time",
                                     "waitlist_book_17",   "nav_back"};
  for (const auto& id : ids)
    CAF_CHECK_EQUAL(to_string(parse_button_id(id).value()), id);
}

CAF_TEST(change_time_reads_as_change_slot) {
  const auto x = read<action_button>("action_change_time_" + slot_id);
  CAF_CHECK(x.what == action_button::verb::change_slot);
  CAF_CHECK(x.context == parse_slot_id(slot_id));
}

CAF_TEST(the_longest_verb_wins) {
  CAF_CHECK(read<nav_button>("nav_next").what == nav_button::verb::next);
  CAF_CHECK(read<nav_button>("nav_next_week").what == nav_button::verb::next_week);
  CAF_CHECK_EQUAL(read<action_button>("action_services_page_3").argument, "3");
  CAF_CHECK(!parse_button_id("nav_nextweek"));
  CAF_CHECK(!parse_button_id("action_cancelled"));
}

CAF_TEST(a_choice_carries_its_request) {
  const auto x = read<choice_button>("choice_diff_day_same_time_any-2027-03-05T14:00:00.000Z-cut");
  CAF_REQUIRE(x.context);
  CAF_CHECK_EQUAL(x.context->master_id, "");
  CAF_CHECK_EQUAL(x.context->service_id, "cut");
}

CAF_TEST(pages_are_0_to_99) {
  CAF_CHECK_EQUAL(read<nav_button>("nav_page_3").page, 3);
  CAF_CHECK_EQUAL(read<nav_button>("nav_page_99").page, 99);
  for (auto id : {"nav_page", "nav_page_", "nav_page_100", "nav_page_-1", "nav_page_03",
                  "nav_page_3_", "nav_page_x", "nav_page_99999999999999999999",
                  "action_services_page", "action_services_page_100"})
    CAF_CHECK(!parse_button_id(id));
}

CAF_TEST(a_slot_that_nobody_could_book_is_not_understood) {
  for (auto id : {"slot_", "slot_x", "confirm_", "slot_any-2027-03-05T14:00:00.000Z-cut",
                  "confirm_any-2027-03-05T14:00:00.000Z-cut", "confirm_booking_17"})
    CAF_CHECK(!parse_button_id(id));
}

CAF_TEST(unknown_families_verbs_and_arguments_are_not_understood) {
  for (auto id :
       {"", "_", "slot", "SLOT_x", "choice_", "choice_none", "action_", "action_service",
        "action_service_", "action_service_a b", "action_cancel_now", "waitlist_", "waitlist_join_",
        "nav_", "nav_up", "pay_now", "choice_see_more_tomorrow", "v1:s:cut:m7:202612041500"})
    CAF_CHECK(!parse_button_id(id));
}

CAF_TEST(an_id_longer_than_a_card_can_carry_is_not_understood) {
  CAF_CHECK(parse_button_id("waitlist_join_" + std::string(242, 'x')));
  CAF_CHECK(!parse_button_id("waitlist_join_" + std::string(243, 'x')));
}

CAF_TEST(ids_with_uuids_fit_into_list_rows) {
  const std::string uuid = "6f1c1c1e-0000-4000-8000-0000000000b1";
  const slot_ref ref{uuid, uuid, from_unix_ms(1795308414215)};
  CAF_CHECK_LESS_OR_EQUAL(to_string(choice_button{{}, ref}).size(), max_button_id_bytes);
  CAF_CHECK_LESS_OR_EQUAL(to_string(nav_button{nav_button::verb::page, 99, ref}).size(),
                          max_button_id_bytes);
}

CAF_TEST(garbage_is_never_more_than_not_understood) {
  random_values random{5};
  constexpr std::string_view starts[] = {
      "", "slot_", "confirm_", "choice_same_day_diff_time_", "action_", "waitlist_join_", "nav_"};
  for (int i = 0; i < 5000; ++i) {
    const auto id = std::string{random.pick(starts)} + random.bytes(40);
    if (const auto x = parse_button_id(id))
      CAF_REQUIRE(parse_button_id(to_string(*x)) == x);
  }
}
