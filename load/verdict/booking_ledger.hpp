#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace quickbooking {

/// What customers were told to be theirs. Finds what was told to two.
class booking_ledger {
public:
  /// What one customer read in a confirmation.
  struct told {
    std::uint64_t customer; ///< of one visit
    std::string code;
    std::string time;  ///< the `time_key` that was confirmed; empty if unknown
    std::string words; ///< master, date and time as written; empty if the text has only the code
  };

  /// Enters it. True if it contradicts what another customer was told: the same time, the same
  /// words or the same code.
  bool enter(const told& what);

  /// True if that time was confirmed to somebody.
  bool is_taken(const std::string& time) const { return times_.contains(time); }

  std::uint64_t bookings() const { return bookings_.size(); }

private:
  using owners = std::unordered_map<std::string, std::uint64_t>;

  static bool is_anothers(owners& all, const std::string& what, std::uint64_t customer);

  owners times_;
  owners words_;
  owners codes_;
  std::unordered_set<std::string> bookings_; ///< customer and code
};

} // namespace quickbooking
