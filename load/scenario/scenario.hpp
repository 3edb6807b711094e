#pragma once

#include "load/report/run_report.hpp"
#include "load/scenario/arrival_schedule.hpp"
#include "load/scenario/delay_law.hpp"
#include "load/scenario/journey.hpp"
#include "messages/failure.hpp"
#include "messages/language.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// The salon that the customers write to, as the node's catalog has it.
struct target_salon {
  std::string id;              ///< for `/v1`
  std::string phone_number_id; ///< for the webhook
  int messages_per_second
      = 1000; ///< the throughput that Meta gives the number, in and out together

  friend bool operator==(const target_salon&, const target_salon&) = default;
};

/// Whose phones the customers have: `count` numbers in a row, from `first` on.
struct phone_range {
  std::uint64_t first = 0; ///< digits
  std::size_t count = 0;

  /// `+` and digits of one of them, `index` below `count`.
  std::string at(std::size_t index) const { return "+" + std::to_string(first + index); }

  friend bool operator==(const phone_range&, const phone_range&) = default;
};

/// A command that is run at a time of the run, to break something, and one to mend it.
struct fault_hook {
  std::chrono::milliseconds at{};
  std::string label;
  std::vector<std::string> command; ///< program and arguments, no shell
  std::optional<std::chrono::milliseconds> until;
  std::vector<std::string> undo; ///< empty: nothing to mend

  friend bool operator==(const fault_hook&, const fault_hook&) = default;
};

/// The most of each that passes.
struct load_limits {
  std::uint64_t lost = 0;
  std::uint64_t duplicate_replies = 0;
  std::uint64_t double_bookings = 0;
  std::uint64_t wrong_language_replies = 0;
  std::uint64_t over_limit_cards = 0;
  std::optional<double> p99_milliseconds; ///< to the reply, from the intended time
  std::optional<double> error_percent;    ///< of the messages that were sent

  friend bool operator==(const load_limits&, const load_limits&) = default;
};

/// A run as a file describes it.
struct scenario {
  std::string name;
  arrival_plan arrivals;
  std::size_t closed_customers = 0;     ///< with the closed model: how many there are all the time
  std::chrono::milliseconds duration{}; ///< ramp included
  std::uint64_t seed = 1;
  target_salon salon;
  phone_range phones;
  std::array<double, journey_count> journeys{};                      ///< weights
  std::array<double, all_languages.size()> languages{};              ///< weights
  std::array<std::vector<std::string>, all_languages.size()> wishes; ///< empty: built-in ones
  delay_law think;
  std::chrono::milliseconds reply_limit{10'000}; ///< no reply for so long after the 200: lost
  bool delivery_statuses = true; ///< tell the node `sent` and `delivered` of each of its messages
  std::vector<fault_hook> faults;
  load_limits limits;
};

/// Reads a scenario file's JSON (docs/load-testing.md lists the keys). Error: `invalid_scenario`,
/// naming each field that is wrong and why, one a line.
result<scenario> parse_scenario(std::string_view json);

} // namespace quickbooking
