#pragma once

#include "net/http/http_client.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// One thing that a received message offers to tap.
struct tappable {
  std::string id;
  std::string title;
};

/// A message of the salon as it stands on the customer's phone.
class received_message {
public:
  explicit received_message(nlohmann::json entry) : entry_(std::move(entry)) {}

  /// The body of a text or of a card.
  std::string text() const;

  /// Buttons and rows, in order.
  std::vector<tappable> options() const;

  /// The first option whose id begins so.
  std::optional<tappable> option(std::string_view id_prefix) const;

  std::string id() const { return entry_.at("id").get<std::string>(); }

private:
  nlohmann::json entry_;
};

/// A customer with a phone, for tests and the demo: talks to the stand-in's `/_sim/` over HTTP.
/// For one thread. Everything throws std::runtime_error if the stand-in does not answer as it
/// should.
class simulated_customer {
public:
  simulated_customer(const std::string& stand_in_url, std::string phone);

  const std::string& phone() const { return phone_; }

  /// Returns the message's id. `copies`: how often its webhook is delivered.
  std::string says(const std::string& text, int copies = 1);
  std::string taps(const std::string& button_id, int copies = 1);

  /// The next message from the salon that was not returned yet; nothing if none comes in time.
  std::optional<received_message> next(std::chrono::milliseconds limit = std::chrono::seconds{10});

private:
  std::string act(nlohmann::json what, int copies);
  void read(std::chrono::milliseconds limit);

  http_client client_;
  std::string phone_;
  std::string path_;
  std::uint64_t change_ = 0;
  std::deque<received_message> unread_;
  std::vector<std::string> seen_;
};

} // namespace quickbooking
