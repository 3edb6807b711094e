#define CAF_SUITE session_recall

// What a session's ledger takes over from the archive.

#include "actors/cores/session_ledger.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

const instant noon = from_unix_ms(1'795'000'000'000);
using strings = std::vector<std::string>;

session conversation(conversation_state state, instant used_at = noon) {
  session x;
  x.session_id = "session_1";
  x.customer_id = "customer_1";
  x.salon_id = "salon-1";
  x.state = state;
  x.created_at = noon;
  x.last_interaction_at = used_at;
  return x;
}

session_ledger::transition turn(conversation_state state, std::string message_id,
                                instant used_at = noon) {
  session_ledger::transition x;
  x.next = conversation(state, used_at);
  x.message_id = std::move(message_id);
  x.next.answered = std::make_shared<const last_reply>(
      last_reply{x.message_id, "out_" + x.message_id, text_reply{"hello"}});
  x.sent_from = "700";
  return x;
}

/// An owner who read revision 12 of owner 7 and then lost the store; what it has of two more turns.
session_ledger cut_off(std::uint64_t epoch = 8) {
  session_ledger x{"+15551234567", epoch};
  auto stored = conversation(conversation_state::slots_shown);
  stored.version = {7, 12};
  x.adopt({to_snapshot(stored), false, {}, {"m0"}, {}}, noon);
  for (auto id : {"m1", "m2"}) {
    auto next = turn(conversation_state::confirming, id, noon + 1min);
    x.prepare(next);
    x.keep(next);
  }
  return x;
}

stored_state stored_at(fence version, instant used_at = noon) {
  auto x = conversation(conversation_state::slots_shown, used_at);
  x.version = version;
  return {to_snapshot(x), false, {}, {"m0"}, {}};
}

} // namespace

CAF_TEST(a_backup_holds_what_the_store_lacks_and_what_it_is_known_to_have) {
  auto saved = cut_off().backup();
  CAF_CHECK(!saved.in_store);
  CAF_CHECK(saved.write.version == (fence{8, 14}));
  CAF_CHECK_EQUAL(saved.write.expected, header_of({7, 12}));
  CAF_CHECK_EQUAL(saved.write.handled, (strings{"m1", "m2"}));
  CAF_REQUIRE_EQUAL(saved.write.due.size(), 2u);
  CAF_CHECK(saved.used_at == noon + 1min);
}

CAF_TEST(without_the_store_the_next_owner_goes_on_from_the_backup) {
  session_ledger next{"+15551234567", 9};
  CAF_CHECK(next.recall(cut_off().backup()));
  CAF_CHECK(next.is_memory_only());
  CAF_CHECK(next.is_dirty());
  CAF_CHECK(next.was_handled("m1"));
  CAF_CHECK(next.current().state == conversation_state::confirming);
  auto write = next.flush(noon + 2min);
  CAF_REQUIRE(write);
  CAF_CHECK_EQUAL(write->expected, header_of({7, 12}));
  CAF_CHECK(write->version == (fence{9, 15}));
  CAF_CHECK_EQUAL(write->handled, (strings{"m1", "m2"}));
  CAF_CHECK_EQUAL(write->due.size(), 2u);
}

CAF_TEST(a_backup_that_is_newer_than_the_store_is_written_over_it) {
  session_ledger next{"+15551234567", 9};
  next.adopt(stored_at({7, 12}), noon);
  CAF_CHECK(next.recall(cut_off().backup()));
  auto write = next.flush(noon + 2min);
  CAF_REQUIRE(write);
  CAF_CHECK_EQUAL(write->expected, header_of({7, 12}));
  CAF_CHECK(write->version == (fence{9, 15}));
  CAF_CHECK(write->snapshot.find("confirming") != std::string::npos);
}

CAF_TEST(a_backup_that_the_store_has_got_meanwhile_changes_nothing) {
  session_ledger next{"+15551234567", 9};
  auto found = stored_at({8, 14}, noon + 1min);
  found.handled = {"m0", "m1", "m2"};
  next.adopt(found, noon);
  auto saved = cut_off().backup();
  saved.write.due.clear();
  CAF_CHECK(!next.recall(saved));
  CAF_CHECK(!next.is_dirty());
  CAF_CHECK(next.backup().in_store);
}

