#pragma once

#include "load/meta/meta_number.hpp"
#include "messages/encoding/instant.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace quickbooking {

/// What all webhooks about one message have in common.
struct webhook_subject {
  const meta_number& number;
  std::string customer; ///< `+` and digits, or a BSUID
  std::string wamid;
  instant at;
};

/// The body of a webhook that brings a customer's message. `content` has `type` and the object
/// named as the type, and `context` if it answers a card.
std::string message_webhook(const webhook_subject& about, const std::string& profile_name,
                            const nlohmann::json& content);

/// The body of a webhook that tells what became of a message of the salon: sent, delivered, read.
std::string status_webhook(const webhook_subject& about, const std::string& status,
                           const std::string& callback_data);

/// JSON as Meta writes it: ASCII only (`\u05d0`), slashes escaped (`\/`).
std::string escaped_json(const nlohmann::json& value);

/// The value of `X-Hub-Signature-256`. Our own code: what judges the service must not share its.
std::string webhook_signature(std::string_view app_secret, std::string_view body);

} // namespace quickbooking
