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

  /// True if Redis got this id with others that it had already: when it took effect is not known.
  bool was_noted_late(const std::string& message_id) const { return late_.contains(message_id); }

  std::size_t effects() const { return effects_.size(); }

  /// True if a 200 at that moment did not promise that Redis has it.
  bool was_disturbed(run_time at) const;

  /// True if customers may have gone from one node to another between these moments.
  bool was_in_unrest(run_time from, run_time to) const;

  /// True if this message, accepted like this, may be lost: the master died with what the replica
  /// had not got yet, and the node was gone before there was another one. A node that lives on has
  /// it in memory and writes it again; what no Redis took is in the node's archive. Of several
  /// nodes: it was taken while Redis was disturbed, so that it was in one node's memory and archive
  /// only, and the customer may have gone to another node before Redis had it.
  bool may_be_lost(const sent_message& x, const delivery& accepted) const;

  /// Every answer that Redis ever held for this message, also a master that died.
  const std::set<std::string>& answers(const std::string& message_id) const;

  /// True if a node after the first that had it could not know of that, because it could not read;
  /// or if the session had left the memory of the first, or, of several nodes, the customer had
  /// gone to another one.
  bool may_be_repeated(const sent_message& x) const;

  /// Of several nodes: true if this message may be known to another node only than to those that
  /// have the customer later: Redis was disturbed when it was handled, and customers moved
  /// meanwhile.
  bool may_be_elsewhere(const sent_message& x) const;

private:
  bool may_be_elsewhere(run_time from, run_time to) const;
  bool was_abandoned(const std::string& message_id) const;
  const node_life& life_of(const delivery& x) const;
  void note_effects(const stored_write& x);
  void note_answers(const std::vector<stored_write>& writes);

  const run_history& all_;
  const phone_history& mine_;
  std::map<std::string, std::size_t> effects_;
  std::set<std::string> late_;
  std::map<std::string, std::set<std::string>> answers_;
  std::map<std::string, std::set<std::uint64_t>> owners_; ///< who wrote these answers
};

} // namespace quickbooking::faults
