#pragma once

#include "messages/session/slot.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace quickbooking {

// Button ids: `<family>_<rest>`, split at the first underscore (design.md section 8). Everything a
// tap needs stands in the id, so that it can be answered when the session is gone. `context` is a
// slot id that names the service, the wanted master (or `any`) and the wanted start. Ids written by
// the old service are understood, too.

/// `slot_<slot id>`: this time, please.
struct slot_button {
  slot_ref ref;

  friend bool operator==(const slot_button&, const slot_button&) = default;
};

/// `confirm_<slot id>`: book it.
struct confirm_button {
  slot_ref ref;

  friend bool operator==(const confirm_button&, const confirm_button&) = default;
};

/// `choice_<verb>[_<context>]`: a way to go on when the wanted time is taken.
struct choice_button {
  enum class verb { same_day_diff_time, diff_day_same_time, popular_times, see_more };
  verb what;
  std::optional<slot_ref> context;

  friend bool operator==(const choice_button&, const choice_button&) = default;
};

/// `action_<verb>[_<argument>]`.
struct action_button {
  enum class verb {
    change_slot,   ///< change the time (`change_time` reads as this); argument: context
    see_more,      ///< argument: context
    call_salon,    ///< no argument
    join_waitlist, ///< argument: context
    cancel,        ///< no argument; leave the confirmation card
    restart,       ///< no argument; ours
    service,       ///< ours; argument: service id (pick a service)
    services_page, ///< ours; argument: page number, 0..99
    usual,         ///< ours; argument: context (book my usual)
  };
  verb what;
  std::optional<slot_ref> context;
  std::string argument; ///< the service id, or the page as decimal digits

  friend bool operator==(const action_button&, const action_button&) = default;
};

/// `waitlist_<verb>[_<id>]`.
struct waitlist_button {
  enum class verb { join, leave, accept, book, pass };
  verb what;
  std::string id;
  std::optional<slot_ref> context; ///< set if `id` is a slot id

  friend bool operator==(const waitlist_button&, const waitlist_button&) = default;
};

/// `nav_<verb>[_<context>]`.
struct nav_button {
  enum class verb { next, prev, back, page, next_week, different_day };
  verb what;
  int page = 0; ///< of `nav_page_<n>`, 0..99
  std::optional<slot_ref> context;

  friend bool operator==(const nav_button&, const nav_button&) = default;
};

using button = std::variant<slot_button, confirm_button, choice_button, action_button,
                            waitlist_button, nav_button>;

/// Ids that we write stay below this, so that they fit list rows (whatsapp.md 2.2).
inline constexpr std::size_t max_button_id_bytes = 200;

/// Reads an id that came back from outside. Nothing if the family or verb is unknown, the id is
/// longer than 256 bytes, or a slot id is malformed where one is needed.
std::optional<button> parse_button_id(std::string_view id);

std::string to_string(const button& x);

/// The slot or context that a button names, whatever its family.
std::optional<slot_ref> slot_of(const button& x);

} // namespace quickbooking