CAF_TEST(of_two_owners_who_did_not_know_of_each_other_the_later_activity_wins) {
  session_ledger earlier{"+15551234567", 9};
  earlier.adopt(stored_at({5, 20}, noon + 30s), noon);
  CAF_CHECK(earlier.recall(cut_off().backup()));
  session_ledger later{"+15551234567", 9};
  later.adopt(stored_at({5, 13}, noon + 5min), noon);
  CAF_CHECK(!later.recall(cut_off().backup()));
  CAF_CHECK(later.current().state == conversation_state::slots_shown);
}

CAF_TEST(message_ids_of_an_older_backup_take_no_second_effect_and_reach_the_store) {
  session_ledger next{"+15551234567", 9};
  next.adopt(stored_at({5, 13}, noon + 5min), noon);
  next.recall(cut_off().backup());
  CAF_CHECK(next.was_handled("m1"));
  auto write = next.flush(noon + 6min);
  CAF_REQUIRE(write);
  CAF_CHECK_EQUAL(write->handled, (strings{"m1", "m2"}));
  CAF_CHECK(write->snapshot.find("slots_shown") != std::string::npos);
}

CAF_TEST(a_conversation_that_ended_without_the_store_leaves_its_receipt) {
  auto before = cut_off();
  auto last = turn(conversation_state::completed, "m3", noon + 2min);
  last.finished = true;
  before.prepare(last);
  before.keep(last);
  session_ledger next{"+15551234567", 9};
  CAF_CHECK(next.recall(before.backup()));
  CAF_CHECK(!next.current().exists());
  auto write = next.flush(noon + 3min);
  CAF_REQUIRE(write);
  CAF_CHECK(write->snapshot.empty());
  CAF_CHECK(!write->receipt.empty());
}

CAF_TEST(a_backup_of_what_the_store_has_serves_while_it_is_away) {
  auto before = cut_off();
  before.flushed();
  auto saved = before.backup();
  CAF_CHECK(saved.in_store);
  session_ledger next{"+15551234567", 9};
  CAF_CHECK(next.recall(saved));
  CAF_CHECK(!next.is_dirty());
  auto turned = turn(conversation_state::confirming, "m4");
  auto write = next.prepare(turned);
  CAF_CHECK_EQUAL(write.expected, header_of({8, 14}));
  CAF_CHECK(write.version == (fence{9, 15}));
}

CAF_TEST(a_reply_that_arrived_is_not_written_as_due) {
  auto ledger = cut_off();
  CAF_CHECK(ledger.has_due("out_m1"));
  ledger.forget_due("out_m1");
  CAF_CHECK(!ledger.has_due("out_m1"));
  auto write = ledger.flush(noon + 2min);
  CAF_REQUIRE(write);
  CAF_REQUIRE_EQUAL(write->due.size(), 1u);
  CAF_CHECK_EQUAL(write->due[0].out_id, "out_m2");
}

CAF_TEST(an_unreadable_backup_is_passed_over) {
  auto saved = cut_off().backup();
  saved.write.snapshot = "{";
  session_ledger next{"+15551234567", 9};
  CAF_CHECK(!next.recall(saved));
  CAF_CHECK(!next.current().exists());
  CAF_CHECK(next.was_handled("m1"));
}

// -- what another node had, found by a session that is in memory ---

CAF_TEST(a_session_in_memory_goes_on_from_a_later_copy_with_the_ids_and_replies_of_both) {
  auto mine = cut_off(9);
  auto theirs = cut_off(8);
  auto later = turn(conversation_state::completed, "m5", noon + 3min);
  theirs.prepare(later);
  theirs.keep(later);
  CAF_CHECK(mine.recall(theirs.backup()));
  CAF_CHECK(mine.is_dirty());
  CAF_CHECK(mine.current().state == conversation_state::completed);
  CAF_CHECK(mine.current().version == (fence{9, 16}));
  CAF_CHECK(mine.was_handled("m5"));
  auto write = mine.flush(noon + 4min);
  CAF_REQUIRE(write);
  CAF_CHECK_EQUAL(write->expected, header_of({7, 12}));
  CAF_CHECK_EQUAL(write->handled, (strings{"m1", "m2", "m5"}));
  CAF_CHECK_EQUAL(write->due.size(), 3u);
}

