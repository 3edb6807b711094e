#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quickbooking {

/// A point in time, UTC, in milliseconds: the only form in which instants are stored or passed.
using instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// Milliseconds since 1970-01-01T00:00:00Z.
std::int64_t to_unix_ms(instant t);

/// The instant `ms` milliseconds after 1970-01-01T00:00:00Z.
instant from_unix_ms(std::int64_t ms);

/// ISO 8601 in UTC with three decimals, as JavaScript's `toISOString` writes it:
/// `2026-11-22T00:46:54.215Z`.
std::string to_iso8601(instant t);

/// Reads what `to_iso8601` writes (the fraction may be absent). Returns nothing for any other text,
/// for a date that does not exist, and for years outside 1970..9999.
std::optional<instant> parse_iso8601(std::string_view text);

/// A civil date as `YYYY-MM-DD`.
std::string to_string(std::chrono::year_month_day date);

/// Reads `YYYY-MM-DD`; nothing for a date that does not exist.
std::optional<std::chrono::year_month_day> parse_date(std::string_view text);

/// A time of day, minutes since midnight (0..1439; larger values wrap), as `HH:mm`.
std::string to_hhmm(std::chrono::minutes since_midnight);

/// Reads `HH:mm` (00:00..23:59, and 24:00 as 1440 minutes).
std::optional<std::chrono::minutes> parse_hhmm(std::string_view text);

} // namespace quickbooking
