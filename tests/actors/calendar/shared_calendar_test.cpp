#define CAF_SUITE shared_calendar
#include "tests/actors/calendar/calendar_fixture.hpp"
#include "tests/actors/calendar/postgres_fixture.hpp"

// The calendar of one node over a database that another node writes to.

using namespace quickbooking;
using namespace std::chrono_literals;
using kind = booking_outcome::kind;

namespace {

class shared_calendar_fixture : public calendar_fixture {
public:
  explicit shared_calendar_fixture(private_postgres& server = common_server()) : database(server) {
    start_over(database.open());
    another = database.open();
  }

  /// True once this node's view has so many bookings that occupy somebody's time.
  bool is_seen(std::size_t live) {
    return eventually([&] { return live_bookings() == live; }, 1s);
  }

  std::size_t live_bookings() {
    return static_cast<std::size_t>(std::ranges::count_if(
        all_bookings(*view()), [](const auto* x) { return blocks_time(x->status); }));
  }

  shared_database database;
  std::unique_ptr<calendar_store> another;
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(shared_calendar_tests, shared_calendar_fixture)

CAF_TEST(what_another_node_books_cancels_and_deletes_is_seen_within_a_second) {
  const auto id = book_one(*another, request_of("+2", 60)).record->id;
  must(another->book({request_of("+3", 120)}, noon));
  CAF_CHECK(is_seen(2));
  must(another->set_status("salon", id, booking_status::cancelled));
  CAF_CHECK(is_seen(1));
  database.sql("DELETE FROM quickbooking.bookings");
  CAF_CHECK(is_seen(0));
  CAF_CHECK(eventually([&] { return all_bookings(*view()).empty(); }, 1s));
}

CAF_TEST(a_refusal_brings_what_is_in_the_way_into_the_view) {
  must(another->book({request_of("+2", 60)}, noon));
  CAF_CHECK(book(request_of("+1", 60)).what == kind::taken);
  CAF_CHECK_EQUAL(live_bookings(), 1u);
}

CAF_TEST(asking_for_changes_counts_as_no_batch) {
  must(another->book({request_of("+2", 60)}, noon));
  CAF_CHECK(is_seen(1));
  CAF_CHECK_EQUAL(figure("quickbooking_calendar_batch_seconds_count"), "0");
}

CAF_TEST_FIXTURE_SCOPE_END()

CAF_TEST(what_happened_while_the_server_could_not_be_reached_is_seen_after) {
  private_postgres server;
  shared_calendar_fixture node{server};
  node.book(request_of("+1", 60));
  server.kill();
  CAF_CHECK(node.book(request_of("+2", 120)).what == kind::unavailable);
  CAF_CHECK_EQUAL(node.live_bookings(), 1u);
  server.restart();
  node.database.sql("DELETE FROM quickbooking.bookings");
  CAF_CHECK(eventually([&] { return node.live_bookings() == 0; }));
}
