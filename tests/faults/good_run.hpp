#pragma once

#include "tests/faults/checker.hpp"

#include <algorithm>

namespace quickbooking::faults {

using namespace std::chrono_literals;

inline constexpr const char* phone = "+15550001";

/// A run of one phone: two nodes, of which the first was killed at 1,000 ms; Redis was disturbed
/// from 500 to 900 ms. Two messages that were answered one after the other, each with a reply.
struct good_run {
  run_history history;

  good_run() {
    history.lives
        = {{0ms, 1000ms, node_life::ending::killed}, {1100ms, 2000ms, node_life::ending::in_order}};
    history.disturbed = {{500ms, 900ms}};
    history.phones.push_back({phone, {}, {}, {}, {}});
    says("m1", 100ms);
    says("m2", 200ms);
    stores(7, 1, "m1");
    stores(7, 2, "m2");
    gets("m1");
    gets("m2");
  }

  phone_history& mine() { return history.phones.front(); }

  sent_message& says(const std::string& id, run_time at, int status = 200, int life = 0) {
    mine().sent.push_back({id, "text", false, {}});
    return delivers(mine().sent.back(), at, status, life);
  }

  sent_message& delivers(sent_message& x, run_time at, int status = 200, int life = 0) {
    x.deliveries.push_back({at, at + 10ms, status, life, ++posts});
    return x;
  }

  void stores(std::uint64_t epoch, std::uint64_t revision, const std::string& id) {
    mine().stored.push_back({epoch, revision, id, "out-" + id, true, {id}});
  }

  void gets(const std::string& id) {
    mine().received.push_back({300ms, "out-" + id, "text", true, {"slot_1"}});
  }

  void books(const std::string& code, std::int64_t start, const std::string& master = "sarah") {
    history.bookings.push_back({"salon", phone, master, code, start, start + 60});
  }

  int posts = 0;
};

inline verdict judged(const good_run& x, check_options options = {}) {
  return check(x.history, options);
}

inline bool breaks(const good_run& x, const std::string& promise) {
  const auto found = judged(x).findings;
  return !found.empty() && std::all_of(found.begin(), found.end(), [&promise](const auto& each) {
    return each.promise == promise;
  });
}

inline bool is_good(const good_run& x) { return judged(x).findings.empty(); }

} // namespace quickbooking::faults
