#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

enum class word_kind : std::uint8_t { letters, number, sign };

/// A piece of a text: a run of letters, a run of digits, or one sign.
struct word {
  word_kind kind;
  bool glued;         ///< nothing stands between it and the piece before: "3pm", "15:30"
  bool capital;       ///< was written with an upper-case first letter
  int value;          ///< of a number; -1 if it has more than nine digits
  std::size_t begin;  ///< into the folded text
  std::size_t length; ///< in UTF-16 units
};

/// A text cut into words, folded so that what a customer writes and what a table holds compare
/// equal: compatibility forms, case and Latin accents are gone, as are Hebrew vowel points,
/// apostrophes and everything invisible (RTL marks, zero-width characters). Letters that are
/// repeated for emphasis ("pleaseee") are written once. Emoji separate words and are not kept.
class word_list {
public:
  /// `text` is UTF-8; only its first 4,096 bytes count.
  explicit word_list(std::string_view text);

  std::size_t size() const { return words_.size(); }
  const word& operator[](std::size_t i) const { return words_[i]; }
  std::u16string_view text(std::size_t i) const {
    return std::u16string_view{folded_}.substr(words_[i].begin, words_[i].length);
  }

  bool is_sign(std::size_t i, char16_t c) const;
  bool is_number(std::size_t i) const;
  bool is_letters(std::size_t i) const;

  /// True if the customer writes capitals throughout, so that they mark no names.
  bool is_shouted() const { return shouted_; }

private:
  std::u16string folded_;
  std::vector<word> words_;
  bool shouted_ = false;
};

/// The folded letter and number words of a name.
std::vector<std::u16string> folded_words(std::string_view text);

enum class script : std::uint8_t { latin, cyrillic, hebrew, other };

/// The script of a folded word, by its first letter.
script script_of(std::u16string_view word);

} // namespace quickbooking
