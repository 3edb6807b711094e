#pragma once

#include "messages/encoding/instant.hpp"

#include <caf/typed_response_promise.hpp>

#include <algorithm>
#include <deque>
#include <utility>
#include <vector>

namespace quickbooking {

/// Requests that wait for the store, in the order of arrival, and those that are with it. Whoever
/// asked gets exactly one answer.
template <class Request, class Outcome>
class waiting_line {
public:
  using promise = caf::typed_response_promise<Outcome>;

  std::size_t waiting() const { return waiting_.size(); }

  void push(Request what, promise who, instant now) {
    waiting_.push_back({std::move(what), std::move(who), now});
  }

  /// The next requests. They are with the store until `land`.
  std::vector<Request> depart(std::size_t at_most) {
    std::vector<Request> next;
    for (; next.size() < at_most && !waiting_.empty(); waiting_.pop_front()) {
      next.push_back(std::move(waiting_.front().what));
      with_store_.push_back({std::move(waiting_.front().who), waiting_.front().since});
    }
    return next;
  }

  /// Answers what is with the store and has no answer yet; `outcome_of` is called with 0, 1, ... in
  /// the order of `depart`, for all.
  template <class OutcomeOf>
  void land(OutcomeOf outcome_of) {
    for (std::size_t i = 0; i < with_store_.size(); ++i) {
      Outcome outcome{outcome_of(i)};
      if (auto& who = with_store_[i].who; who.pending())
        who.deliver(std::move(outcome));
    }
    with_store_.clear();
  }

  /// Answers what waits and is late, by when it came; `next_outcome` is called for each.
  template <class IsLate, class NextOutcome>
  void give_up(IsLate is_late, NextOutcome next_outcome) {
    for (; !waiting_.empty() && is_late(waiting_.front().since); waiting_.pop_front())
      waiting_.front().who.deliver(Outcome{next_outcome()});
  }

  /// The same for what is with the store, and stays there.
  template <class IsLate, class NextOutcome>
  void give_up_store(IsLate is_late, NextOutcome next_outcome) {
    for (auto& x : with_store_)
      if (is_late(x.since) && x.who.pending())
        x.who.deliver(Outcome{next_outcome()});
  }

private:
  struct entry {
    Request what;
    promise who;
    instant since;
  };

  struct asker {
    promise who;
    instant since;
  };

  std::deque<entry> waiting_;
  std::vector<asker> with_store_;
};

} // namespace quickbooking
