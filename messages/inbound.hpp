#pragma once

#include "messages/customer.hpp"
#include "messages/encoding/instant.hpp"
#include "messages/failure.hpp"
#include "messages/language.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace quickbooking {

/// The customer typed something.
struct typed_text {
  std::string text; ///< valid UTF-8
};

/// The customer tapped a button or a list row.
struct button_tap {
  std::string id;
  std::string title; ///< as shown; empty over `/v1`
};

/// A message that the bot cannot read: image, audio, location, ... or a type that nobody knows yet.
struct unreadable {
  std::string type; ///< WhatsApp's type word, at most 64 bytes
};

using inbound_content = std::variant<typed_text, button_tap, unreadable>;

/// How a reply travels back.
enum class channel {
  whatsapp, ///< through the Graph API
  api       ///< in the answer to the `/v1` call
};

/// One customer turn on its way to the session actor.
struct inbound_message {
  customer_key customer;
  std::string salon_id; ///< empty for a tap over `/v1`: the session's, or what the button id says
  std::string phone_number_id; ///< empty over `/v1`
  std::string
      message_id; ///< wamid, or the caller's id; empty if a `/v1` caller gave none: no dedupe
  std::string given_customer; ///< the phone as given, for `customerId`
  std::string profile_name;   ///< may be empty
  instant sent_at;            ///< when the customer sent it (a late retry keeps the original time)
  std::optional<language> lang; ///< explicit parameter of this call
  channel via = channel::whatsapp;
  inbound_content content;
};

// -- webhook ---

/// What became of a message that we sent.
struct delivery_status {
  std::string message_id; ///< the outgoing wamid
  std::string status;     ///< sent | delivered | read | failed | played | other
  std::string callback_data;
  std::optional<customer_key> customer; ///< whom it went to, if that is told; WhatsApp rewrites
                                        ///< some numbers (whatsapp.md, 2.1)
  int error_code = 0;                   ///< with `failed`, else 0
};

/// One POST of Meta, decoded. Whatever is not a customer turn is only counted (whatsapp.md 1.7).
struct webhook_batch {
  std::vector<inbound_message>
      messages; ///< in order of arrival; `salon_id` is empty, see `phone_number_id`
  std::vector<delivery_status> statuses;
  std::vector<std::string>
      ignored; ///< type words of reactions, system messages, foreign fields, system errors
  std::vector<std::string> invalid; ///< why single items could not be read (no id, no sender, ...)
};

/// Decodes a webhook body. Unknown fields, types and keys never fail. Errors: `malformed_json`
/// (also over 64 levels deep), `not_a_webhook` (no `object: whatsapp_business_account`),
/// `invalid_utf8` is not one: lone surrogates become U+FFFD. The body's length (3 MiB) is checked
/// by the HTTP server.
result<webhook_batch> decode_webhook(std::string_view body);

// -- /v1 ---

/// `{text, customerPhone, salonId, language?, messageId?}`. Text of over 4,096 UTF-16 units:
/// `text_too_long`. Other errors: `malformed_json`, `missing_field`, `invalid_field`,
/// `invalid_phone`. `now` becomes `sent_at`.
result<inbound_message> decode_booking_request(std::string_view body, instant now);

/// `{buttonId, customerPhone, language?, messageId?}`. Same errors.
result<inbound_message> decode_button_click(std::string_view body, instant now);

/// `{"error":{"code","message"}}`
std::string to_error_body(const failure& why);

} // namespace quickbooking
