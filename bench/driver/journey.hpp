#pragma once

#include "bench/driver/answer_scan.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace quickbooking {

/// What a customer wants of the salon.
enum class journey_kind {
  booking, ///< looks, picks, changes the day, picks, confirms: five transitions if nothing is taken
  question ///< one text, and goes
};

struct journey_customer {
  std::string phone;
  std::string salon_id;
};

/// One customer's way through the conversation: says what to send next. Pure; no randomness but its
/// number.
class journey {
public:
  enum class step { goes_on, done, failed };

  /// `number` tells journeys of one run apart; `run` those of different runs on one Redis.
  journey(journey_kind kind, journey_customer who, std::uint64_t number, std::string_view run);

  /// The next request as bytes: POST with its signature. Valid until `read`.
  const std::string& request() const { return request_; }

  /// Reads the answer and makes the next request.
  step read(const scanned_answer& answer);

  /// What was wrong, after `failed`.
  const std::string& problem() const { return problem_; }

  /// The secret that requests are signed with.
  static constexpr std::string_view secret = "bench-secret";

private:
  void say(std::string_view text);
  void tap(std::string_view button);
  void send(std::string_view target, std::string body);
  step fail_with(std::string_view why, const scanned_answer& answer);
  step on_card(const scanned_answer& answer);

  journey_kind kind_;
  journey_customer who_;
  std::uint64_t number_;
  std::string run_;
  int steps_ = 0;
  bool day_changed_ = false;
  std::string request_;
  std::string problem_;
};

} // namespace quickbooking
