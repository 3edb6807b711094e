#pragma once

#include "booking/catalog/salon.hpp"
#include "booking/reading/lexicon/tag.hpp"

#include <span>
#include <string_view>

namespace quickbooking {

/// A row of a language's table: `phrases` are parted by "|"; a word ending in "*" stands for all
/// that begin so; a phrase ending in "~" is weak.
struct lexicon_row {
  tag what;
  int value;
  std::string_view phrases;
};

using lexicon_table = std::span<const lexicon_row>;

/// The value of a `tag::service` row.
constexpr int of(category x) { return static_cast<int>(x); }

// -- days and times ---

lexicon_table english_when_rows();
lexicon_table russian_when_rows();
lexicon_table spanish_when_rows();
lexicon_table portuguese_when_rows();
lexicon_table hebrew_when_rows();

// -- wishes, speech acts, manners ---

lexicon_table english_talk_rows();
lexicon_table russian_talk_rows();
lexicon_table spanish_talk_rows();
lexicon_table portuguese_talk_rows();
lexicon_table hebrew_talk_rows();

} // namespace quickbooking
