#pragma once

#include "tests/faults/history.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace quickbooking::faults {

/// Questions about one phone that several checks ask.
class phone_view {
public:
  phone_view(const run_history& all, const phone_history& mine);

  const phone_history& history() const { return mine_; }

  /// When it was first answered with 200.
  static const delivery* acceptance(const sent_message& x);

  static run_time first_sent(const sent_message& x);

  /// The place of a message among the effects that Redis holds.
  std::optional<std::size_t> effect(const std::string& message_id) const;

  std::size_t effects() const { return effects_.size(); }

  /// True if a 200 at that moment did not promise that Redis has it.
  bool was_disturbed(run_time at) const;

  /// True if the node that accepted this was cut off before its memory was safe: it may be lost.
  bool may_be_lost(const delivery& accepted) const;

  /// Every answer that Redis ever held for this message.
  const std::set<std::string>& answers(const std::string& message_id) const;

  /// True if a node after the first that had it could not know of that, because it could not read.
  bool may_be_repeated(const sent_message& x) const;

private:
  const run_history& all_;
  const phone_history& mine_;
  std::map<std::string, std::size_t> effects_;
  std::map<std::string, std::set<std::string>> answers_;
};

} // namespace quickbooking::faults
