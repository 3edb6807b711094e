#pragma once

#include "messages/failure.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <list>
#include <optional>
#include <string>

namespace quickbooking {

/// Something that shall go wrong with the next POSTs to the Graph API.
struct meta_fault {
  int times = 1;                      ///< for so many of them
  std::string customer;               ///< to this one; empty: to anybody
  std::optional<int> code;            ///< refuse with this code of Meta's
  std::optional<int> status;          ///< or answer with this status and a page that is not JSON
  bool hang = false;                  ///< or do not answer at all
  std::chrono::milliseconds delay{0}; ///< before the answer
  bool accepted = false; ///< the customer gets the message all the same: the outcome that a sender
                         ///< whose answer was lost cannot know

  /// True if the message shall not reach the customer.
  bool refuses() const { return !accepted && (code || status || hang); }
};

/// Reads `{times?, customer?, code?, status?, hang?, delayMs?, accepted?}`. Error: `invalid_fault`.
result<meta_fault> parse_fault(const nlohmann::json& x);

/// The faults that are still to come, first given first used.
class meta_faults {
public:
  void add(meta_fault fault) { waiting_.push_back(std::move(fault)); }
  void clear() { waiting_.clear(); }

  /// Uses up one for a message to this customer.
  std::optional<meta_fault> take(const std::string& customer);

private:
  std::list<meta_fault> waiting_;
};

} // namespace quickbooking
