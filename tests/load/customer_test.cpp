#define CAF_SUITE customer

#include "load/customer/customer.hpp"
#include "load/customer/wishes.hpp"

#include <caf/test/unit_test.hpp>

#include <set>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

const std::string slot_a = "b1-2026-12-01T10:00:00.000Z";
const std::string slot_b = "b1-2026-12-01T11:00:00.000Z";

/// A customer and the salon that answers.
struct chat {
  explicit chat(journey what, language lang = language::en) {
    state.what = what;
    state.lang = lang;
    for (const auto each : all_languages)
      world.wishes.at(static_cast<std::size_t>(each)) = {std::string{to_string(each)} + " wish"};
    world.think.middle = 2s;
    world.is_taken = [this](const std::string& time) { return taken.contains(time); };
  }

  customer_acts arrives() { return step(state, arrived{}, world, chance); }

  /// The salon replies, the customer thinks, and acts.
  customer_acts after(std::vector<std::string> ids, bool is_booking = false) {
    heard_reply reply{"text", {}, "wamid." + std::to_string(++replies)};
    for (auto& id : ids)
      reply.options.push_back({id, "title of " + id, false});
    const auto acts = step(state, heard{std::move(reply), is_booking}, world, chance);
    CAF_REQUIRE(acts.think == std::chrono::microseconds{2s});
    CAF_REQUIRE(acts.messages.empty() && !acts.leaves);
    return thinks();
  }

  customer_acts thinks() { return step(state, thought{}, world, chance); }

  customer_state state;
  customer_world world;
  dice chance{1};
  std::set<std::string> taken;
  int replies = 0;
};

std::string typed(const sent_message& x) { return std::get<typed_message>(x.what).text; }
std::string tapped(const sent_message& x) { return std::get<tapped_message>(x.what).what.id; }

std::string only_tap(const customer_acts& acts) {
  CAF_REQUIRE_EQUAL(acts.messages.size(), 1u);
  return tapped(acts.messages.front());
}

const std::vector<std::string> confirm_card{"confirm_" + slot_a, "action_change_slot_" + slot_a};

} // namespace

CAF_TEST(who_books_types_taps_a_time_confirms_and_leaves) {
  chat x{journey::books};
  const auto first = x.arrives();
  CAF_REQUIRE_EQUAL(first.messages.size(), 1u);
  CAF_CHECK_EQUAL(typed(first.messages.front()), "en wish");
  const auto slot = x.after({"slot_" + slot_a, "choice_popular_times"});
  CAF_CHECK_EQUAL(only_tap(slot), "slot_" + slot_a);
  CAF_CHECK_EQUAL(std::get<tapped_message>(slot.messages.front().what).card_id, "wamid.1");
  CAF_CHECK_EQUAL(only_tap(x.after(confirm_card)), "confirm_" + slot_a);
  CAF_CHECK_EQUAL(x.state.confirming, time_key("slot_" + slot_a));
  CAF_CHECK(x.after({}, true).leaves);
}

CAF_TEST(who_finds_nothing_to_tap_leaves) {
  chat x{journey::books};
  x.arrives();
  CAF_CHECK(x.after({}).leaves);
}

CAF_TEST(nobody_chats_for_ever) {
  chat x{journey::books};
  x.arrives();
  int taps = 0;
  while (!x.after({"choice_same_day_diff_time"}).leaves)
    CAF_REQUIRE(++taps < 100);
  CAF_CHECK_EQUAL(taps, 13);
}

CAF_TEST(silence_ends_a_visit) {
  chat x{journey::books};
  x.arrives();
  CAF_CHECK(step(x.state, silence{}, x.world, x.chance).leaves);
}

CAF_TEST(who_changes_the_mind_does_so_once_and_books) {
  chat x{journey::changes_mind};
  x.arrives();
  x.after({"slot_" + slot_a});
  CAF_CHECK_EQUAL(only_tap(x.after(confirm_card)), "action_change_slot_" + slot_a);
  CAF_CHECK_EQUAL(only_tap(x.after({"slot_" + slot_b})), "slot_" + slot_b);
  CAF_CHECK_EQUAL(only_tap(x.after({"confirm_" + slot_b, "action_change_slot"})),
                  "confirm_" + slot_b);
}

