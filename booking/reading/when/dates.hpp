#pragma once

#include "booking/reading/marks.hpp"
#include "messages/language.hpp"

#include <chrono>
#include <cstddef>
#include <optional>

namespace quickbooking {

/// Which of the coming Fridays a weekday means.
enum class which_week : std::uint8_t {
  bare,   ///< the nearest; today's only with a time that is still ahead
  coming, ///< "this Friday": the nearest, today included
  next    ///< "next Friday": the one of next week
};

/// A day that a text names.
struct date_mention {
  std::size_t length = 0;                          ///< marks; 0: none here
  std::optional<std::chrono::year_month_day> date; ///< unless only a weekday is named
  std::optional<std::chrono::weekday> day;
  which_week week = which_week::bare;
  bool is_week = false; ///< "next week", "in two weeks": a weekday said elsewhere is of that week
  bool is_over = false; ///< yesterday, last Friday, a full date that has passed
};

/// The day named by the marks from `i` on. `lang` decides whether 03/04 is in March or April.
date_mention date_at(const marked_text& text, std::size_t i, language lang,
                     std::chrono::year_month_day today);

/// Only those written with figures: 31/10, 31.10, 2026-10-31, 10/31 in English.
date_mention numeric_date_at(const marked_text& text, std::size_t i, language lang,
                             std::chrono::year_month_day today);

/// Only those with a month's name: "Oct 31st", "5 de noviembre".
date_mention written_date_at(const marked_text& text, std::size_t i,
                             std::chrono::year_month_day today);

/// Only those that count from today: "tomorrow", "in two days", "this weekend", "next week".
date_mention relative_date_at(const marked_text& text, std::size_t i, language lang,
                              std::chrono::year_month_day today);

/// Only weekdays, with or without a number ("viernes 30").
date_mention weekday_at(const marked_text& text, std::size_t i, language lang,
                        std::chrono::year_month_day today);

/// Only days of the month: "on the 5th", "el 5", "5-го числа".
date_mention month_day_at(const marked_text& text, std::size_t i,
                          std::chrono::year_month_day today);

/// True if mark `i`, after a number, makes that number a time or an amount: "pm", ":", "days".
bool turns_into_time(const marked_text& text, std::size_t i);

// -- days ---

/// The next such date from today on; nothing if there is none (31 April).
std::optional<std::chrono::year_month_day> next_such(std::chrono::month m, std::chrono::day d,
                                                     std::chrono::year_month_day today);

/// The weekday's day in the week that a mention means. Weeks begin on Monday, in Hebrew on Sunday.
std::chrono::year_month_day resolve(std::chrono::weekday day, which_week week, language lang,
                                    std::chrono::year_month_day today);

/// First day of the week of that date.
std::chrono::year_month_day week_start(language lang, std::chrono::year_month_day date);

} // namespace quickbooking
