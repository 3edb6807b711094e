#define CAF_SUITE session_ledger

#include "actors/cores/session_ledger.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view customer = "+15551234567";
const instant noon = from_unix_ms(1'795'000'000'000);

session conversation(instant last_interaction = noon) {
  session x;
  x.session_id = "session_1";
  x.customer_id = "customer_1";
  x.salon_id = "salon-1";
  x.state = conversation_state::slots_shown;
  x.created_at = noon;
  x.last_interaction_at = last_interaction;
  return x;
}

session_ledger::transition turn(session next, std::string message_id) {
  session_ledger::transition x;
  x.next = std::move(next);
  x.message_id = std::move(message_id);
  x.next.answered = std::make_shared<const last_reply>(
      last_reply{x.message_id, "out_" + x.message_id, text_reply{"hello"}});
  x.sent_from = "700";
  return x;
}

stored_state stored_at(fence version, instant last_interaction = noon) {
  auto x = conversation(last_interaction);
  x.version = version;
  stored_state found;
  found.snapshot = to_snapshot(x);
  return found;
}

/// An owner that read an empty store.
session_ledger fresh(std::uint64_t epoch) {
  session_ledger x{customer_key{customer}, epoch};
  x.adopt({}, noon);
  return x;
}

} // namespace

CAF_TEST(the_first_write_expects_an_empty_store_and_has_revision_1) {
  auto ledger = fresh(7);
  auto next = turn(conversation(), "m1");
  auto write = ledger.prepare(next);
  CAF_CHECK_EQUAL(write.expected, "");
  CAF_CHECK(write.version == (fence{7, 1}));
  CAF_CHECK(write.snapshot.starts_with(header_of({7, 1})));
  CAF_CHECK_EQUAL(write.handled, std::vector<std::string>{"m1"});
  CAF_REQUIRE_EQUAL(write.due.size(), 1u);
  CAF_CHECK_EQUAL(write.due[0].out_id, "out_m1");
  CAF_CHECK_EQUAL(write.due[0].phone_number_id, "700");
  CAF_CHECK(write.due[0].content == reply{text_reply{"hello"}});
  CAF_CHECK(write.due[0].since == noon);
}

CAF_TEST(a_write_expects_the_version_that_was_read_and_takes_the_next_one) {
  session_ledger ledger{customer_key{customer}, 9};
  ledger.adopt(stored_at({7, 12}), noon);
  auto next = turn(ledger.current(), "m1");
  auto write = ledger.prepare(next);
  CAF_CHECK_EQUAL(write.expected, header_of({7, 12}));
  CAF_CHECK(write.version == (fence{9, 13}));
}

CAF_TEST(a_prepared_write_that_is_dropped_changes_nothing) {
  session_ledger ledger{customer_key{customer}, 9};
  ledger.adopt(stored_at({7, 12}), noon);
  auto next = turn(conversation(), "m1");
  next.next.state = conversation_state::confirming;
  ledger.prepare(next);
  CAF_CHECK(!ledger.was_handled("m1"));
  CAF_CHECK(ledger.current().state == conversation_state::slots_shown);
  CAF_CHECK(ledger.current().version == (fence{7, 12}));
}

CAF_TEST(a_settled_turn_is_handled_and_the_next_write_follows_on_it) {
  auto ledger = fresh(7);
  auto next = turn(conversation(), "m1");
  ledger.prepare(next);
  ledger.settle(next);
  CAF_CHECK(ledger.was_handled("m1"));
  CAF_CHECK(!ledger.is_dirty());
  auto second = turn(conversation(), "m2");
  auto write = ledger.prepare(second);
  CAF_CHECK_EQUAL(write.expected, header_of({7, 1}));
  CAF_CHECK_EQUAL(write.version.revision, 2u);
  CAF_CHECK_EQUAL(write.handled, std::vector<std::string>{"m2"});
}

