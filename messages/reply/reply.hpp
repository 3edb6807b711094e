#pragma once

#include "messages/encoding/json_writer.hpp"
#include "messages/encoding/utf8.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace quickbooking {

/// One thing to tap: a reply button (id <= 256 bytes, title <= 20 UTF-16 units) or, with a
/// description, a list row (id <= 200, title <= 24, description <= 72). Limits: whatsapp.md 2.2.
struct option {
  std::string id;
  std::string title;
  std::string description;

  friend bool operator==(const option&, const option&) = default;
};

struct section {
  std::string title; ///< <= 24 UTF-16 units
  std::vector<option> rows;

  friend bool operator==(const section&, const section&) = default;
};

/// A WhatsApp interactive message: reply buttons if `buttons` is filled (1-3), else a list (1-10
/// rows in all).
struct card {
  std::string header; ///< may be empty; <= 60
  std::string body;   ///< never empty; <= 1024
  std::string footer; ///< may be empty; <= 60
  std::vector<option> buttons;
  std::string list_button; ///< title of the button that opens the list; <= 20
  std::vector<section> sections;

  bool is_list() const { return buttons.empty(); }

  /// All options in the order in which they are shown.
  std::vector<option> options() const;

  friend bool operator==(const card&, const card&) = default;
};

struct text_reply {
  std::string text; ///< <= 4096 UTF-16 units

  friend bool operator==(const text_reply&, const text_reply&) = default;
};

/// The customer has a booking. `text` says so in the customer's language and names the code.
struct booking_confirmed {
  std::string booking_id;
  std::string booking_code;
  std::string text;

  friend bool operator==(const booking_confirmed&, const booking_confirmed&) = default;
};

/// Something failed on our side; `text` is what the customer reads, with a way on.
struct error_reply {
  std::string code; ///< stable snake_case word
  std::string text;

  friend bool operator==(const error_reply&, const error_reply&) = default;
};

/// What goes back to a customer: one message per turn.
using reply = std::variant<card, text_reply, booking_confirmed, error_reply>;

/// `interactive_card`, `text`, `booking_confirmed` or `error` (design.md section 7).
std::string_view message_type(const reply& x);

/// Writes the `payload` of a `/v1` answer. A card: WhatsApp's `interactive` object. Text:
/// `{"text"}`. booking_confirmed: `{"bookingId","bookingCode","text"}`. Error: `{"code","text"}`.
void write(json_writer& out, const reply& x);
void write(json_writer& out, const card& x);
void write(json_writer& out, const text_reply& x);
void write(json_writer& out, const booking_confirmed& x);
void write(json_writer& out, const error_reply& x);

/// Reads what `message_type` and `write` wrote; nothing if it is something else.
std::optional<reply> reply_from_payload(std::string_view message_type,
                                        const nlohmann::json& payload);

/// The words of a reply that a person reads first (body or text).
const std::string& text_of(const reply& x);

/// Where a reply breaks one of WhatsApp's documented limits: a list of `field: what is wrong`;
/// empty if it may be sent. Counts UTF-16 units; checks ids and titles for uniqueness, emptiness,
/// leading and trailing space, and row totals.
std::vector<std::string> limit_violations(const reply& x);

} // namespace quickbooking
