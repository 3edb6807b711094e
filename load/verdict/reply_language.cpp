#include "load/verdict/reply_language.hpp"

#include "booking/texts/catalog.hpp"
#include "load/verdict/text_pieces.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace quickbooking {

namespace {

/// Shorter pieces ("Confirm", " - ") may occur in any language.
constexpr std::size_t shortest_piece = 12;

using scores = std::array<std::size_t, all_languages.size()>;

/// The pieces of a language's texts, longest first.
std::vector<std::string> collect(language lang) {
  std::vector<std::string> all;
  for (const auto source : catalog_of(lang).texts)
    for (auto& piece : pieces_of(source).literals)
      if (piece.size() >= shortest_piece)
        all.push_back(std::move(piece));
  std::ranges::sort(all, std::greater{}, &std::string::size);
  return all;
}

const std::vector<std::string>& pieces_in(language lang) {
  static const auto all = [] {
    std::array<std::vector<std::string>, all_languages.size()> out;
    for (const auto each : all_languages)
      out.at(static_cast<std::size_t>(each)) = collect(each);
    return out;
  }();
  return all.at(static_cast<std::size_t>(lang));
}

/// Bytes of the text that are the language's own words.
std::size_t score(std::string_view text, language lang) {
  std::size_t sum = 0;
  for (const auto& piece : pieces_in(lang))
    if (text.find(piece) != std::string_view::npos)
      sum += piece.size();
  return sum;
}

scores score_all(std::string_view text) {
  scores out{};
  for (const auto each : all_languages)
    out.at(static_cast<std::size_t>(each)) = score(text, each);
  return out;
}

} // namespace

std::set<language> languages_of_reply(std::string_view text) {
  const auto sums = score_all(without_isolates(text));
  const auto best = *std::ranges::max_element(sums);
  std::set<language> out;
  for (const auto each : all_languages)
    if (best > 0 && sums.at(static_cast<std::size_t>(each)) == best)
      out.insert(each);
  return out;
}

/// Most replies are right, and then mostly the words of their own language: one look is enough.
bool is_in_wrong_language(std::string_view text, language expected) {
  if (score(text, expected) * 2 > text.size())
    return false;
  const auto found = languages_of_reply(text);
  return !found.empty() && !found.contains(expected);
}

} // namespace quickbooking
