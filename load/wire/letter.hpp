#pragma once

#include "load/customer/customer.hpp"
#include "load/scenario/scenario.hpp"
#include "messages/encoding/instant.hpp"
#include "net/http/url.hpp"

#include <string>
#include <variant>

namespace quickbooking {

/// Through which door customers' messages come in.
enum class load_api { webhook, v1 };

/// What every request of a run has in common.
struct letter_head {
  load_api api = load_api::webhook;
  base_url target; ///< of several nodes the first
  target_salon salon;
  std::string app_secret; ///< signs webhooks
  std::string api_token;  ///< for `/v1`; may be empty
};

/// A customer's message on its way.
struct letter {
  std::string phone;      ///< `+` and digits
  std::string message_id; ///< wamid
  instant sent_at;
  std::variant<typed_message, tapped_message> what;
};

/// The bytes of the HTTP request that brings a customer's message. They are put together by hand:
/// at 20,000 a second a JSON library would take half of a core.
std::string to_request(const letter_head& head, const letter& what);

/// The bytes of a signed delivery with this body.
std::string to_delivery(const letter_head& head, std::string_view body);

/// What became of a message of the salon.
struct status_report {
  std::string_view phone; ///< the customer's, `+` and digits
  std::string_view wamid;
  std::string_view status;        ///< `sent`, `delivered`
  std::string_view callback_data; ///< may be empty
  instant at;
};

/// The body of the webhook that tells it.
std::string status_body(const letter_head& head, const status_report& what);

/// The body of the webhook that brings a customer's message, as Meta writes it: ASCII only.
std::string webhook_body(const letter_head& head, const letter& what);

} // namespace quickbooking
