#include "messages/whatsapp/graph_errors.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace quickbooking {

namespace {

using enum send_outcome;

// Error codes of the Cloud API, ascending. HTTP statuses are no help: 3 comes with 500 and must not
// be retried, 130429 comes with 400 and must.
constexpr graph_error known_errors[] = {
    {0, 0, configuration},           // token could not be authenticated
    {1, 1, retry, 2},                // unknown error, or a request that makes no sense
    {2, 2, retry},                   // overloaded
    {3, 3, configuration},           // capability missing
    {4, 4, wait_long},               // the app's call limit
    {10, 10, configuration},         // permission missing
    {33, 33, configuration},         // number deleted
    {100, 100, final_failure},       // invalid parameter
    {190, 190, configuration},       // token expired
    {200, 299, configuration},       // permission missing
    {368, 368, configuration},       // account restricted for policy
    {80007, 80007, wait_long},       // the account's rate limit
    {130429, 130429, retry},         // the number's throughput
    {130472, 130472, final_failure}, // customer is part of an experiment
    {130497, 130497, final_failure}, // country not allowed
    {131000, 131000, retry, 3},      // unknown failure
    {131005, 131005, configuration}, // access denied
    {131008, 131009, final_failure}, // parameter missing or invalid
    {131016, 131016, retry},         // temporarily unavailable
    {131021, 131021, final_failure}, // recipient is the sender
    {131026, 131026, final_failure}, // undeliverable
    {131030, 131030, final_failure}, // not among a test number's recipients
    {131031, 131031, configuration}, // account locked
    {131037, 131037, configuration}, // display name not approved
    {131042, 131042, configuration}, // payment
    {131045, 131045, configuration}, // number not registered
    {131047, 131047, need_template}, // over 24 hours since the customer wrote
    {131048, 131048, wait_long},     // spam limit of the number
    {131049, 131053, final_failure}, // marketing limits, unsupported type, media
    {131056, 131056, pair_limited},  // too much to this customer
    {131057, 131057, retry, 5, 60},  // number in maintenance
    {131062, 131062, final_failure}, // needs a phone, not a BSUID
    {131063, 131063, configuration}, // marketing templates disabled
    {131064, 131064, wait_long},     // templates misclassified
    {132000, 132001, final_failure}, // template: parameter count, not found
    {132005, 132005, final_failure}, // template: text too long
    {132007, 132008, final_failure}, // template: content, parameter
    {132012, 132012, final_failure}, // template: parameter format
    {132015, 132016, configuration}, // template paused or disabled
    {132018, 132018, final_failure}, // template: parameter validation
    {132068, 132068, configuration}, // Flow blocked
    {132069, 132069, wait_long},     // Flow throttled
    {133000, 133000, configuration}, // registration and PIN
    {133004, 133004, retry},         // server temporarily unavailable
    {133005, 133006, configuration}, // registration and PIN
    {133008, 133010, configuration}, // registration and PIN
    {133015, 133016, configuration}, // registration and PIN
    {134000, 135000, final_failure}, // generic, by parameters
    {137000, 137000, final_failure}, // identity key changed
};

constexpr bool is_ascending() {
  for (std::size_t i = 1; i < std::size(known_errors); ++i)
    if (known_errors[i].first <= known_errors[i - 1].last)
      return false;
  return true;
}

static_assert(is_ascending(), "the search below needs codes in order and without overlaps");

} // namespace

std::optional<graph_error> find_graph_error(int code) {
  const auto found = std::partition_point(std::begin(known_errors), std::end(known_errors),
                                          [&](const auto& each) { return each.last < code; });
  if (found == std::end(known_errors) || code < found->first)
    return std::nullopt;
  return *found;
}

} // namespace quickbooking