CAF_TEST(message_ids_in_the_store_are_known_as_handled) {
  session_ledger ledger{customer_key{customer}, 9};
  auto found = stored_at({7, 12});
  found.handled = {"m1", "m2"};
  ledger.adopt(found, noon);
  CAF_CHECK(ledger.was_handled("m1"));
  CAF_CHECK(ledger.was_handled("m2"));
  CAF_CHECK(!ledger.was_handled("m3"));
  CAF_CHECK(!ledger.was_handled(""));
}

CAF_TEST(a_session_of_the_old_service_is_moved_to_our_key) {
  session_ledger ledger{customer_key{customer}, 9};
  stored_state found;
  found.snapshot = R"({"sessionId":"s","customerId":"c","salonId":"a","language":"ru"})";
  found.under_legacy_key = true;
  ledger.adopt(found, noon);
  CAF_CHECK(ledger.current().lang == language::ru);
  auto next = turn(ledger.current(), "m1");
  auto write = ledger.prepare(next);
  CAF_CHECK(write.moves_legacy_key);
  CAF_CHECK_EQUAL(write.expected, "");
  ledger.settle(next);
  CAF_CHECK(!ledger.prepare(next).moves_legacy_key);
}

CAF_TEST(a_snapshot_of_a_later_schema_is_no_session_and_is_not_overwritten) {
  session_ledger ledger{customer_key{customer}, 9};
  stored_state found;
  found.snapshot = R"({"schemaVersion":99,"ownerEpoch":7,"revision":12,"sessionId":"s"})";
  ledger.adopt(found, noon);
  CAF_CHECK(!ledger.current().exists());
  auto next = turn(conversation(), "m1");
  const auto expected = ledger.prepare(next).expected;
  CAF_CHECK(!expected.empty() && !found.snapshot.starts_with(expected));
}

// Else a write of ours from before it, which arrives late, would count as newer.
CAF_TEST(revisions_go_on_after_a_write_of_the_old_service) {
  auto ledger = fresh(7);
  for (auto id : {"m1", "m2"}) {
    auto next = turn(conversation(), id);
    ledger.prepare(next);
    ledger.settle(next);
  }
  stored_state found;
  found.snapshot = R"({"sessionId":"s","customerId":"c","salonId":"a"})";
  ledger.adopt(found, noon);
  CAF_CHECK_EQUAL(ledger.current().session_id, "s");
  auto next = turn(ledger.current(), "m3");
  CAF_CHECK(ledger.prepare(next).version == (fence{7, 3}));
}

CAF_TEST(of_memory_and_the_old_services_write_the_later_activity_wins) {
  for (auto written : {noon - 1min, noon + 1min}) {
    auto ledger = fresh(7);
    auto next = turn(conversation(noon), "m1");
    ledger.prepare(next);
    ledger.keep(next); // the store was away
    stored_state found;
    found.snapshot = R"({"sessionId":"s","customerId":"c","salonId":"a","lastInteractionAt":")"
                     + to_iso8601(written) + R"("})";
    CAF_CHECK_EQUAL(ledger.adopt(found, noon + 2min), written < noon);
    CAF_CHECK_EQUAL(ledger.current().session_id, written < noon ? "session_1" : "s");
  }
}

CAF_TEST(a_value_of_the_old_service_under_our_key_is_compared_as_a_whole) {
  session_ledger ledger{customer_key{customer}, 9};
  stored_state found;
  found.snapshot = R"({"sessionId":"s","customerId":"c","salonId":"a"})";
  ledger.adopt(found, noon);
  CAF_CHECK(ledger.was_migrated());
  auto next = turn(ledger.current(), "m1");
  CAF_CHECK_EQUAL(ledger.prepare(next).expected, found.snapshot);
}

CAF_TEST(what_is_no_session_counts_as_absent_and_is_fenced_all_the_same) {
  session_ledger ledger{customer_key{customer}, 9};
  stored_state found;
  found.snapshot = "not json";
  ledger.adopt(found, noon);
  CAF_CHECK(!ledger.current().exists());
  auto next = turn(conversation(), "m1");
  CAF_CHECK_EQUAL(ledger.prepare(next).expected, "not json");
}