CAF_TEST(who_abandons_never_confirms) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    chat x{journey::abandons};
    x.chance = dice{seed};
    x.arrives();
    auto acts = x.after({"slot_" + slot_a});
    if (!acts.leaves)
      acts = x.after(confirm_card);
    CAF_CHECK(acts.leaves);
  }
}

CAF_TEST(who_takes_a_taken_slot_waits_for_it_and_taps_the_old_card) {
  chat x{journey::takes_taken};
  x.arrives();
  CAF_CHECK(x.after({"slot_" + slot_a, "slot_" + slot_b}).think);
  CAF_CHECK(x.thinks().think);
  x.taken.insert(time_key("slot_" + slot_b));
  const auto acts = x.thinks();
  CAF_CHECK_EQUAL(only_tap(acts), "slot_" + slot_b);
  CAF_CHECK_EQUAL(std::get<tapped_message>(acts.messages.front().what).card_id, "wamid.1");
  CAF_CHECK_EQUAL(only_tap(x.after({"slot_" + slot_a})), "slot_" + slot_a);
}

CAF_TEST(who_waits_in_vain_for_a_taken_slot_books_a_free_one) {
  chat x{journey::takes_taken};
  x.arrives();
  auto acts = x.after({"slot_" + slot_a});
  int waits = 1;
  for (; acts.think; ++waits)
    acts = x.thinks();
  CAF_CHECK_EQUAL(only_tap(acts), "slot_" + slot_a);
  CAF_CHECK(waits < 12);
}

CAF_TEST(a_polyglot_types_in_all_languages_and_books) {
  chat x{journey::polyglot, language::pt};
  std::set<std::string> all{typed(x.arrives().messages.front())};
  for (int i = 0; i < 4; ++i)
    all.insert(typed(x.after({"slot_" + slot_a}).messages.front()));
  CAF_CHECK(all == (std::set<std::string>{"en wish", "ru wish", "es wish", "pt wish", "he wish"}));
  CAF_CHECK_EQUAL(only_tap(x.after({"slot_" + slot_a})), "slot_" + slot_a);
}

CAF_TEST(double_taps_are_the_same_tap_twice) {
  chat x{journey::double_taps};
  CAF_CHECK_EQUAL(x.arrives().messages.size(), 1u);
  const auto acts = x.after({"slot_" + slot_a});
  CAF_REQUIRE_EQUAL(acts.messages.size(), 2u);
  CAF_CHECK_EQUAL(tapped(acts.messages[0]), tapped(acts.messages[1]));
  CAF_CHECK(acts.messages[1].after == 150ms);
}

CAF_TEST(two_at_once_are_a_millisecond_apart) {
  chat x{journey::two_at_once};
  const auto acts = x.arrives();
  CAF_REQUIRE_EQUAL(acts.messages.size(), 2u);
  CAF_CHECK(acts.messages[0].after == 0ms);
  CAF_CHECK(acts.messages[1].after == 1ms);
}

CAF_TEST(only_the_redelivered_come_in_copies) {
  chat twice{journey::redelivered};
  CAF_CHECK(twice.arrives().messages.front().copies == 2);
  CAF_CHECK(twice.after({"slot_" + slot_a}).messages.front().copies == 2);
  CAF_CHECK(chat{journey::books}.arrives().messages.front().copies == 1);
}

CAF_TEST(a_seed_decides_what_a_customer_does) {
  auto play = [](std::uint64_t seed) {
    chat x{journey::books};
    x.chance = dice{seed};
    x.arrives();
    std::vector<std::string> ids;
    for (int i = 10; i < 30; ++i)
      ids.push_back("slot_b1-2026-12-01T" + std::to_string(i % 24) + ":00:00.000Z");
    return only_tap(x.after(ids));
  };
  CAF_CHECK_EQUAL(play(5), play(5));
  std::set<std::string> all;
  for (std::uint64_t seed = 0; seed < 20; ++seed)
    all.insert(play(seed));
  CAF_CHECK(all.size() > 5);
}

CAF_TEST(wishes_are_filled) {
  dice chance{1};
  for (const auto each : all_languages)
    for (const auto& wish : built_in_wishes(each))
      CAF_CHECK_EQUAL(fill_wish(wish, chance).find('{'), std::string::npos);
}
