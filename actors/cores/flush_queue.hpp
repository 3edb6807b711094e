#pragma once

#include "actors/cores/token_bucket.hpp"
#include "messages/customer.hpp"

#include <chrono>
#include <list>
#include <unordered_map>
#include <vector>

namespace quickbooking {

/// Which dirty sessions are asked to write, and when: who waits longest first, at most so many in
/// any second, and again after a while if that did not help.
class flush_queue {
public:
  static constexpr std::chrono::seconds ask_again{1};

  explicit flush_queue(int per_second) : pace_{rate_limit::per_second(per_second)} {}

  flush_queue(flush_queue&&) = default;
  flush_queue& operator=(flush_queue&&) = default;

  /// No change if it is there.
  void add(const customer_key& who);

  void remove(const customer_key& who);

  /// Redis is back: who was asked in vain is due at once.
  void restart();

  /// Who is to be asked now; each of them is due again after `ask_again`.
  std::vector<customer_key> take_due(steady_time now);

  std::size_t size() const { return places_.size(); }

private:
  struct entry {
    customer_key who;
    steady_time due;
  };

  using line = std::list<entry>;

  line& line_of(const entry& x) { return x.due == steady_time::min() ? fresh_ : asked_; }

  token_bucket pace_;
  line fresh_; ///< due at once
  line asked_; ///< in the order in which they are due again
  std::unordered_map<customer_key, line::iterator> places_;
};

} // namespace quickbooking
