#pragma once

#include "tests/faults/checker.hpp"
#include "tests/faults/phone_view.hpp"

#include <string>

namespace quickbooking::faults {

/// What one phone's checks share: where to look and where to write.
struct judge {
  const run_history& all;
  const phone_view& view;
  const check_options& options;
  verdict& result;

  const phone_history& mine() const { return view.history(); }

  void broken(const char* promise, std::string what) const {
    result.findings.push_back({promise, mine().phone, std::move(what)});
  }

  /// As `broken`, but the promise allows it here.
  void excused(const char* promise, std::string what) const {
    result.excused.push_back({promise, mine().phone, std::move(what)});
  }

  void count() const;

  // -- judge_effects ---
  void order() const;
  void one_effect() const;
  void one_revision_each() const;
  bool may_be_repeated(const std::string& message_id) const;
  bool may_be_from_elsewhere(const stored_write& x) const;
  void durable() const;
  void newer_only() const;

  // -- judge_replies ---
  void one_content() const;
  void delivered() const;
  void ways_on() const;
  void answer_times() const;
  void waits() const;

  // -- judge_bookings ---
  void bookings() const;

  bool is_late(const stored_write& x) const;
  bool must_survive_restart(const stored_write& x) const;
};

/// P6 for all: no two live bookings of a stylist at one time, no code twice.
void judge_bookings(const run_history& all, verdict& result);

/// The booking code that a reply names; empty if none.
std::string code_in(const std::string& text);

} // namespace quickbooking::faults
