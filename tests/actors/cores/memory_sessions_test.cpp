#define CAF_SUITE memory_sessions

#include "actors/cores/memory_sessions.hpp"
#include "messages/session/session.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

const customer_key dana = "+15551234567";
constexpr instant begin{1'000'000ms};

session_write write_of(const fence& version, const std::string& expected = {}) {
  session_write x;
  x.version = version;
  x.expected = expected;
  x.snapshot = header_of(version) + "...}";
  x.handled = {"m" + std::to_string(version.revision)};
  return x;
}

struct fixture {
  memory_sessions all;

  write_outcome write(const session_write& what, instant now = begin) {
    return all.write(dana, what, now);
  }

  std::string snapshot(instant now = begin) { return all.load(dana, now).snapshot; }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(memory_sessions_tests, fixture)

CAF_TEST(what_was_written_is_there) {
  CAF_CHECK(write(write_of({7, 1})) == write_outcome::written);
  const auto found = all.load(dana, begin);
  CAF_CHECK_EQUAL(found.snapshot, header_of({7, 1}) + "...}");
  CAF_CHECK_EQUAL(found.handled, std::vector<std::string>{"m1"});
  CAF_CHECK(all.load("+1", begin).snapshot.empty());
}

CAF_TEST(an_owner_writes_over_what_is_older_and_not_over_what_is_newer) {
  write(write_of({7, 2}));
  CAF_CHECK(write(write_of({7, 3})) == write_outcome::written);
  CAF_CHECK(write(write_of({7, 2})) == write_outcome::conflict);
  CAF_CHECK_EQUAL(snapshot(), header_of({7, 3}) + "...}");
}

CAF_TEST(another_owner_must_have_read_what_is_there) {
  write(write_of({7, 2}));
  CAF_CHECK(write(write_of({8, 3})) == write_outcome::conflict);
  CAF_CHECK(write(write_of({8, 3}, header_of({7, 1}))) == write_outcome::conflict);
  CAF_CHECK(write(write_of({8, 3}, header_of({7, 2}))) == write_outcome::written);
}

CAF_TEST(the_same_write_again_changes_nothing_but_brings_missing_ids) {
  write(write_of({7, 2}));
  auto again = write_of({7, 2});
  again.handled.push_back("other");
  CAF_CHECK(write(again) == write_outcome::already_written);
  const auto handled = all.load(dana, begin).handled;
  CAF_CHECK_EQUAL(handled, (std::vector<std::string>{"m2", "other"}));
}

CAF_TEST(a_session_ends_with_its_time_to_live_and_ids_after_a_day) {
  write(write_of({7, 1}));
  CAF_CHECK(!snapshot(begin + session_ttl - 1ms).empty());
  CAF_CHECK(snapshot(begin + session_ttl).empty());
  CAF_CHECK(!all.find(dana, begin + session_ttl));
  CAF_CHECK(all.customers(begin + session_ttl).empty());
  const auto late = all.load(dana, begin + receipt_ttl - 1ms).handled.size();
  CAF_CHECK_EQUAL(late, 1u);
  CAF_CHECK(all.load(dana, begin + receipt_ttl).handled.empty());
}

CAF_TEST(after_the_end_the_receipt_stands_for_the_session) {
  write(write_of({7, 1}));
  auto last = write_of({7, 2});
  last.receipt = last.snapshot;
  last.snapshot.clear();
  CAF_CHECK(write(last) == write_outcome::written);
  CAF_CHECK(snapshot().empty());
  CAF_CHECK(!all.find(dana, begin));
  CAF_CHECK(write(write_of({8, 1})) == write_outcome::conflict);
  CAF_CHECK(write(write_of({8, 3}, header_of({7, 2}))) == write_outcome::written);
}

CAF_TEST(no_more_ids_are_kept_than_redis_would) {
  for (std::uint64_t revision = 1; revision <= max_handled_ids + 5; ++revision)
    write(write_of({7, revision}));
  const auto handled = all.load(dana, begin).handled;
  CAF_CHECK_EQUAL(handled.size(), max_handled_ids);
  CAF_CHECK_EQUAL(handled.front(), "m6");
}

CAF_TEST(due_replies_stay_until_they_are_forgotten) {
  auto with_reply = write_of({7, 1});
  with_reply.due = {{"out_1", "700", text_reply{"hello"}, {}}};
  write(with_reply);
  const auto due = all.load(dana, begin).due.size();
  CAF_CHECK_EQUAL(due, 1u);
  CAF_CHECK(all.forget_due(dana, "out_1"));
  CAF_CHECK(!all.forget_due(dana, "out_1"));
  CAF_CHECK(all.load(dana, begin).due.empty());
}

CAF_TEST(a_removed_session_leaves_its_ids) {
  write(write_of({7, 1}));
  all.remove(dana);
  CAF_CHECK(snapshot().empty());
  const auto handled = all.load(dana, begin).handled.size();
  CAF_CHECK_EQUAL(handled, 1u);
}

CAF_TEST_FIXTURE_SCOPE_END()