CAF_TEST(a_finished_conversation_leaves_a_receipt_that_the_next_one_follows_on) {
  auto ledger = fresh(7);
  auto last = turn(conversation(), "m1");
  last.finished = true;
  auto write = ledger.prepare(last);
  CAF_CHECK_EQUAL(write.snapshot, "");
  CAF_CHECK(write.receipt.starts_with(header_of({7, 1})));
  ledger.settle(last);
  CAF_CHECK(!ledger.current().exists());
  CAF_CHECK(ledger.was_handled("m1"));

  session_ledger later{customer_key{customer}, 8};
  stored_state found;
  found.receipt = write.receipt;
  found.handled = {"m1"};
  later.adopt(found, noon);
  CAF_CHECK(!later.current().exists());
  CAF_REQUIRE(later.current().answered != nullptr);
  CAF_CHECK_EQUAL(later.current().answered->message_id, "m1");
  auto next = turn(conversation(), "m2");
  auto second = later.prepare(next);
  CAF_CHECK_EQUAL(second.expected, header_of({7, 1}));
  CAF_CHECK(second.version == (fence{8, 2}));
}

CAF_TEST(a_receipt_holds_nothing_that_only_a_running_conversation_needs) {
  auto talk = conversation();
  talk.slots = std::vector<slot>(5);
  talk.selected_slot = talk.slots.front();
  talk.wanted.service_id = "cut";
  const auto is_bare = [](const session_write& write) {
    auto found = session_from_snapshot(write.receipt);
    CAF_REQUIRE(write.snapshot.empty() && found.has_value());
    auto& x = found->value;
    return x.slots.empty() && !x.selected_slot && !x.wanted.service_id
           && x.session_id == "session_1" && x.answered;
  };
  auto ledger = fresh(7);
  auto last = turn(talk, "m1");
  last.finished = true;
  CAF_CHECK(is_bare(ledger.prepare(last)));
  ledger.keep(last); // the store is not there
  CAF_CHECK(is_bare(ledger.backup().write));
  CAF_CHECK(is_bare(ledger.flush(noon + 10s).value()));

  auto other = fresh(8);
  auto next = turn(talk, "m2");
  CAF_CHECK(!other.prepare(next).snapshot.empty());
  other.keep(next);
  CAF_CHECK(is_bare(other.flush(noon + session_ttl).value())); // it ran out before it was written
}

CAF_TEST(a_reply_that_goes_back_in_an_http_answer_is_not_due) {
  auto ledger = fresh(7);
  auto next = turn(conversation(), "m1");
  next.sent_from.clear();
  CAF_CHECK(ledger.prepare(next).due.empty());
}

CAF_TEST(what_is_kept_in_memory_is_flushed_as_its_newest_state) {
  auto ledger = fresh(7);
  for (auto id : {"m1", "m2", "m3"}) {
    auto next = turn(conversation(), id);
    ledger.prepare(next);
    ledger.keep(next);
  }
  CAF_CHECK(ledger.is_dirty());
  auto write = ledger.flush(noon);
  CAF_REQUIRE(write.has_value());
  CAF_CHECK(write->version == (fence{7, 3}));
  CAF_CHECK_EQUAL(write->expected, "");
  CAF_CHECK_EQUAL(write->handled, (std::vector<std::string>{"m1", "m2", "m3"}));
  ledger.flushed();
  CAF_CHECK(!ledger.is_dirty());
  CAF_CHECK(!ledger.flush(noon).has_value());
}

CAF_TEST(the_ttl_of_a_flush_counts_from_the_last_activity) {
  auto ledger = fresh(7);
  auto next = turn(conversation(), "m1");
  ledger.prepare(next);
  ledger.keep(next);
  CAF_CHECK(ledger.flush(noon + 600s)->ttl == 1200s);
  auto late = ledger.flush(noon + 2000s);
  CAF_REQUIRE(late.has_value());
  CAF_CHECK_EQUAL(late->snapshot, ""); // expired meanwhile: only its message ids are still told
  CAF_CHECK_EQUAL(late->handled, std::vector<std::string>{"m1"});
}

