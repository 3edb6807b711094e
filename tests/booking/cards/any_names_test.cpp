#define CAF_SUITE any_names
#include "booking/texts/texts.hpp"
#include "tests/booking/cards/card_fixture.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <random>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

std::string repeated(std::string_view text, int times) {
  std::string result;
  while (times-- > 0)
    result += text;
  return result;
}

const std::vector<std::string> odd_names{"",
                                         " ",
                                         "\n\t\r",
                                         std::string("\0\x01\x7F", 3),
                                         "\u200B\u200D\uFEFF",
                                         "\u2066\u202E",
                                         "…",
                                         "'",
                                         "{name}",
                                         repeated("Wilhelmina ", 20),
                                         repeated("W", 300),
                                         repeated("👩‍👩‍👧‍👦", 30),
                                         repeated("🇮🇱", 60),
                                         "a" + repeated("\u0301", 500),
                                         repeated("שרה Sarah ", 15),
                                         repeated("Ж", 150),
                                         "\xFF\xFE broken \xD7",
                                         "\u202E" + repeated("evil", 40),
                                         "  padded  ",
                                         repeated("👍🏽", 5) + "!"};

/// Pieces of which names are made up: letters, marks, joiners, spaces, controls, broken bytes.
const std::vector<std::string> pieces{
    "a",      "Wide",   "Ж",      "ש",      "\u0301",   "\u05B8", "👩‍👩‍👧‍👦",
    "\u200D", "🇮🇱",     "🇮",      "❤️", " ",        "  ",     "\n",
    "\x01",   "\u2028", "\u2069", "\u202E", "\xF0\x9F", "\x80",   "⭐",
    "-",      "'",      "{"};

std::string random_name(std::minstd_rand& random) {
  std::string result;
  for (auto count = random() % 60; count > 0; --count)
    result += pieces[random() % pieces.size()];
  return result;
}

salon named(const std::string& service_name, const std::string& master, const std::string& other) {
  auto result = glow();
  result.name = other;
  result.services[0].name = service_name;
  result.services[0].names.clear();
  result.masters[0].name = master;
  result.masters[1].name = other;
  return result;
}

/// Ten slots, each hour twice, on three days.
std::vector<slot> ten_slots() {
  std::vector<slot> result;
  for (int i = 0; i < 10; ++i)
    result.push_back(slot_at(i % 2 == 0 ? "sarah" : "alex",
                             i < 4   ? "2025-10-31"
                             : i < 8 ? "2025-11-05"
                                     : "2025-11-07",
                             std::to_string(10 + i / 2) + ":00", i < 3));
  return result;
}

void check_sendable(const card& x) {
  for (auto& problem : limit_violations(x))
    CAF_ERROR(problem);
  for (auto& each : x.options())
    CAF_CHECK(each.title.find('\n') == std::string::npos);
}

/// All of the slots are there, with whole ids and times.
void check_slots(const card& x, language lang, const std::vector<slot>& slots) {
  auto options = x.options();
  for (auto& each : slots) {
    auto i = std::ranges::find(options, "slot_" + each.id, &option::id);
    CAF_REQUIRE(i != options.end());
    auto time = format_time(lang, std::chrono::hours{std::stoi(each.start_time)});
    if (i->title.find(time) == std::string::npos)
      CAF_ERROR("time cut: " << i->title);
    if (x.is_list() && each.show_star)
      CAF_CHECK(i->title.starts_with(time + " ⭐"));
  }
}

void check_all_cards(const salon& where, language lang, const std::string& odd) {
  auto slots = ten_slots();
  const std::vector<std::string> proximity(10, odd);
  auto list = slots_card(where, lang, odd, slots, proximity, {});
  check_sendable(list);
  check_slots(list, lang, slots);
  for (std::ptrdiff_t first = 0; first < 8; ++first) {
    std::vector three(slots.begin() + first, slots.begin() + first + 3);
    auto buttons = slots_card(where, lang, odd, three, proximity, {});
    CAF_CHECK_EQUAL(buttons.buttons.size(), 3u);
    check_sendable(buttons);
    check_slots(buttons, lang, three);
  }
  check_sendable(slots_card(where, lang, odd, slots, {}, {{"action_see_more", odd}, {odd, odd}}));
  check_sendable(choice_card(lang, odd, {{"choice_popular_times", odd}, {"action_cancel", odd}}));
  check_sendable(services_card(where, lang, odd, {&where.services[0]}, 0));
  check_sendable(confirmation_card(where, lang, slots[0]));
  check_sendable(
      popular_card(where, lang, slots, {{std::chrono::Friday, 10h, 1000000, false}}, {}));
  CAF_CHECK(limit_violations(text_reply{confirmed_text(where, lang, slots[0], odd)}).empty());
}

} // namespace

CAF_TEST(cards_can_be_sent_with_every_odd_name_in_every_language) {
  for (auto lang : all_languages)
    for (auto& odd : odd_names)
      for (auto& other : {std::string("Sarah"), odd})
        check_all_cards(named(odd, odd, other), lang, odd);
}

CAF_TEST(cards_can_be_sent_with_random_names) {
  std::minstd_rand random{7};
  for (int round = 0; round < 300; ++round) {
    auto where = named(random_name(random), random_name(random), random_name(random));
    check_all_cards(where, all_languages[random() % all_languages.size()], random_name(random));
  }
}
