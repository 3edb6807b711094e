#pragma once

#include "messages/encoding/instant.hpp"
#include "messages/encoding/json_writer.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quickbooking {

/// What makes a slot self-contained: enough to book it without a session (design.md section 8).
struct slot_ref {
  std::string master_id;  ///< empty: any master (context of a choice, never of a bookable slot)
  std::string service_id; ///< empty in ids of the old service, which do not carry it
  instant start;

  friend bool operator==(const slot_ref&, const slot_ref&) = default;
};

/// `<master>-<start as ISO 8601>` as the old service has it, followed by `-<service>` if that is
/// known. Any master: `any`.
std::string to_slot_id(const slot_ref& ref);

/// Reads both forms. Nothing if there is no instant in it or an id has other characters than
/// `[A-Za-z0-9-]`.
std::optional<slot_ref> parse_slot_id(std::string_view id);

/// One bookable time, in the form that the session stores (session-format.md, "Slot").
/// Dates and times are civil ones in the salon's zone; `start` (from the id) is the instant.
struct slot {
  std::string id;
  std::string date;       ///< `YYYY-MM-DD`
  std::string start_time; ///< `HH:mm`
  std::string end_time;   ///< `HH:mm`
  int duration = 0;       ///< minutes
  std::string master_id;
  std::string master_name;
  std::string service_id;
  std::string service_name;
  std::int64_t price = 0; ///< minor units of the salon's currency
  bool is_preferred = false;
  int proximity_score = 0;
  std::string proximity_label = "alternative"; ///< exact|close|same-day|same-week|alternative
  bool show_star = false;                      ///< stored as `indicators.showStar` on ranked slots
  nlohmann::json extra; ///< fields we don't know, kept over a round trip; null: none

  /// The instant at which it starts, from the id; nothing if the id is not ours nor the old
  /// service's.
  std::optional<instant> start() const;
};

/// Writes it field by field in the old service's order; `extra` after them.
void write(json_writer& out, const slot& x);

/// Lenient: missing or mistyped fields keep their defaults. Nothing if `id` is missing or it is no
/// object.
std::optional<slot> slot_from_json(const nlohmann::json& x);

} // namespace quickbooking
