#pragma once

#include <quickbooking/export.hpp>

#include <caf/timestamp.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// @file
/// How a host reads customers' texts in place of the built-in rules.

namespace quickbooking {

/// What a salon offers, for a reader that has to find names in a text. Active ones only.
struct salon_offer {
  /// What can be booked.
  struct service {
    std::string id;
    std::string name; ///< in English
  };
  /// Who does it.
  struct master {
    std::string id;
    std::string name;
  };
  std::string id;
  std::string name;
  std::string zone; ///< IANA
  std::vector<service> services;
  std::vector<master> masters;
};

/// What a customer's text asks for, beyond a wish.
enum class wish_act { wish, greeting, thanks, cancel, restart, call_salon, yes, no };

/// What a text says, and nothing else: what was not said stays empty.
struct customer_wish {
  wish_act act = wish_act::wish;
  std::vector<std::string> service_ids; ///< in order of mention
  std::string master_id;
  std::string date;        ///< `YYYY-MM-DD`, the salon's
  std::string time;        ///< `HH:MM`, the salon's
  std::string part_of_day; ///< morning, afternoon, evening
  bool is_flexible = false;
};

/// Reads customers' texts in place of the built-in rules: a language model, say.
class QUICKBOOKING_EXPORT intent_reader {
public:
  virtual ~intent_reader();

  /// Called by any of the actor system's threads, several at once, within a customer's turn: it
  /// must not wait for anything. Nothing, an exception, or a wish with an id, date or time that
  /// does not exist has the built-in rules read the text. `text` has at most 4,096 UTF-16 units.
  virtual std::optional<customer_wish> read(const salon_offer& salon, std::string_view text,
                                            std::string_view language,
                                            caf::timestamp now) const = 0;
};

} // namespace quickbooking
