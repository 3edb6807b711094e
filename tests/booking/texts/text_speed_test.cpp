#define CAF_SUITE text_speed
#include "tests/booking/texts/text_fixture.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <chrono>

using namespace quickbooking;

namespace {

/// All of this takes about 1 us here and less. The check is wide enough for sanitizers and still
/// fails if patterns or formatters are made anew for each text, which takes 50 us and more.
constexpr double most_microseconds = 40;

template <class Function>
double microseconds_for_all_languages(Function run) {
  auto begin = std::chrono::steady_clock::now();
  for (auto lang : all_languages)
    run(lang);
  std::chrono::duration<double, std::micro> spent = std::chrono::steady_clock::now() - begin;
  return spent.count();
}

/// The best of many rounds: what else the machine does is not our concern.
template <class Function>
void check_speed(const char* what, Function run) {
  auto best = microseconds_for_all_languages(run);
  for (int i = 0; i < 500; ++i)
    best = std::min(best, microseconds_for_all_languages(run));
  auto each = best / all_languages.size();
  CAF_MESSAGE(what << ": " << each << " us");
  CAF_CHECK_LESS(each, most_microseconds);
}

} // namespace

CAF_TEST(texts_are_not_parsed_each_time) {
  const auto args = sample_args();
  check_speed("text", [&](language lang) { text(lang, text_key::confirm_card, args); });
}

CAF_TEST(formats_are_not_made_each_time) {
  using namespace std::chrono_literals;
  check_speed("money", [](language lang) { format_money(lang, 5050, "EUR"); });
  check_speed("duration", [](language lang) { format_duration(lang, 90min); });
  check_speed("distance", [](language lang) { format_distance(lang, 2, -60); });
  check_speed("shortened", [](language) { shortened("Александра Константинопольская", 13); });
}
