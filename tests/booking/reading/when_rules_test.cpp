#define CAF_SUITE when_rules

#include "booking/reading/when/dates.hpp"
#include "booking/reading/when/times.hpp"
#include "tests/booking/reading/reading_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using std::chrono::year_month_day;

/// Wednesday.
constexpr year_month_day today{2026y / 10 / 28};

struct row {
  const char* text;
  language lang;
  const char* expected;
};

/// `2026-10-30 15:00`, or one of both, or the part of the day.
std::string read_when_of(const row& x) {
  const auto said = read_text(x.text, x.lang).said;
  std::string out;
  const auto add = [&](std::string piece) { out += (out.empty() ? "" : " ") + piece; };
  if (said.date)
    add(to_string(*said.date));
  if (said.time)
    add(to_hhmm(*said.time));
  if (said.part)
    add(std::string{to_string(*said.part)});
  return out;
}

} // namespace

CAF_TEST(the_rules_of_days_and_times_hold_in_every_language) {
  using enum language;
  const row rows[] = {
      {"haircut friday 3pm", en, "2026-10-30 15:00"},
      {"haircut wednesday", en, "2026-11-04"},
      {"haircut next friday", en, "2026-11-06"},
      {"haircut this friday", en, "2026-10-30"},
      {"haircut next week", en, "2026-11-02"},
      {"haircut this weekend", en, "2026-10-31"},
      {"haircut 10/31", en, "2026-10-31"},
      {"haircut not friday, saturday", en, "2026-10-31"},
      {"haircut after 5pm", en, "evening"},
      {"haircut between 3 and 5", en, "15:00"},
      {"haircut in two days at noon", en, "2026-10-30 12:00"},
      {"стрижка в пятницу в 15:00", ru, "2026-10-30 15:00"},
      {"стрижка послезавтра утром", ru, "2026-10-30 morning"},
      {"стрижка через неделю в полтретьего", ru, "2026-11-04 14:30"},
      {"corte el viernes a las 3", es, "2026-10-30 15:00"},
      {"corte mañana por la mañana", es, "2026-10-29 morning"},
      {"corte pasado mañana a las diez y media", es, "2026-10-30 10:30"},
      {"corte 3/11", es, "2026-11-03"},
      {"corte na sexta às 15h", pt, "2026-10-30 15:00"},
      {"corte depois de amanhã à tarde", pt, "2026-10-30 afternoon"},
      {"corte 3/11 meio-dia", pt, "2026-11-03 12:00"},
      {"תספורת ביום שישי בשעה 15:00", he, "2026-10-30 15:00"},
      {"תספורת מחר בבוקר", he, "2026-10-29 morning"},
      {"תספורת בעוד יומיים", he, "2026-10-30"},
  };
  for (const auto& x : rows)
    if (read_when_of(x) != x.expected)
      CAF_ERROR(x.text << ": expected " << x.expected << ", read " << read_when_of(x));
}

CAF_TEST(what_is_no_date_or_time_is_none) {
  for (auto text : {"haircut 31/4/2027 ", "haircut 45/45", "haircut 29:99", "call 5551234567",
                    "haircut for $30", "I have 2 kids"})
    if (auto read = read_when_of({text, language::en, ""}); !read.empty())
      CAF_ERROR(text << ": read " << read);
}

CAF_TEST(a_date_that_is_over_is_told_and_left_out) {
  const auto x = read_text("haircut yesterday");
  CAF_CHECK(x.past_date);
  CAF_CHECK(!x.said.date);
}

CAF_TEST(a_date_without_a_year_is_the_next_such) {
  CAF_CHECK(next_such(std::chrono::October, std::chrono::day{28}, today) == today);
  CAF_CHECK(next_such(std::chrono::October, std::chrono::day{27}, today) == 2027y / 10 / 27);
  CAF_CHECK(next_such(std::chrono::February, std::chrono::day{29}, today) == 2028y / 2 / 29);
  CAF_CHECK(!next_such(std::chrono::April, std::chrono::day{31}, today));
}

CAF_TEST(weeks_begin_on_monday_and_in_hebrew_on_sunday) {
  CAF_CHECK(week_start(language::en, today) == 2026y / 10 / 26);
  CAF_CHECK(week_start(language::he, today) == 2026y / 10 / 25);
  CAF_CHECK(week_start(language::he, 2026y / 10 / 25) == 2026y / 10 / 25);
  CAF_CHECK(week_start(language::en, 2026y / 10 / 25) == 2026y / 10 / 19);
}

CAF_TEST(weekdays_are_of_the_week_that_is_meant) {
  using std::chrono::Wednesday;
  CAF_CHECK(resolve(Wednesday, which_week::bare, language::en, today) == 2026y / 11 / 4);
  CAF_CHECK(resolve(Wednesday, which_week::coming, language::en, today) == today);
  CAF_CHECK(resolve(Wednesday, which_week::next, language::en, today) == 2026y / 11 / 4);
  CAF_CHECK(resolve(std::chrono::Sunday, which_week::next, language::en, today) == 2026y / 11 / 8);
  CAF_CHECK(resolve(std::chrono::Sunday, which_week::next, language::he, today) == 2026y / 11 / 1);
}

CAF_TEST(an_open_hour_is_settled_by_the_part_of_day_or_opening_hours) {
  CAF_CHECK(settle({3h, true}, std::nullopt) == 15h);
  CAF_CHECK(settle({3h, false}, std::nullopt) == 3h);
  CAF_CHECK(settle({9h, true}, std::nullopt) == 9h);
  CAF_CHECK(settle({9h, true}, part_of_day::evening) == 21h);
  CAF_CHECK(settle({7h, true}, part_of_day::morning) == 7h);
}
