#pragma once

#include "messages/encoding/instant.hpp"
#include "messages/language.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// Every text of the bot and every label of a button. The comment behind each names its parameters
/// (`parameters_of` tells the same to programs):
///
/// | parameter       | comes from                                                              |
/// |-----------------|-------------------------------------------------------------------------|
/// | day             | `format_day` ("today", "on Friday", "on Friday, Nov 28") or             |
/// |                 | `format_on_day`; stands inside a sentence                               |
/// | time, start, end| `format_time`; the texts add "at", "a las" or "à" themselves            |
/// | date            | `format_heading`; in `past_date`: `format_date`                         |
/// | duration, price | `format_duration`, `format_money`                                       |
/// | hours           | `format_hours`                                                          |
/// | place, count    | decimal digits                                                          |
/// | others          | as they are: names, a phone number, a booking code                      |
///
/// A parameter marked `?` may have an empty value, and the text then does without it.
enum class text_key {
  slot_taken,            ///< time, day
  slot_available,        ///< time, day
  day_options,           ///< service, day; free times of a day, where no time was wanted
  next_options,          ///< service; the next free times, where neither day nor time was wanted
  same_day_options,      ///< time, day
  diff_day_options,      ///< time
  all_day_busy,          ///< day
  master_full,           ///< master, day; others are free
  week_busy,             ///< -
  no_alternatives,       ///< -
  outside_hours,         ///< hours; the wanted time is outside the opening hours
  closed_day,            ///< day; nobody works on the wanted day, or not any more
  part_full,             ///< -; nothing in the wanted part of the day
  too_far,               ///< date (`format_date`); the last day for which bookings are taken
  popular_times_intro,   ///< -
  popular_default,       ///< -
  popular_full,          ///< -; none of the popular times is free, the next free ones follow
  ask_service,           ///< -
  ask_service_first,     ///< -; several services were named
  ask_time,              ///< service
  slot_just_taken,       ///< time
  slot_in_past,          ///< time, day
  confirm_card,          ///< service, master, date, start, end, duration, price
  booking_confirmed,     ///< service, master, date, time, code
  already_confirmed,     ///< code
  next_service,          ///< service; stands below a booking: another service was named too
  usual_offer,           ///< name?, service, master, day, time
  usual_not_free,        ///< time, day
  waitlist_joined,       ///< -
  waitlist_already,      ///< -
  waitlist_left,         ///< -
  waitlist_offer,        ///< date, time, service, master, count (minutes that it is held)
  waitlist_offer_ended,  ///< place (in the queue)
  call_salon,            ///< phone, salon
  booking_cancelled,     ///< -; the confirmation card was left: nothing is booked
  cancel_by_phone,       ///< code, phone; a booking that was made can be cancelled by phone
  session_expired,       ///< -
  error,                 ///< phone?
  unsupported_input,     ///< -
  greeting,              ///< salon; one line, as the two below: stands above a question
  thanks,                ///< -
  unknown_master,        ///< master?; above times or a question
  not_understood,        ///< -
  choose_option,         ///< -
  see_more_end,          ///< -; the last page was seen: another day, or call
  nothing_more_that_day, ///< day
  past_date,             ///< date?; above times or a question
  slots_footer,          ///< -; at most 60 units, as the headers
  list_header,           ///< -
  service_header,        ///< -
  options_header,        ///< -; above what is no slot in a list; at most 24 units
  // Labels have no parameters and at most 20 UTF-16 units.
  label_same_day,
  label_other_day,
  label_popular,
  label_confirm,
  label_cancel,
  label_change_time,
  label_select_time,
  label_select_service,
  label_see_more,
  label_more_services,
  label_all_times,
  label_next_week,
  label_different_day,
  label_waitlist,
  label_call,
  label_book_now,
  label_pass,
  label_usual,
  label_restart
};

/// How many keys there are: they count from 0.
inline constexpr std::size_t text_key_count = static_cast<std::size_t>(text_key::label_restart) + 1;

std::string_view to_string(text_key key); ///< `SLOT_TAKEN`, ...

/// A named parameter of a text: `{time}`, already formatted for the language.
struct text_arg {
  std::string_view name;
  std::string value;
};

/// The text in the language (else English), parameters put in; a missing parameter is a
/// `std::logic_error` in builds with assertions and an empty string otherwise. Values are cleaned:
/// no control characters, no line breaks. In Hebrew, and wherever a value holds right-to-left
/// letters, they are isolated (U+2068 .. U+2069) so that the direction of the rest holds; times,
/// codes and phone numbers in Hebrew are isolated as left-to-right (U+2066 .. U+2069).
std::string text(language lang, text_key key, const std::vector<text_arg>& args = {});

/// The parameter names that the text needs, in the order in which they occur.
std::vector<std::string> parameters_of(language lang, text_key key);

// -- formats ---

std::string format_time(language lang, std::chrono::minutes time_of_day); ///< 3:00 PM | 15:00
std::string format_date(language lang,
                        std::chrono::year_month_day date); ///< MM/DD/YYYY | DD.MM.YYYY | DD/MM/YYYY
std::string format_heading(language lang,
                           std::chrono::year_month_day date); ///< Friday, Oct 31 (<= 24 units)
std::string format_on_day(language lang,
                          std::chrono::year_month_day date); ///< on Friday | в пятницу | ביום שישי
/// The day as one says it today: "today", "tomorrow", "on Friday" up to six days ahead, else with
/// the date: "on Friday, Nov 28".
std::string format_day(language lang, std::chrono::year_month_day date,
                       std::chrono::year_month_day today);
/// 9:00 AM - 8:00 PM | 09:00-20:00
std::string format_hours(language lang, std::chrono::minutes begin, std::chrono::minutes end);
std::string format_short_day(language lang, std::chrono::year_month_day date);  ///< Fri
std::string format_short_date(language lang, std::chrono::year_month_day date); ///< Oct 31
/// $50 | 50,50 € | 5 000 ₽: in the salon's currency, with the decimals that the currency has,
/// left out where they are zero.
std::string format_money(language lang, std::int64_t minor_units, std::string_view currency);
std::string
format_duration(language lang,
                std::chrono::minutes duration); ///< 1 h 30 min, with plurals where spelled out
std::string format_bookings(language lang, int count); ///< 23 bookings | 23 записи | 2: שתי הזמנות
/// How far a slot is from the wish, signed: "1 day later", "30 min earlier", "2 days later, 1 hour
/// earlier". Both 0: "same time". Without a wish there is nothing to say: don't ask.
std::string format_distance(language lang, int day_distance, int minute_distance);

// -- names ---

/// A name as it may stand in a card: valid UTF-8, no control or direction-changing characters, runs
/// of white space as one space, none at the ends. May be empty.
std::string cleaned(std::string_view text);

/// True if nothing of it can be seen: it would be empty when cleaned.
bool is_blank(std::string_view text);

/// Shortens to at most `max_units` UTF-16 units on a grapheme border, with "…" if anything was cut.
/// Never leaves trailing space.
std::string shortened(std::string_view text, std::size_t max_units);

} // namespace quickbooking
