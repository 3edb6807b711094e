#pragma once

#include "messages/instant.hpp"
#include "messages/language.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// Every text of the bot (product.md 9.1) and every label (9.2). The names are the keys of the
/// catalog.
enum class text_key {
  slot_taken,
  slot_available,
  same_day_options,
  diff_day_options,
  all_day_busy,
  week_busy,
  no_alternatives,
  popular_times_intro,
  popular_default,
  ask_service,
  ask_service_first,
  ask_time,
  slot_just_taken,
  slot_in_past,
  confirm_card,
  booking_confirmed,
  already_confirmed,
  usual_offer,
  usual_not_free,
  waitlist_joined,
  waitlist_already,
  call_salon,
  booking_cancelled,
  session_expired,
  error,
  unsupported_input,
  greeting,
  thanks,
  unknown_master,
  not_understood,
  choose_option,
  see_more_end,
  nothing_more_that_day,
  past_date,
  slots_footer,
  list_header,
  service_header,
  label_same_day,
  label_other_day,
  label_popular,
  label_confirm,
  label_cancel,
  label_change_time,
  label_select_time,
  label_select_service,
  label_see_more,
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

std::string_view to_string(text_key key); ///< `SLOT_TAKEN`, ...

/// A named parameter of a text: `{time}`, already formatted for the language.
struct text_arg {
  std::string_view name;
  std::string value;
};

/// The text in the language (else English), parameters put in; a missing parameter is a
/// `std::logic_error` in builds with assertions and an empty string otherwise. Values are cleaned:
/// no control characters; in Hebrew, isolated (U+2068 .. U+2069) so that direction holds.
std::string text(language lang, text_key key, const std::vector<text_arg>& args = {});

/// The parameter names that the text needs, for tests.
std::vector<std::string> parameters_of(language lang, text_key key);

// -- formats (product.md 9.3, 9.4) ---

std::string format_time(language lang, std::chrono::minutes time_of_day); ///< 3:00 PM | 15:00
std::string format_date(language lang,
                        std::chrono::year_month_day date); ///< MM/DD/YYYY | DD.MM.YYYY | DD/MM/YYYY
std::string format_heading(language lang,
                           std::chrono::year_month_day date); ///< Friday, Oct 31 (<= 24 units)
std::string format_on_day(language lang,
                          std::chrono::year_month_day date); ///< on Friday | в пятницу | ביום שישי
std::string format_money(language lang, std::int64_t minor_units, std::string_view currency);
std::string
format_duration(language lang,
                std::chrono::minutes duration); ///< 1 h 30 min, with plurals where spelled out
std::string format_bookings(language lang, int count); ///< 23 bookings | 23 записи | 2: שתי הזמנות
/// "1 hour earlier", "30 min later", "same time"; `today`-relative words for days. Empty if both
/// distances are 0 and `same_time` is not wanted.
std::string format_distance(language lang, int day_distance, int minute_distance);

/// Shortens to at most `max_units` UTF-16 units on a grapheme border, with "…" if anything was cut.
/// Never leaves trailing space.
std::string shortened(std::string_view text, std::size_t max_units);

} // namespace quickbooking
