#pragma once

#include "messages/customer.hpp"
#include "messages/reply/reply.hpp"
#include "messages/session/intent.hpp"
#include "messages/session/slot.hpp"
#include "messages/shared_list.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// Where a conversation stands (product.md 4.1; `waitlist_offered` is a card with waitlist and
/// call).
enum class conversation_state {
  initial,
  asking_service,
  choice_presented,
  slots_shown,
  confirming,
  booking, ///< a booking is on its way to the calendar; never stored as the last word
  waitlist_offered,
  waitlisted,
  completed
};

std::string_view to_string(conversation_state x);
std::optional<conversation_state> parse_conversation_state(std::string_view text);

/// Which of the free times a conversation is about: what "see more" pages through.
enum class offer_view {
  best,           ///< whatever answers the wish: slots, choices, other days or weeks
  ranked,         ///< all times, the closest to the wish first
  same_day,       ///< choice "same day, other time"
  other_day,      ///< choice "other day, same time"
  popular,        ///< choice "popular times"
  different_days, ///< one time of each other day
  week            ///< the week from the wanted day on
};

std::string_view to_string(offer_view x);
std::optional<offer_view> parse_offer_view(std::string_view text);

/// A choice that the customer made on a choice card.
struct made_choice {
  std::string choice_id; ///< same_day_diff_time | diff_day_same_time | popular_times
  instant selected_at;
};

/// Who may write a snapshot, and how far it is: see `actors/session` and the store's script.
struct fence {
  std::uint64_t owner_epoch
      = 0; ///< unique for each time that an owner took the session into memory; < 2^53
  std::uint64_t revision = 0; ///< +1 with each transition; < 2^53

  friend bool operator==(const fence&, const fence&) = default;
};

/// The last reply and the message that caused it: what a redelivered message is answered with.
struct last_reply {
  std::string message_id; ///< of the inbound message
  std::string
      out_id; ///< ours, as `biz_opaque_callback_data`; empty if it went back in an HTTP answer
  reply content;
};

/// A conversation as it is snapshotted: the old service's fields (session-format.md) and ours.
struct session {
  // -- fields of the old service ---
  std::string session_id;
  std::string customer_id;
  std::string salon_id;
  language lang = language::en;
  intent original_intent;
  std::vector<made_choice> choices; ///< at most 10, oldest dropped first
  std::optional<instant> created_at;
  std::optional<instant> last_interaction_at;
  shared_list<slot> slots; ///< what the last card offers, at most 10
  std::optional<slot> selected_slot;
  intent wanted; ///< `intent`
  std::int64_t timestamp = 0;

  // -- ours ---
  fence version;
  conversation_state state = conversation_state::initial;
  offer_view view = offer_view::best;
  int pages_seen = 0; ///< how often "see more" was tapped for this request, 0..3
  std::vector<std::string> pending_services;  ///< ids of further services named in one text
  std::shared_ptr<const last_reply> answered; ///< null: nothing was answered yet

  // -- unknown fields, kept; null if there are none ---
  nlohmann::json extra;
  nlohmann::json intent_extra;
  nlohmann::json original_intent_extra;

  /// True once the snapshot names a customer and a salon.
  bool exists() const { return !session_id.empty(); }
};

/// The `customerId` of the old service: `customer_<phone as given>_<salon id>`.
std::string make_customer_id(std::string_view given_customer, std::string_view salon_id);

/// A snapshot as it was read.
struct stored_session {
  session value;
  bool language_was_missing = false; ///< migrated to `en` on read: to be written once and logged
  bool written_by_us = false;        ///< has our header; else by the old service
};

/// The version of our part of the snapshot, in its `schemaVersion`.
inline constexpr int session_schema_version = 1;

/// The bytes with which every snapshot of ours begins:
/// `{"schemaVersion":1,"ownerEpoch":7,"revision":12,`. The store compares these instead of decoding
/// the JSON.
std::string header_of(const fence& version);

/// Reads the header from the first bytes of a stored value; nothing if the old service wrote it.
std::optional<fence> parse_header(std::string_view stored);

/// The snapshot as JSON: header, the old service's fields in its order, then ours (`state`,
/// `view`, `pagesSeen`, `pendingServices`, `lastReply`), then `extra`. No spaces. Where ours take
/// more than `pack_above` bytes (0: never), one string `packed` stands for them: see `pack_text`.
/// `answer` is the last reply's content as JSON, if that was written before; empty: it is now.
std::string to_snapshot(const session& x, std::size_t pack_above = 0, std::string_view answer = {});

/// Reads a snapshot of ours, of the old service, or of its older shape; lenient as
/// session-format.md asks. Errors (all mean "counts as absent, leave the key alone"): `not_json`,
/// `not_a_session` (missing sessionId, customerId or salonId), `too_large` (over 256 KiB),
/// `newer_schema`, `broken_pack`. What is packed is read whoever packed it, and may be 256 KiB,
/// too.
result<stored_session> session_from_snapshot(std::string_view bytes);

} // namespace quickbooking
