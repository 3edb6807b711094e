#define CAF_SUITE hostile_texts

#include "tests/booking/reading/reading_fixture.hpp"

#include <caf/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <random>

using namespace quickbooking;

namespace {

using clock = std::chrono::steady_clock;

/// Wide enough for sanitizers on a busy machine; a text of 4 KB takes about 1 ms.
constexpr std::chrono::milliseconds most_for_one_text{500};

std::vector<std::string> all_phrases() {
  std::vector<std::string> phrases;
  for (auto lang : all_languages) {
    std::ifstream in{std::string{QUICKBOOKING_TEST_DATA "/phrases/"} + std::string{to_string(lang)}
                     + ".json"};
    const auto data = nlohmann::json::parse(in);
    for (const auto& x : data.at("main"))
      phrases.push_back(x.at("text"));
  }
  return phrases;
}

/// What can be said of any reading, whatever the text was.
void check_sane(const reading& x, std::string_view text) {
  const auto& said = x.said;
  const auto bad
      = (said.time
         && (*said.time < std::chrono::minutes{0} || *said.time >= std::chrono::hours{24}))
        || (said.time && said.part) || (said.date && !said.date->ok())
        || (x.number && (*x.number < 1 || *x.number > 99));
  if (bad)
    CAF_ERROR("no sane reading of: " << text);
}

void read_in_time(const std::string& text) {
  for (auto lang : all_languages) {
    const auto begin = clock::now();
    check_sane(read_text(text, lang), text);
    detect_language(text, lang);
    CAF_REQUIRE(clock::now() - begin < most_for_one_text);
  }
}

} // namespace

CAF_TEST(random_bytes_are_read_as_something_sane) {
  std::mt19937 random{20261122};
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    for (auto n = random() % 120; n > 0; --n)
      text += static_cast<char>(random());
    read_in_time(text);
  }
}

CAF_TEST(shuffled_and_broken_phrases_are_read_as_something_sane) {
  std::mt19937 random{1};
  const auto phrases = all_phrases();
  CAF_REQUIRE(phrases.size() > 200);
  const auto piece = [&] {
    const auto& from = phrases[random() % phrases.size()];
    return from.substr(random() % from.size(), random() % 40);
  };
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    for (auto n = 1 + random() % 6; n > 0; --n)
      text += piece() + (random() % 3 == 0 ? "" : " ");
    read_in_time(text);
  }
}

CAF_TEST(long_monotonous_texts_take_no_long_time) {
  for (auto unit : {"a", "1", "1:", "at ", "not ", "friday ", "haircut ", "3pm ", "в ", "\u05E9",
                    "-", "(", "💇", "\u0301", "a1", "next ", "sarah ", "with "}) {
    std::string text;
    while (text.size() < 65'536)
      text += unit;
    read_in_time(text);
  }
}

CAF_TEST(an_ordinary_text_is_read_in_microseconds) {
  const std::string text = "Hi! Can I get a haircut with Sarah on Friday at 3pm please?";
  auto best = clock::duration::max();
  for (int i = 0; i < 300; ++i) {
    const auto begin = clock::now();
    read_text(text);
    best = std::min(best, clock::now() - begin);
  }
  const std::chrono::duration<double, std::micro> spent = best;
  CAF_MESSAGE("one text: " << spent.count() << " us");
  CAF_CHECK(spent.count() < 3000);
}
