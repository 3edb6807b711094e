#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace quickbooking {

/// The languages that the bot speaks.
enum class language { en, ru, es, pt, he };

inline constexpr std::array<language, 5> all_languages{language::en, language::ru, language::es,
                                                       language::pt, language::he};

/// The two-letter code: `en`, `ru`, `es`, `pt`, `he`.
std::string_view to_string(language lang);

/// Reads a code, ignoring case and a region suffix (`pt-BR`, `pt_BR`); nothing for other languages.
std::optional<language> parse_language(std::string_view code);

/// Like `parse_language`, with `en` for whatever is unknown (design.md section 5).
language language_or_en(std::string_view code);

} // namespace quickbooking
