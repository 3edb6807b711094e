#include "booking/reading/when/dates.hpp"

namespace quickbooking {

namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

bool is_day(std::optional<int> n) { return n && *n >= 1 && *n <= 31; }
bool is_month(std::optional<int> n) { return n && *n >= 1 && *n <= 12; }

unsigned plain(int n) { return static_cast<unsigned>(n); }

date_mention full_date(std::size_t length, int y, int m, int d, year_month_day today) {
  const year_month_day date{year{y < 100 ? 2000 + y : y}, month{plain(m)}, day{plain(d)}};
  if (!date.ok() || y > 2100)
    return {};
  return {length, date, {}, which_week::bare, false, date < today};
}

date_mention yearless(std::size_t length, int m, int d, year_month_day today) {
  const auto date = next_such(month{plain(m)}, day{plain(d)}, today);
  return date ? date_mention{length, date, {}, which_week::bare, false, false} : date_mention{};
}

/// Month first only in English, and there only if that is possible.
std::optional<std::pair<int, int>> month_and_day(int a, int b, language lang) {
  if (lang == language::en && is_month(a) && is_day(b))
    return std::pair{a, b};
  if (is_day(a) && is_month(b))
    return std::pair{b, a};
  if (is_month(a) && is_day(b))
    return std::pair{a, b};
  return std::nullopt;
}

// -- figures ---

struct figures {
  char16_t separator = 0;
  int a = 0, b = 0;
  std::optional<int> c;
  std::size_t digits_a = 0, digits_b = 0, digits_c = 0;
};

char16_t separator_at(const marked_text& text, std::size_t i) {
  for (const auto c : {u'/', u'.', u'-'})
    if (text.is_sign(i, c) && text.is_glued(i) && text.is_glued(i + 1))
      return c;
  return 0;
}

std::optional<figures> figures_at(const marked_text& text, std::size_t i) {
  figures x;
  const auto a = text.digits(i), b = text.digits(i + 2), c = text.digits(i + 4);
  x.separator = separator_at(text, i + 1);
  if (!a || !b || x.separator == 0)
    return std::nullopt;
  x.a = *a;
  x.b = *b;
  x.digits_a = text.digit_count(i);
  x.digits_b = text.digit_count(i + 2);
  if (c && separator_at(text, i + 3) == x.separator) {
    x.c = *c;
    x.digits_c = text.digit_count(i + 4);
  }
  return x;
}

bool is_year(int n, std::size_t digits) {
  return (digits == 4 && n >= 2000) || (digits == 2 && n >= 20);
}

date_mention with_year(const figures& x, language lang, year_month_day today) {
  if (x.digits_a == 4 && is_month(x.b) && is_day(x.c))
    return full_date(5, x.a, x.b, *x.c, today);
  const auto md = month_and_day(x.a, x.b, lang);
  if (!md || !is_year(*x.c, x.digits_c))
    return {};
  return full_date(5, *x.c, md->first, md->second, today);
}

/// "12.10" is a date unless the sentence wants a time; in English a dot makes a time.
bool is_dotted_date(const marked_text& text, std::size_t i, const figures& x, language lang) {
  const auto could_be_time = x.a < 24 && x.digits_b == 2 && x.b < 60;
  const auto wants_time = i > 0 && text.has(i - 1, tag::at) && !text.has(i - 1, tag::on);
  if (!is_day(x.a) || !is_month(x.b))
    return false;
  return !could_be_time || (!wants_time && lang != language::en);
}

/// "31-10" is a date, "3-5" rather two hours.
bool is_hyphened_date(const figures& x) {
  return (x.a > 24 && is_day(x.a) && is_month(x.b)) || (x.b > 24 && is_day(x.b) && is_month(x.a));
}

date_mention without_year(const marked_text& text, std::size_t i, const figures& x, language lang,
                          year_month_day today) {
  const auto md = month_and_day(x.a, x.b, lang);
  const auto is_date = x.separator == u'/'   ? true
                       : x.separator == u'.' ? is_dotted_date(text, i, x, lang)
                                             : is_hyphened_date(x);
  const auto around_the_clock = x.a == 24 && x.b == 7;
  if (!md || !is_date || around_the_clock || turns_into_time(text, i + 3))
    return {};
  return yearless(3, md->first, md->second, today);
}

// -- month names ---

std::optional<int> day_number(const marked_text& text, std::size_t i) {
  auto n = text.digit_count(i) <= 2 ? text.number(i) : std::nullopt;
  if (!n)
    n = text.value(i, tag::ordinal);
  return is_day(n) ? n : std::nullopt;
}

/// Skips the hyphen and the mark of "5-го" or "5th".
std::size_t after_day_mark(const marked_text& text, std::size_t i) {
  const auto j = text.is_hyphen(i) ? i + 1 : i;
  return text.has(j, tag::day_mark) ? j + 1 : i;
}

/// Adds a year that follows ("de 2026", ", 2026").
date_mention finish(const marked_text& text, std::size_t begin, std::size_t end, int m, int d,
                    year_month_day today) {
  const auto i = text.has(end, tag::of) || text.is_sign(end, u',') ? end + 1 : end;
  const auto y = text.digits(i);
  if (y && text.digit_count(i) == 4 && *y >= 2000)
    return full_date(i + 1 - begin, *y, m, d, today);
  return yearless(end - begin, m, d, today);
}

} // namespace

date_mention numeric_date_at(const marked_text& text, std::size_t i, language lang,
                             year_month_day today) {
  const auto x = figures_at(text, i);
  if (!x)
    return {};
  return x->c ? with_year(*x, lang, today) : without_year(text, i, *x, lang, today);
}

date_mention written_date_at(const marked_text& text, std::size_t i, year_month_day today) {
  if (const auto m = text.value(i, tag::month)) {
    const auto j = text.is_sign(i + 1, u'.') ? i + 2 : i + 1;
    const auto d = day_number(text, j);
    if (d && !turns_into_time(text, j + 1))
      return finish(text, i, after_day_mark(text, j + 1), *m, *d, today);
  }
  if (const auto d = day_number(text, i)) {
    auto j = after_day_mark(text, i + 1);
    j += text.has(j, tag::of) || text.is_hyphen(j) ? 1 : 0;
    if (const auto m = text.value(j, tag::month))
      return finish(text, i, j + 1, *m, *d, today);
  }
  return {};
}

} // namespace quickbooking