CAF_TEST(memory_that_never_saw_the_store_wins_if_its_activity_is_later) {
  session_ledger ledger{customer_key{customer}, 9};
  ledger.go_on_without_store();
  auto next = turn(conversation(noon + 10s), "m1");
  ledger.prepare(next);
  ledger.keep(next);
  CAF_CHECK(ledger.adopt(stored_at({7, 12}, noon), noon));
  CAF_CHECK(ledger.is_dirty());
  auto write = ledger.flush(noon + 10s);
  CAF_REQUIRE(write.has_value());
  CAF_CHECK_EQUAL(write->expected, header_of({7, 12}));
  CAF_CHECK(write->version == (fence{9, 13}));
}

CAF_TEST(a_booking_made_in_memory_wins_over_what_the_store_had_before) {
  session_ledger ledger{customer_key{customer}, 9};
  ledger.go_on_without_store();
  auto booked = turn(conversation(noon + 60s), "m1");
  booked.finished = true;
  ledger.prepare(booked);
  ledger.keep(booked);
  CAF_CHECK(ledger.adopt(stored_at({7, 12}, noon), noon + 70s));
  auto write = ledger.flush(noon + 70s);
  CAF_REQUIRE(write.has_value());
  CAF_CHECK(write->snapshot.empty());
  CAF_CHECK(write->receipt.starts_with(header_of({9, 13})));
  CAF_CHECK_EQUAL(write->handled, std::vector<std::string>{"m1"});
}

CAF_TEST(memory_that_never_saw_the_store_yields_to_a_later_activity) {
  session_ledger ledger{customer_key{customer}, 9};
  ledger.go_on_without_store();
  auto next = turn(conversation(noon), "m1");
  ledger.prepare(next);
  ledger.keep(next);
  CAF_CHECK(!ledger.adopt(stored_at({7, 12}, noon + 10s), noon));
  CAF_CHECK(!ledger.is_dirty());
  CAF_CHECK(ledger.current().version == (fence{7, 12}));
}

CAF_TEST(of_two_owners_that_went_on_from_one_snapshot_the_higher_revision_wins) {
  for (auto other : {13u, 20u}) {
    session_ledger ledger{customer_key{customer}, 9};
    ledger.adopt(stored_at({7, 12}), noon);
    for (auto id : {"m1", "m2", "m3"}) {
      auto next = turn(conversation(), id);
      ledger.prepare(next);
      ledger.keep(next);
    }
    CAF_CHECK_EQUAL(ledger.adopt(stored_at({8, other}), noon), other == 13u);
    CAF_CHECK_EQUAL(ledger.current().version.revision, other == 13u ? 16u : 20u);
  }
}

CAF_TEST(messages_that_another_owner_has_made_durable_are_not_written_a_second_time) {
  auto cut_off = [] {
    session_ledger x{customer_key{customer}, 9};
    x.adopt(stored_at({5, 12}), noon);
    auto next = turn(conversation(noon + 2s), "m1");
    x.prepare(next);
    x.keep(next);
    return x;
  };
  auto there = stored_at({8, 13}, noon + 1s);
  there.handled = {"m1"};
  auto same = cut_off();
  CAF_CHECK(!same.adopt(there, noon + 3s));
  CAF_CHECK(!same.is_dirty());
  CAF_CHECK(same.current().version == (fence{8, 13}));
  there.handled = {"m2"};
  auto another = cut_off();
  CAF_CHECK(another.adopt(there, noon + 3s));
  CAF_CHECK(another.is_dirty());
  CAF_CHECK(another.current().version == (fence{9, 14}));
}

CAF_TEST(a_conversation_that_the_store_has_is_alive_however_old_its_activity) {
  session_ledger ledger{customer_key{customer}, 9};
  ledger.adopt(stored_at({7, 12}, noon - 5000s), noon);
  CAF_CHECK(!ledger.expire(noon + 1799s));
  CAF_CHECK(ledger.expire(noon + 1800s));
}

