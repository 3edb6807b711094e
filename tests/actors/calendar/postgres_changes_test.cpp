#define CAF_SUITE postgres_changes
#include "tests/actors/calendar/postgres_fixture.hpp"

#include <algorithm>

// What a node hears of the bookings that others make, change and remove.

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using strings = std::vector<std::string>;

/// Two nodes with one database; this one asks for changes.
struct two_nodes {
  shared_database database;
  std::unique_ptr<calendar_store> here = database.open();
  std::unique_ptr<calendar_store> there = database.open();

  calendar_changes changes() { return must(here->changes(noon)); }

  /// The customers whose bookings changed.
  strings changed() {
    strings all;
    for (const auto& x : changes().bookings)
      all.push_back(x.customer);
    std::ranges::sort(all);
    return all;
  }
};

} // namespace

CAF_TEST(what_another_node_books_is_told_once) {
  two_nodes x;
  CAF_CHECK(x.changed().empty());
  must(x.there->book({request_of("+1", 0), request_of("+2", 60)}, noon));
  const auto told = x.changes();
  CAF_REQUIRE_EQUAL(told.bookings.size(), 2u);
  CAF_CHECK(told.bookings[0].start == noon || told.bookings[1].start == noon);
  CAF_CHECK(!told.everything && told.salons.empty());
  CAF_CHECK(x.changed().empty());
}

CAF_TEST(what_was_there_before_is_for_load) {
  const shared_database database;
  must(database.open()->book({request_of("+1", 0)}, noon));
  const auto store = database.open();
  CAF_CHECK(must(store->changes(noon)).bookings.empty());
  CAF_CHECK_EQUAL(must(store->load("salon", noon)).size(), 1u);
}

CAF_TEST(a_status_that_another_program_sets_is_told) {
  two_nodes x;
  must(x.there->book({request_of("+1", 0), request_of("+2", 60)}, noon));
  x.changes();
  x.database.sql(
      "UPDATE quickbooking.bookings SET status = 'CANCELLED' WHERE customer_phone = '+2'");
  const auto told = x.changes().bookings;
  CAF_REQUIRE_EQUAL(told.size(), 1u);
  CAF_CHECK_EQUAL(told[0].customer, "+2");
  CAF_CHECK(told[0].status == booking_status::cancelled);
}

CAF_TEST(the_salon_of_a_booking_that_vanished_or_moved_is_told) {
  two_nodes x;
  must(x.there->book({request_of("+1", 0), request_of("+1", 60, "sarah", "other")}, noon));
  x.changes();
  x.database.sql("DELETE FROM quickbooking.bookings WHERE salon_id = 'other'");
  CAF_CHECK(x.changes().salons == strings{"other"});
  x.database.sql("UPDATE quickbooking.bookings SET start_ts = start_ts + interval '1 minute'");
  const auto moved = x.changes();
  CAF_CHECK(moved.salons == strings{"salon"});
  CAF_CHECK_EQUAL(moved.bookings.size(), 1u);
  CAF_CHECK(x.changes().salons.empty());
}

CAF_TEST(what_is_committed_late_is_told_though_later_ones_were_told_before) {
  two_nodes x;
  must(x.there->book({request_of("+1", 0), request_of("+2", 60), request_of("+3", 120)}, noon));
  x.changes();
  auto slow = must(postgres_connection::open(x.database.address()));
  const auto run = [&](const std::string& sql) {
    must(slow.run(sql, {}, std::chrono::steady_clock::now() + 5s));
  };
  run("BEGIN; UPDATE quickbooking.bookings SET status = 'NO_SHOW' WHERE customer_phone = '+1'");
  x.database.sql("UPDATE quickbooking.bookings SET price = 1 WHERE customer_phone = '+2'");
  CAF_CHECK(x.changed() == strings{"+2"});
  x.database.sql("UPDATE quickbooking.bookings SET price = 1 WHERE customer_phone = '+3'");
  CAF_CHECK(x.changed() == strings{"+3"});
  run("COMMIT");
  CAF_CHECK(x.changed() == strings{"+1"});
  CAF_CHECK(x.changed().empty());
}

CAF_TEST(after_a_lost_connection_everything_may_have_changed) {
  two_nodes x;
  x.changes();
  x.database.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                 " WHERE datname = current_database() AND pid <> pg_backend_pid()");
  CAF_CHECK(!x.here->changes(noon));
  CAF_CHECK(x.changes().everything);
  CAF_CHECK(!x.changes().everything);
}

/// In a copy that was restored elsewhere, rows seem to come from transactions that are yet to be.
CAF_TEST(a_restored_copy_is_followed_like_the_original) {
  const shared_database database;
  must(database.open()->book({request_of("+1", 0)}, noon));
  database.sql("ALTER TABLE quickbooking.bookings DISABLE TRIGGER USER;"
               "UPDATE quickbooking.bookings SET changed_in = '99999999';"
               "ALTER TABLE quickbooking.bookings ENABLE TRIGGER USER");
  const auto store = database.open();
  CAF_CHECK(must(store->changes(noon)).bookings.empty());
  database.sql("UPDATE quickbooking.bookings SET price = 1");
  CAF_CHECK_EQUAL(must(store->changes(noon)).bookings.size(), 1u);
}
