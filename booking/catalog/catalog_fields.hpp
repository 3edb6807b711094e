#pragma once

#include "booking/catalog/salon.hpp"
#include "messages/encoding/checked_json.hpp"

namespace quickbooking {

/// Bytes of a name or alias.
inline constexpr std::size_t longest_name = 100;

// Readers of single fields of the catalog. What is wrong is noted in the field's problems.

/// An id. Ids are parts of button ids, hence the few characters; `any` stands for any master there.
std::string parse_id(const checked_json& given);

std::string parse_zone(const checked_json& given);
std::string parse_currency(const checked_json& given);
category parse_kind(const checked_json& given);

/// A language code; `en` where it is absent.
language parse_default_language(const checked_json& given);

/// Translations by language code; none where they are absent.
std::map<language, std::string> parse_names(const checked_json& given);

} // namespace quickbooking
