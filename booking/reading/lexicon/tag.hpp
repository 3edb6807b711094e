#pragma once

#include "messages/language.hpp"

#include <cstdint>

namespace quickbooking {

/// What a phrase can mean. The comment says what the value is.
enum class tag : std::uint8_t {
  // days
  weekday,   ///< 0 is Sunday
  month,     ///< 1..12
  day_shift, ///< days from today
  weekend,
  next_week, ///< "of next week"
  next,      ///< "next" beside a weekday: that of next week
  coming,    ///< "this", "coming": the nearest
  last,      ///< "last Friday"
  in,        ///< "in" two days
  from_now,  ///< two days "from now"
  unit,      ///< days in it: 1, 7
  days,      ///< a number of days in one word: "in a fortnight"
  on,        ///< before a day rather than a time
  day_intro, ///< before a day of the month; 1 if it needs no mark: "el", "dia"; 0 "the"
  day_mark,  ///< after a day of the month; 0 joined to it: "th", "го"; 1 apart: "числа"
  of,        ///< "5 of November"
  ordinal,   ///< "fifth": 5
  // times
  number,       ///< as a word
  clock,        ///< minutes since midnight on a 12-hour dial
  moment,       ///< minutes since midnight: noon
  plus_minutes, ///< after the hour: "three and a half"
  less_minutes, ///< after the hour: "cuatro menos cuarto"
  past_minutes, ///< before the hour: "quarter past"
  to_minutes,   ///< before the hour: "quarter to"
  oclock,       ///< says that the number before it is an hour
  meridiem,     ///< 0 am, 1 afternoon, 2 pm or evening, 3 night
  at,           ///< before a time
  after,
  before,
  between,
  until, ///< "3 to 5"
  part,  ///< 0 morning, 1 afternoon, 2 evening
  hours, ///< how many, if no number is said: 1, 2 for the dual
  minutes,
  // wishes
  anytime,
  usual,
  service, ///< a category
  with,    ///< before a master's name
  stylist, ///< "the stylist", "Mrs": between "with" and the name
  negation,
  change, ///< "move my appointment": of two days the last is meant
  // speech acts
  greeting,
  thanks,
  cancel,
  restart,
  call_salon,
  yes,
  no,
  // the rest
  people,
  currency,
  option, ///< "number" two
  filler, ///< polite words
  common, ///< words that are no typos of the above and tell the language
};

struct meaning {
  tag what;
  bool is_weak; ///< counts only beside others of its sort: "sat", "mar", the article "a"
  language lang;
  std::int16_t value;
};

} // namespace quickbooking
