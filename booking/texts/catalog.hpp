#pragma once

#include "booking/texts/pattern.hpp"
#include "booking/texts/texts.hpp"

#include <array>
#include <initializer_list>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace quickbooking {

/// The building blocks of the formats. Like the texts, they are patterns; their parameters stand
/// behind them.
enum class phrase {
  heading,       ///< weekday, day, month
  on_date,       ///< weekday (as in "on Friday"), day, month
  short_date,    ///< day, month
  open_hours,    ///< start, end
  minutes,       ///< minutes
  hours,         ///< hours
  hours_minutes, ///< hours, minutes
  days,          ///< days
  earlier,       ///< span
  later,         ///< span
  same_time,     ///< -
  bookings       ///< count
};

inline constexpr std::size_t phrase_count = static_cast<std::size_t>(phrase::bookings) + 1;

/// The words of a language that no pattern is needed for. Weeks begin with Sunday.
struct calendar_words {
  std::array<std::string_view, 7> weekdays;       ///< as a heading begins
  std::array<std::string_view, 7> on_weekdays;    ///< "on Friday"
  std::array<std::string_view, 7> short_weekdays; ///< "Fri"
  std::array<std::string_view, 12> months;        ///< "Oct"
  std::string_view today;
  std::string_view tomorrow;
  std::string_view at_one; ///< before 01:00: "a la "
  std::string_view at;     ///< before every other time: "a las "
};

/// The sources of a language's patterns, in the order of their keys.
struct language_catalog {
  std::array<std::string_view, text_key_count> texts;
  std::array<std::string_view, phrase_count> phrases;
  calendar_words words;
};

/// Sorts a table of (key, pattern) by key; does not compile unless each key occurs exactly once.
template <class Key, std::size_t N>
consteval std::array<std::string_view, N>
complete_table(std::initializer_list<std::pair<Key, std::string_view>> entries) {
  std::array<std::string_view, N> result{};
  for (auto& [key, source] : entries) {
    auto& place = result[static_cast<std::size_t>(key)];
    if (!place.empty() || source.empty())
      throw std::logic_error("a key occurs twice, or its text is empty");
    place = source;
  }
  if (entries.size() != N)
    throw std::logic_error("a key is missing");
  return result;
}

using text_entries = std::initializer_list<std::pair<text_key, std::string_view>>;
using phrase_entries = std::initializer_list<std::pair<phrase, std::string_view>>;

consteval auto text_table(text_entries entries) {
  return complete_table<text_key, text_key_count>(entries);
}

consteval auto phrase_table(phrase_entries entries) {
  return complete_table<phrase, phrase_count>(entries);
}

extern const language_catalog english;
extern const language_catalog russian;
extern const language_catalog spanish;
extern const language_catalog portuguese;
extern const language_catalog hebrew;

/// The sources; English for a value that is no language.
const language_catalog& catalog_of(language lang);

/// The parsed patterns: parsed when the language is first used, then shared by all threads.
const pattern& text_pattern(language lang, text_key key);
const pattern& phrase_pattern(language lang, phrase key);

/// A phrase with its parameters put in; for use within a text, hence not isolated.
std::string say(language lang, phrase key, const std::vector<text_arg>& args = {});

} // namespace quickbooking
