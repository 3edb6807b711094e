#pragma once

#include "booking/reading/lexicon/lexicon.hpp"
#include "booking/reading/words.hpp"

#include <optional>
#include <span>
#include <vector>

namespace quickbooking {

/// One or more words that mean something together, or one word that means nothing to the tables.
struct mark {
  std::size_t first; ///< index of its first word
  std::size_t count; ///< words
  std::span<const meaning> meanings;
  bool has_prefix = false; ///< see lexicon_hit
  bool is_name = false;    ///< (part of) a master's name: means nothing else
};

/// A text whose words are joined into marks. Indices out of range are nothing, not an error: the
/// grammars look around freely.
class marked_text {
public:
  /// `names` tells which words are (parts of) names. Both arguments must outlive this.
  marked_text(const word_list& words, const std::vector<bool>& names);

  const word_list& words() const { return words_; }
  std::size_t size() const { return marks_.size(); }
  const mark& operator[](std::size_t i) const { return marks_[i]; }

  /// The meaning of this sort that mark `i` has; null if it has none.
  const meaning* find(std::size_t i, tag what) const;
  bool has(std::size_t i, tag what) const { return find(i, what) != nullptr; }
  std::optional<int> value(std::size_t i, tag what) const;

  /// True if any mark has such a meaning.
  bool mentions(tag what) const;

  bool is_sign(std::size_t i, char16_t c) const;
  bool is_hyphen(std::size_t i) const { return is_sign(i, u'-'); }

  /// A number written in digits, and how many digits it has.
  std::optional<int> digits(std::size_t i) const;
  std::size_t digit_count(std::size_t i) const;

  /// A number in digits or as a word, but not an article.
  std::optional<int> number(std::size_t i) const;

  /// The same, articles included: "in a week".
  std::optional<int> count(std::size_t i) const;

  /// True if mark `i` follows the one before without a space.
  bool is_glued(std::size_t i) const;

  /// Letters without a meaning.
  bool is_unknown(std::size_t i) const;

private:
  const word_list& words_;
  std::vector<mark> marks_;
};

} // namespace quickbooking
