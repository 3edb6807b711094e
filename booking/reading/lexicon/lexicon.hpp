#pragma once

#include "booking/reading/lexicon/tag.hpp"
#include "messages/language.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace quickbooking {

struct lexicon_row;

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

  /// True if the word is in the tables, perhaps with a Hebrew prefix, and not only by a typo.
  bool knows(std::u16string_view word) const;

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
