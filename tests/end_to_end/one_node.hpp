#pragma once

#include "net/http/http_client.hpp"
#include "tests/support/node_process.hpp"
#include "tests/support/private_redis.hpp"
#include "tests/support/redis_probe.hpp"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

// One real node, its real Redis, and customers who talk to it over HTTP.

inline constexpr std::string_view demo_salon = "6f1c1c1e-0000-4000-8000-000000000001";
inline constexpr std::string_view demo_number = "700800900100200";
inline constexpr std::string_view app_secret = "salon-test-secret";
inline constexpr std::string_view api_token = "test-api-token";

/// A node process with the demo catalog on this Redis. `extra` is merged into its configuration.
std::unique_ptr<node_process> start_node(std::uint16_t redis_port,
                                         const nlohmann::json& extra = nlohmann::json::object());

/// The same of another program, in an environment with these `NAME=value`, run by these words
/// before it.
std::unique_ptr<node_process> start_node(const std::string& program, std::uint16_t redis_port,
                                         const nlohmann::json& extra,
                                         std::vector<std::string> environment,
                                         std::vector<std::string> launcher = {});

struct answer {
  int status = 0;
  nlohmann::json body;

  std::string type() const { return body.value("messageType", std::string{}); }
  nlohmann::json payload() const { return body.value("payload", nlohmann::json::object()); }

  /// What the customer reads: the card's body or the text.
  std::string text() const;

  /// Ids of all buttons or rows, in order.
  std::vector<std::string> options() const;

  /// The first option whose id begins with this; empty if there is none.
  std::string option(std::string_view prefix) const;
};

/// A customer who uses `/v1`.
class api_customer {
public:
  api_customer(const std::string& url, std::string phone);

  answer says(const std::string& text, const nlohmann::json& extra = nlohmann::json::object());
  answer taps(const std::string& button_id, const nlohmann::json& extra = nlohmann::json::object());

  /// Text, first slot, confirm: the answer to the confirmation.
  answer books(const std::string& text = "Haircut tomorrow 3pm");

private:
  answer post(std::string_view target, nlohmann::json body);

  std::string phone_;
  http_client http_;
};

answer get(const std::string& url, std::string_view target);

/// The body of a delivery by Meta with text messages of one phone: (wamid, text).
std::string text_webhook(const std::string& phone_digits,
                         const std::vector<std::pair<std::string, std::string>>& messages);

/// Posts a signed delivery; its HTTP status.
int deliver(const std::string& url, const std::string& body);

/// The value of a metric line that begins with this name and labels; 0 if it is not there.
double metric(const std::string& url, const std::string& line);

/// Turns that Redis did not take; the node's archive or its memory has them.
double turns_without_redis(const std::string& url);

/// True once `/readyz` says so.
bool becomes(const std::string& url, std::string_view status);

} // namespace quickbooking