CAF_TEST(an_earlier_copy_changes_no_session_in_memory_and_makes_none_clean) {
  auto mine = cut_off(9);
  auto later = turn(conversation_state::completed, "m5", noon + 3min);
  mine.prepare(later);
  mine.keep(later);
  CAF_CHECK(!mine.recall(cut_off(8).backup()));
  CAF_CHECK(mine.is_dirty());
  CAF_CHECK(mine.current().state == conversation_state::completed);
  CAF_CHECK_EQUAL(mine.flush(noon + 4min)->due.size(), 3u);
}

// -- what an operator kept ---

namespace {

session kept_at(instant used_at, fence version = {7, 12}) {
  auto x = conversation(conversation_state::confirming, used_at);
  x.version = version;
  return x;
}

session_ledger cold() { return session_ledger{"+15551234567", 9}; }

/// The store has only what a conversation left that ended then.
stored_state ended_at(fence version, instant used_at) {
  auto x = stored_at(version, used_at);
  return {{}, false, std::move(x.snapshot), {}, {}};
}

} // namespace

CAF_TEST(a_conversation_that_the_store_lost_is_brought_back_as_a_write_of_this_owner) {
  auto ledger = cold();
  auto next = ledger.bring_back({}, kept_at(noon), {"m0"}, noon + 1min);
  CAF_REQUIRE(next);
  auto write = ledger.prepare(*next);
  CAF_CHECK(write.expected.empty());
  CAF_CHECK(write.version == (fence{9, 13}));
  CAF_CHECK_EQUAL(write.handled, strings{"m0"});
  ledger.settle(std::move(*next));
  CAF_CHECK(ledger.current().state == conversation_state::confirming);
  CAF_CHECK(ledger.was_handled("m0"));
  CAF_CHECK(!ledger.is_dirty());
  CAF_CHECK(ledger.expire(noon + session_ttl));
}

CAF_TEST(P5_what_is_brought_back_has_a_version_that_nobody_wrote_before) {
  auto ledger = cold();
  auto older = stored_at({8, 40}, noon - 5min);
  auto next = ledger.bring_back(older, kept_at(noon), {}, noon + 1min);
  CAF_REQUIRE(next);
  auto write = ledger.prepare(*next);
  CAF_CHECK_EQUAL(write.expected, header_of({8, 40}));
  CAF_CHECK(write.version == (fence{9, 41}));
  ledger.pass_over(write.version); // no answer: it may stand in the store
  auto turned = turn(conversation_state::confirming, "m1");
  CAF_CHECK(ledger.prepare(turned).version == (fence{9, 42}));
}

CAF_TEST(a_conversation_is_not_brought_back_over_one_that_was_used_later_or_at_the_same_time) {
  auto found = cold();
  CAF_CHECK(!found.bring_back(stored_at({5, 1}, noon), kept_at(noon), {}, noon + 1min));
  CAF_CHECK(found.current().state == conversation_state::slots_shown);
  auto in_memory = cold();
  in_memory.adopt(stored_at({5, 1}, noon + 1s), noon + 1s);
  CAF_CHECK(!in_memory.bring_back({}, kept_at(noon), {}, noon + 1min));
  CAF_CHECK(in_memory.current().exists());
}

CAF_TEST(a_conversation_is_not_brought_back_after_it_ended) {
  auto ledger = cold();
  CAF_CHECK(!ledger.bring_back(ended_at({7, 14}, noon + 1s), kept_at(noon), {}, noon + 1min));
  CAF_CHECK(cold().bring_back(ended_at({7, 11}, noon - 1s), kept_at(noon), {}, noon + 1min));
}

CAF_TEST(a_conversation_is_not_brought_back_over_what_the_store_has_not_got) {
  auto ledger = cut_off();
  CAF_CHECK(!ledger.bring_back(stored_at({7, 12}), kept_at(noon + 5min), {}, noon + 6min));
  CAF_CHECK(ledger.is_dirty());
}

CAF_TEST(a_conversation_is_not_brought_back_over_what_nobody_can_read) {
  CAF_CHECK(!cold().bring_back({"{", false, {}, {}, {}}, kept_at(noon), {}, noon + 1min));
}
