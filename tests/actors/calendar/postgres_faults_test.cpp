#define CAF_SUITE postgres_faults
#include "tests/actors/calendar/postgres_fixture.hpp"

// PostgreSQL stuck, killed, back, full of locks.

using namespace quickbooking;
using namespace std::chrono_literals;
using kind = booking_outcome::kind;
using std::chrono::steady_clock;

namespace {

/// A server for one test, to be maltreated.
struct faulty_world {
  private_postgres server;
  shared_database database{server};
  std::unique_ptr<calendar_store> store = database.open();

  /// True once a booking of this slot gets that answer.
  bool becomes(kind what, const book_request& x) {
    return eventually([&] {
      const auto answers = store->book({x}, noon);
      return answers && answers->front().what == what;
    });
  }
};

/// Takes the hour from 13:00.
constexpr const char* hold_slot
    = "INSERT INTO quickbooking.bookings VALUES ('id', 'BK-1', 'salon', '+9', '', '', 'cut',"
      " 'sarah', '', '2027-03-01T13:00Z', '2027-03-01T14:00Z', 'CONFIRMED', 0, now(), 'key')";

/// The error of a call that has to fail, and in time: before those who wait for it give up.
template <class Call>
std::string failure_in_time(Call call) {
  const auto begin = steady_clock::now();
  const auto answered = call();
  const auto took = std::chrono::ceil<std::chrono::milliseconds>(steady_clock::now() - begin);
  CAF_REQUIRE(!answered);
  CAF_MESSAGE(answered.error().code << " after " << took.count()
                                    << " ms: " << answered.error().message);
  CAF_CHECK(took < 4s);
  return answered.error().code;
}

} // namespace

CAF_TEST(bookings_survive_kill_9_of_the_server_and_it_is_used_again_once_it_is_back) {
  faulty_world w;
  const auto code = book_one(*w.store, request_of("+1", 60)).record->code;
  w.server.kill();
  for (int i = 0; i < 3; ++i)
    CAF_CHECK_EQUAL(failure_in_time([&] { return w.store->book({request_of("+2", 120)}, noon); }),
                    "database_unreachable");
  w.server.restart();
  CAF_CHECK(w.becomes(kind::booked, request_of("+2", 120)));
  const auto again = book_one(*w.store, request_of("+1", 60));
  CAF_CHECK_EQUAL(again.record->code, code);
  CAF_CHECK_EQUAL(must(w.store->load("salon", noon)).size(), 2u);
}

CAF_TEST(a_restart_between_two_bookings_is_not_noticed) {
  faulty_world w;
  book_one(*w.store, request_of("+1", 60));
  w.server.restart();
  CAF_CHECK(book_one(*w.store, request_of("+2", 120)).what == kind::booked);
}

CAF_TEST(a_server_that_only_reads_by_now_is_left_for_one_that_writes) {
  faulty_world w;
  const auto is_read_only = [&] {
    const auto answers = w.store->book({request_of("+1", 60)}, noon);
    return !answers && answers.error().message.find("read-only") != std::string::npos;
  };
  w.database.sql("ALTER SYSTEM SET default_transaction_read_only = on");
  w.database.sql("SELECT pg_reload_conf()");
  CAF_CHECK(eventually(is_read_only));
  CAF_CHECK(eventually([&] { // connected anew, and refused by ourselves
    return failure_in_time([&] { return w.store->book({request_of("+2", 120)}, noon); })
           == "database_unreachable";
  }));
  w.database.sql("ALTER SYSTEM RESET default_transaction_read_only");
  w.database.sql("SELECT pg_reload_conf()");
  CAF_CHECK(w.becomes(kind::booked, request_of("+3", 180)));
}

CAF_TEST(what_a_stopped_server_was_asked_for_in_vain_does_not_happen_later) {
  faulty_world w;
  book_one(*w.store, request_of("+1", 60));
  w.server.freeze();
  CAF_CHECK_EQUAL(failure_in_time([&] { return w.store->book({request_of("+2", 120)}, noon); }),
                  "database_slow");
  CAF_CHECK_EQUAL(failure_in_time([&] { return w.store->book({request_of("+3", 180)}, noon); }),
                  "database_unreachable");
  w.server.thaw();
  CAF_CHECK(w.becomes(kind::booked, request_of("+4", 240)));
  const auto kept = must(w.store->load("salon", noon));
  CAF_REQUIRE_EQUAL(kept.size(), 2u);
  CAF_CHECK_EQUAL(kept[0].customer, "+1");
  CAF_CHECK_EQUAL(kept[1].customer, "+4");
}

CAF_TEST(a_booking_whose_commit_had_no_answer_is_found_by_its_key) {
  faulty_world w;
  w.database.sql("CREATE FUNCTION quickbooking.wait() RETURNS trigger LANGUAGE plpgsql AS"
                 " 'BEGIN PERFORM pg_sleep(4); RETURN NULL; END';"
                 "CREATE CONSTRAINT TRIGGER hold_commit AFTER INSERT ON quickbooking.bookings"
                 " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
                 " EXECUTE FUNCTION quickbooking.wait()");
  CAF_CHECK_EQUAL(failure_in_time([&] { return w.store->book({request_of("+1", 60)}, noon); }),
                  "database_slow");
  w.database.sql("DROP TRIGGER hold_commit ON quickbooking.bookings");
  const auto first = book_one(*w.store, request_of("+1", 60));
  CAF_CHECK(first.what == kind::already_booked);
  CAF_CHECK_EQUAL(w.database.sql("SELECT booking_code FROM quickbooking.bookings"),
                  first.record->code);
}

CAF_TEST(who_holds_a_slot_in_an_open_transaction_keeps_nobody_from_others) {
  faulty_world w;
  auto holder = must(postgres_connection::open(w.database.address()));
  const auto run = [&](const char* sql) { must(holder.run(sql, {}, steady_clock::now() + 5s)); };
  run("BEGIN");
  run(hold_slot);
  const auto begin = steady_clock::now();
  const auto answers = must(w.store->book(
      {request_of("+1", 60), request_of("+2", 60), request_of("+3", 120), request_of("+4", 180)},
      noon));
  CAF_CHECK(steady_clock::now() - begin < 3s);
  CAF_CHECK(answers[0].what == kind::unavailable);
  CAF_CHECK(answers[1].what == kind::unavailable);
  CAF_CHECK(answers[2].what == kind::booked);
  CAF_CHECK(answers[3].what == kind::booked);
  run("ROLLBACK");
  CAF_CHECK(book_one(*w.store, request_of("+1", 60)).what == kind::booked);
}

CAF_TEST(a_node_that_stops_within_a_transaction_soon_loses_its_slot) {
  faulty_world w;
  postgres_link stopped{w.database.address(), [] { return 0.0; }};
  const auto soon = steady_clock::now() + 5s;
  auto* database = must(stopped.connection());
  must(database->run("BEGIN", {}, soon));
  must(database->run(hold_slot, {}, soon));
  CAF_CHECK(w.becomes(kind::booked, request_of("+1", 60)));
}

CAF_TEST(while_it_is_away_most_calls_fail_at_once) {
  faulty_world w;
  w.server.kill();
  const auto begin = steady_clock::now();
  for (int i = 0; i < 1000; ++i)
    CAF_REQUIRE(!w.store->load("salon", noon));
  CAF_CHECK(steady_clock::now() - begin < 2s);
}
