#include "load/verdict/confirmation.hpp"

#include "booking/texts/catalog.hpp"
#include "load/verdict/text_pieces.hpp"

#include <map>

namespace quickbooking {

namespace {

using values = std::map<std::string, std::string>;

const text_pieces& pieces(language lang, text_key key) {
  static const auto all = [] {
    std::map<std::pair<language, text_key>, text_pieces> out;
    for (const auto each : all_languages)
      for (const auto text : {text_key::booking_confirmed, text_key::already_confirmed})
        out[{each, text}] = pieces_of(catalog_of(each).texts.at(static_cast<std::size_t>(text)));
    return out;
  }();
  return all.at({lang, key});
}

/// The parameters' values if the text has all literals in their order. The last value ends with
/// its line where nothing follows in the pattern.
std::optional<values> match(std::string_view text, const text_pieces& pattern) {
  values out;
  const auto begin = text.find(pattern.literals.front());
  if (begin == std::string_view::npos)
    return std::nullopt;
  text.remove_prefix(begin + pattern.literals.front().size());
  for (std::size_t i = 0; i < pattern.parameters.size(); ++i) {
    const auto& next = pattern.literals[i + 1];
    auto end = next.empty() ? std::min(text.find('\n'), text.size()) : text.find(next);
    if (end == std::string_view::npos)
      return std::nullopt;
    out[pattern.parameters[i]] = text.substr(0, end);
    text.remove_prefix(end + next.size());
  }
  return out;
}

std::optional<confirmation> read_in(language lang, std::string_view text) {
  if (const auto found = match(text, pieces(lang, text_key::booking_confirmed)))
    return confirmation{found->at("code"),
                        found->at("master") + '|' + found->at("date") + '|' + found->at("time")};
  if (const auto found = match(text, pieces(lang, text_key::already_confirmed)))
    return confirmation{found->at("code"), {}};
  return std::nullopt;
}

} // namespace

std::optional<confirmation> read_confirmation(std::string_view text) {
  const auto plain = without_isolates(text);
  for (const auto each : all_languages)
    if (auto found = read_in(each, plain))
      return found;
  return std::nullopt;
}

} // namespace quickbooking