CAF_TEST(a_conversation_is_forgotten_after_its_ttl_but_not_its_version) {
  session_ledger ledger{customer_key{customer}, 9};
  ledger.adopt(stored_at({7, 12}), noon);
  CAF_CHECK(!ledger.expire(noon + 1799s));
  CAF_CHECK(ledger.expire(noon + 1800s));
  CAF_CHECK(!ledger.current().exists());
  auto next = turn(conversation(), "m1");
  CAF_CHECK_EQUAL(ledger.prepare(next).version.revision, 13u);
}

CAF_TEST(replies_of_turns_that_were_kept_in_memory_become_due_with_the_flush) {
  auto ledger = fresh(7);
  for (auto id : {"m1", "m2"}) {
    auto next = turn(conversation(), id);
    ledger.prepare(next);
    ledger.keep(next);
  }
  auto write = ledger.flush(noon);
  CAF_REQUIRE(write.has_value());
  CAF_REQUIRE_EQUAL(write->due.size(), 2u);
  CAF_CHECK_EQUAL(write->due[0].out_id, "out_m1");
  CAF_CHECK_EQUAL(write->due[1].out_id, "out_m2");
  ledger.flushed();
  auto third = turn(conversation(), "m3");
  CAF_CHECK_EQUAL(ledger.prepare(third).due.size(), 1u);
}

CAF_TEST(a_doubted_store_is_given_the_same_version_again_with_all_ids) {
  auto ledger = fresh(7);
  for (auto id : {"m1", "m2"}) {
    auto next = turn(conversation(), id);
    ledger.prepare(next);
    ledger.settle(next);
  }
  CAF_CHECK(!ledger.flush(noon).has_value());
  CAF_CHECK(ledger.doubt_store());
  auto write = ledger.flush(noon);
  CAF_REQUIRE(write.has_value());
  CAF_CHECK(write->version == (fence{7, 2}));
  CAF_CHECK(write->snapshot.starts_with(header_of({7, 2})));
  CAF_CHECK_EQUAL(write->handled, (std::vector<std::string>{"m1", "m2"}));
}

CAF_TEST(a_session_that_holds_nothing_does_not_doubt_the_store) {
  auto ledger = fresh(7);
  CAF_CHECK(!ledger.doubt_store());
  CAF_CHECK(!session_ledger(customer_key{customer}, 7).doubt_store());
}

CAF_TEST(a_ledger_says_the_same_after_a_rest_whatever_it_holds) {
  for (auto finished : {false, true})
    for (auto durable : {false, true}) {
      auto ledger = fresh(7);
      auto next = turn(conversation(), "m1");
      next.finished = finished;
      ledger.prepare(next);
      durable ? ledger.settle(next) : ledger.keep(next);
      auto before = ledger.backup();
      ledger.rest();
      auto after = ledger.backup();
      CAF_CHECK_EQUAL(after.write.snapshot, before.write.snapshot);
      CAF_CHECK_EQUAL(after.write.receipt, before.write.receipt);
      CAF_CHECK(after.write.version == before.write.version);
      CAF_CHECK_EQUAL(after.in_store, durable);
      CAF_CHECK_EQUAL(ledger.current().exists(), !finished);
      CAF_CHECK(ledger.was_handled("m1"));
      ledger.rest();
      CAF_CHECK_EQUAL(ledger.flush(noon).has_value(), !durable);
    }
}

CAF_TEST(the_next_conversation_knows_in_which_language_and_where_the_last_one_was) {
  auto spoken = conversation();
  spoken.lang = language::ru;
  auto ledger = fresh(7);
  auto last = turn(spoken, "m1");
  last.finished = true;
  auto write = ledger.prepare(last);
  ledger.settle(last);
  session_ledger later{customer_key{customer}, 8};
  stored_state found;
  found.receipt = write.receipt;
  later.adopt(found, noon);
  for (auto* x : {&ledger, &later}) {
    CAF_CHECK(!x->current().exists());
    CAF_CHECK(x->current().lang == language::ru);
    CAF_CHECK_EQUAL(x->current().salon_id, spoken.salon_id);
  }
}
