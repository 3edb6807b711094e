#pragma once

#include "messages/encoding/json_writer.hpp"
#include "messages/language.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace quickbooking {

enum class part_of_day {
  morning,
  afternoon,
  evening
}; ///< before 12, 12-17, from 17 (product.md 9.4)

std::string_view to_string(part_of_day x);
std::optional<part_of_day> parse_part_of_day(std::string_view text);

/// What a customer asked for, as far as it was said; nothing is invented. Dates and times are the
/// salon's civil ones. Stored as the session's `intent` (with `preferredDate` ...) and, in short
/// form, as `originalIntent`.
struct intent {
  std::optional<std::string> service_id;
  std::optional<std::string> service_name;
  std::optional<std::string> master_id;
  std::optional<std::string> master_name;
  std::optional<std::chrono::year_month_day> date;
  std::optional<std::chrono::minutes> time; ///< since midnight
  std::optional<std::chrono::weekday> day_of_week;
  std::optional<part_of_day> part;
  bool is_flexible = false; ///< "anytime"
  bool is_usual = false;    ///< "my usual"; ours, not in the old format

  friend bool operator==(const intent&, const intent&) = default;
};

/// An intent as it stands in the `intent` object of session-format.md: `lang` is its `language`
/// field, `extra` goes behind what we know.
struct intent_fields {
  const intent& what;
  language lang;
  const nlohmann::json& extra;
};

/// The same for the `originalIntent` object.
struct original_intent_fields {
  const intent& what;
  const nlohmann::json& extra;
};

void write(json_writer& out, const intent_fields& x);
void write(json_writer& out, const original_intent_fields& x);

/// Members of `intent` and `originalIntent` that `intent` has no place for.
nlohmann::json unknown_intent_members(const nlohmann::json& current);
nlohmann::json unknown_original_members(const nlohmann::json& original);

/// Lenient reading of `intent`, with what only `originalIntent` has filled in. Either may be null.
intent intent_from_json(const nlohmann::json& current, const nlohmann::json& original);

} // namespace quickbooking
