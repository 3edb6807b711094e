#pragma once

#include "load/report/latency_figures.hpp"
#include "messages/encoding/instant.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace quickbooking {

// All that one run of the load tool found out, as plain values. The tool fills it, run.json keeps
// it, the page and the summary show it. Counts and seeds are at most 2^53, which every reader of
// JSON keeps; fractions are finite and not negative; texts have at most 4 KiB.

/// How customers' messages come about.
enum class arrival_model {
  poisson,  ///< open: at random times at the scheduled rate, whatever the node does
  constant, ///< open: at even distances
  closed,   ///< each customer waits for its answer: a slow node is sent less
};

/// `poisson`, `constant` or `closed`.
const char* to_string(arrival_model x);

/// What was to be run.
struct run_settings {
  std::string scenario; ///< its name
  arrival_model arrivals = arrival_model::poisson;
  std::uint64_t seed = 0;
  double rate = 0; ///< scheduled messages per second after the ramp
  std::chrono::milliseconds ramp{};
  std::chrono::milliseconds duration{}; ///< ramp included
  std::string api = "webhook";          ///< the front door: `webhook` or `v1`
  std::string target;                   ///< base addresses of the nodes, without credentials

  friend bool operator==(const run_settings&, const run_settings&) = default;
};

/// How often each class of error occurred. A class is a short snake_case word, e.g. `timeout`,
/// `refused`, `http_503`.
using error_counts = std::map<std::string, std::uint64_t>;

/// The sum over all classes.
std::uint64_t total(const error_counts& errors);

/// One second of a run.
struct second_row {
  std::chrono::milliseconds elapsed{}; ///< since the run's start, at the end of this second
  double offered = 0;                  ///< messages per second that the schedule had in it
  double achieved = 0;                 ///< messages per second that were answered in it
  std::uint64_t active_customers = 0;
  brief_latency response; ///< from the intended time to the reply
  brief_latency service;  ///< from the time of sending to the reply
  error_counts errors;    ///< of this second only
  std::string redis;      ///< the node's word for its Redis; empty where it is not known

  friend bool operator==(const second_row&, const second_row&) = default;
};

/// Something that was done to the system under load.
struct run_fault {
  std::chrono::milliseconds at{};
  std::optional<std::chrono::milliseconds> until; ///< when it was undone
  std::string label;

  friend bool operator==(const run_fault&, const run_fault&) = default;
};

/// How well the load tool kept its own schedule.
struct schedule_figures {
  std::uint64_t scheduled = 0;
  std::uint64_t sent = 0;
  std::uint64_t late = 0; ///< sent later than the tool allows itself
  std::chrono::microseconds worst_lateness{};
  std::chrono::microseconds worst_loop_lag{}; ///< how long its event loop did not turn

  friend bool operator==(const schedule_figures&, const schedule_figures&) = default;
};

/// What customers may never see.
struct domain_counts {
  std::uint64_t lost = 0; ///< messages answered with 200 that got no reply
  std::uint64_t duplicate_replies = 0;
  std::uint64_t double_bookings = 0;
  std::uint64_t wrong_language_replies = 0;
  std::uint64_t over_limit_cards = 0;

  friend bool operator==(const domain_counts&, const domain_counts&) = default;
};

/// The whole run in figures.
struct run_totals {
  schedule_figures schedule;
  std::uint64_t answered = 0; ///< messages whose reply arrived
  std::uint64_t bookings = 0; ///< confirmed to a customer
  error_counts errors;
  domain_counts domain;
  /// To the 200 for the delivery; none over /v1, where the reply is in the answer.
  std::optional<latency_pair> to_acknowledgement;
  latency_pair to_reply;

  friend bool operator==(const run_totals&, const run_totals&) = default;
};

/// A limit that was set for the run.
struct threshold {
  std::string name; ///< e.g. `double bookings`, `p99 of replies`
  std::string unit; ///< e.g. `ms`, `%`; empty for counts
  double limit = 0; ///< the highest value that passes
  double value = 0;
  bool passed = false;

  friend bool operator==(const threshold&, const threshold&) = default;
};

enum class run_outcome {
  pass,
  failed,  ///< a threshold was exceeded
  invalid, ///< the load tool did not do what it was to do: the figures say little of the node
};

/// `pass`, `failed` or `invalid`.
const char* to_string(run_outcome x);

struct run_verdict {
  run_outcome outcome = run_outcome::pass;
  bool cut_short = false;           ///< ended before its time, by the operator
  std::vector<std::string> reasons; ///< sentences; why it is not `pass`

  friend bool operator==(const run_verdict&, const run_verdict&) = default;
};

struct run_report {
  std::string tool_version;
  instant started{};
  std::chrono::milliseconds elapsed{}; ///< how long it ran
  run_settings settings;
  std::vector<second_row> seconds; ///< in order of time
  std::vector<run_fault> faults;
  run_totals totals;
  std::vector<threshold> thresholds;
  run_verdict verdict;

  friend bool operator==(const run_report&, const run_report&) = default;
};

} // namespace quickbooking
