#pragma once

#include "booking/reading/words.hpp"
#include "messages/language.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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
  bool is_weak; ///< counts only among others of its sort: "sat", "mar"
  language lang;
  std::int16_t value;
};

/// A row of a language's table: `phrases` are parted by "|"; a word ending in "*" stands for all
/// that begin so; a phrase ending in "~" is weak.
struct lexicon_row {
  tag what;
  int value;
  std::string_view phrases;
};

using lexicon_table = std::span<const lexicon_row>;

lexicon_table english_rows();
lexicon_table russian_rows();
lexicon_table spanish_rows();
lexicon_table portuguese_rows();
lexicon_table hebrew_rows();

/// A phrase found in a text.
struct lexicon_hit {
  std::size_t length = 0;            ///< words; 0: nothing found
  std::span<const meaning> meanings; ///< at least one if found
  bool has_prefix = false;           ///< Hebrew "in", "at" or "to" is joined to it
  bool is_guess = false;             ///< found by forgiving a typo
};

/// How one word of a text can be a word of the tables.
struct spelling {
  int id;
  std::uint8_t rank; ///< 0 exact; the lower, the better
  bool has_prefix;
};

using spellings = std::vector<spelling>;

/// The tables of all languages, made for lookup. Immutable.
class lexicon {
public:
  /// Built once, on first use.
  static const lexicon& get();

  /// All ways to read this folded word, best first.
  void find_spellings(std::u16string_view word, spellings& found) const;

  /// The longest phrase that starts at `from`; of equally long ones the best spelled.
  lexicon_hit find(std::span<const spellings> words, std::size_t from) const;

  /// One bit per language whose tables hold this word, by `language`'s number.
  unsigned languages_of(std::u16string_view word) const;

private:
  lexicon();
  void add(language lang, const lexicon_row& row);
  void add_phrase(const meaning& what, std::string_view phrase);
  int intern(std::string_view piece, language lang, bool forgives);
  void add_slips(const std::u16string& text, int id);
  int edge(int node, int id);
  void find_with_prefix(std::u16string_view word, spellings& found) const;
  void find_stems(std::u16string_view word, std::uint8_t rank, bool prefix, spellings& found) const;
  void find_typos(std::u16string_view word, spellings& found) const;
  void walk(std::span<const spellings> words, std::size_t at, int node, lexicon_hit& best,
            lexicon_hit sofar, unsigned rank, unsigned& best_rank) const;

  struct hash {
    using is_transparent = void;
    std::size_t operator()(std::u16string_view x) const {
      return std::hash<std::u16string_view>{}(x);
    }
  };
  template <class T>
  using by_text = std::unordered_map<std::u16string, T, hash, std::equal_to<>>;

  struct known {
    std::u16string text;
    unsigned languages = 0;
  };

  std::vector<known> known_;
  by_text<int> exact_;
  by_text<int> stems_;
  by_text<std::vector<int>> slips_;
  std::unordered_map<std::uint64_t, int> edges_;
  std::vector<std::vector<meaning>> nodes_{1};
};

} // namespace quickbooking
