#pragma once

#include "booking/cards/cards.hpp"
#include "booking/texts/texts.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace quickbooking {

// The Cloud API's limits in UTF-16 units.
inline constexpr std::size_t max_body = 1024;
inline constexpr std::size_t max_header = 60;
inline constexpr std::size_t max_buttons = 3;
inline constexpr std::size_t max_button_title = 20;
inline constexpr std::size_t max_rows = 10;
inline constexpr std::size_t max_row_title = 24;
inline constexpr std::size_t max_row_description = 72;
inline constexpr std::size_t max_section_title = 24;

/// A list row and the section in which it stands.
struct placed_row {
  std::string section;
  option row;
};

/// False for an option that would make the whole card fail: its id cannot be sent, and an id is
/// never cut.
bool can_be_sent(const option& x);

/// A card with up to three reply buttons; what cannot be sent or repeats an id is left out, equal
/// titles get a number. Never without a button: a restart stands in.
card button_card(language lang, std::string header, std::string body, std::vector<option> buttons);

/// A card with a list of up to ten rows, grouped by section in order of first appearance. Without
/// any row that can be sent, a `button_card`.
card list_card(language lang, std::string header, std::string body, text_key list_button,
               std::vector<placed_row> rows);

/// An option of the caller's as a button or row.
option to_option(const extra_option& x, std::size_t max_title);

/// Adds the caller's options as a section of their own; for want of room rows go before them.
std::vector<placed_row> with_extras(language lang, std::vector<placed_row> rows,
                                    const std::vector<extra_option>& extras);

/// "$50 · 1 hour · same time": the parts that are not empty, as a row's description.
std::string joined(const std::vector<std::string>& parts);

/// Price and duration as parts of a description; empty if not known.
std::string price_word(const salon& where, language lang, std::int64_t price);
std::string duration_word(language lang, std::chrono::minutes duration);

} // namespace quickbooking
