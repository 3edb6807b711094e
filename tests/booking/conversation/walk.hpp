#pragma once

#include "tests/booking/conversation/conversation_fixture.hpp"

#include <deque>
#include <set>
#include <string>
#include <vector>

namespace quickbooking {

/// P8: a customer who reads this knows how to go on: an option, the salon's number, or a booking
/// with its code.
bool leads_on(const reply& x, const salon& where);

/// Walks breadth-first through everything that a customer can do: taps every option of every card,
/// with and without its session, types, sends what cannot be read, taps garbage; and through every
/// outcome of every effect. Looks at each kind of state once: days, times and names do not count,
/// what can be done next does. With `QUICKBOOKING_WALK=fine` in the environment the parts of the
/// wish and the page count, too (a hundred times as many states, minutes).
class walk {
public:
  /// Through the salon and calendar of this conversation.
  walk(const conversation& from, language lang);

  void run();

  std::size_t states() const { return seen_.size(); }
  std::size_t steps() const { return steps_; }

  /// What was wrong where; at most 20 are kept.
  const std::vector<std::string>& faults() const { return faults_; }

private:
  session fresh(inbound_content content);
  void visit_fresh();
  void visit(const session& current);
  void say(const session& current, inbound_content content, const std::string& what);
  void step(const session& current, const event& what, const std::string& name);
  void follow_effects(const decision& made, const std::string& name);
  void arrive(const session& from, const decision& made, const std::string& name);
  void check_reply(const session& from, const reply& said, const std::string& name);
  void check_session(const session& from, const session& next, const std::string& name);
  void fault(const session& from, const std::string& name, const std::string& what);

  const salon& where_;
  calendar_view calendar_;
  instant now_;
  language lang_;
  inbound_message message_;
  std::deque<session> open_;
  std::set<std::string> seen_;
  std::size_t steps_ = 0;
  std::vector<std::string> faults_;
};

/// Walks in all five languages; returns the faults.
std::vector<std::string> faults_in_all_languages(const conversation& from);

} // namespace quickbooking
