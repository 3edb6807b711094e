#define CAF_SUITE postgres_store
#include "tests/actors/calendar/postgres_fixture.hpp"

#include <algorithm>
#include <atomic>
#include <random>
#include <set>
#include <thread>

// What a store that several nodes share promises beyond what every store does.

using namespace quickbooking;
using namespace std::chrono_literals;
using kind = booking_outcome::kind;

namespace {

/// Does `work(store, number)` on so many threads, each a node with a store of its own.
template <class Work>
void on_nodes(const shared_database& database, int nodes, Work work) {
  std::vector<std::unique_ptr<calendar_store>> stores;
  for (int i = 0; i < nodes; ++i)
    stores.push_back(database.open());
  std::vector<std::thread> threads;
  for (int i = 0; i < nodes; ++i)
    threads.emplace_back([&, i] { work(*stores[static_cast<std::size_t>(i)], i); });
  for (auto& x : threads)
    x.join();
}

std::string customer(int i) { return "+1555" + std::to_string(1000 + i); }

/// The code with which a store is not opened; empty if it is.
std::string refusal(const postgres_address& where) {
  const auto opened = postgres_store::open(where);
  if (opened)
    return {};
  CAF_MESSAGE(opened.error().message);
  CAF_CHECK(opened.error().message.find(private_postgres::password) == std::string::npos);
  return opened.error().code;
}

} // namespace

// -- P6 across nodes ---

CAF_TEST(a_thousand_attempts_for_one_slot_on_four_nodes_are_one_booking) {
  const shared_database database;
  std::atomic<int> booked{0}, taken{0};
  on_nodes(database, 4, [&](calendar_store& store, int node) {
    for (int i = 0; i < 250; ++i) {
      const auto what = book_one(store, request_of(customer(250 * node + i), 60)).what;
      booked += what == kind::booked;
      taken += what == kind::taken;
    }
  });
  CAF_CHECK_EQUAL(booked.load(), 1);
  CAF_CHECK_EQUAL(taken.load(), 999);
  CAF_CHECK_EQUAL(database.sql("SELECT count(*) FROM quickbooking.bookings"), "1");
}

CAF_TEST(one_confirm_on_four_nodes_at_once_is_one_booking_with_one_code) {
  const shared_database database;
  std::mutex guard;
  std::set<std::string> codes;
  std::atomic<int> booked{0};
  on_nodes(database, 4, [&](calendar_store& store, int) {
    for (int i = 0; i < 20; ++i) {
      const auto answer = book_one(store, request_of("+1", 60));
      booked += answer.what == kind::booked;
      const std::lock_guard lock{guard};
      codes.insert(answer.record == nullptr ? "none" : answer.record->code);
    }
  });
  CAF_CHECK_EQUAL(booked.load(), 1);
  CAF_CHECK_EQUAL(codes.size(), 1u);
  CAF_CHECK(!codes.contains("none"));
}

CAF_TEST(nodes_that_want_the_same_slots_in_any_order_do_not_block_each_other) {
  constexpr int slots = 60, rounds = 10;
  const shared_database database;
  std::atomic<int> booked{0};
  on_nodes(database, 4, [&](calendar_store& store, int node) {
    std::mt19937 shuffled(static_cast<unsigned>(node));
    for (int round = 0; round < rounds; ++round) {
      std::vector<book_request> batch;
      for (int i = 0; i < slots; ++i) // half of them overlap the next one
        batch.push_back(request_of(customer(node), (round * slots + i) * 60 + i % 2 * 30));
      std::ranges::shuffle(batch, shuffled);
      for (const auto& x : must(store.book(batch, noon)))
        booked += x.what == kind::booked;
    }
  });
  const auto overlaps
      = database.sql("SELECT count(*) FROM quickbooking.bookings a JOIN quickbooking.bookings b"
                     " ON a.id < b.id AND a.start_ts < b.end_ts AND b.start_ts < a.end_ts");
  CAF_CHECK_EQUAL(overlaps, "0");
  CAF_CHECK_EQUAL(database.sql("SELECT count(*) FROM quickbooking.bookings"),
                  std::to_string(booked.load()));
  CAF_CHECK(booked.load() >= slots * rounds / 2);
  CAF_CHECK_EQUAL(database.sql("SELECT deadlocks FROM pg_stat_database"
                               " WHERE datname = current_database()"),
                  "0");
}

CAF_TEST(a_refusal_tells_who_is_in_the_way) {
  const shared_database database;
  const auto here = database.open(), there = database.open();
  const auto theirs = book_one(*there, request_of("+2", 30));
  const auto answer = book_one(*here, request_of("+1", 60));
  CAF_CHECK(answer.what == kind::taken);
  CAF_CHECK(answer.record == nullptr);
  CAF_REQUIRE(answer.in_the_way != nullptr);
  CAF_CHECK_EQUAL(answer.in_the_way->id, theirs.record->id);
}

CAF_TEST(other_programs_cannot_sell_a_slot_twice_either) {
  const shared_database database;
  must(database.open()->book({request_of("+1", 0), request_of("+2", 60)}, noon));
  try {
    database.sql("UPDATE quickbooking.bookings SET end_ts = end_ts + interval '1 minute'");
    CAF_FAIL("two bookings overlap");
  } catch (const std::runtime_error& refused) {
    CAF_CHECK(std::string{refused.what()}.find("bookings_slot") != std::string::npos);
  }
}

// -- texts ---

CAF_TEST(a_name_that_no_database_can_keep_spoils_nothing) {
  const shared_database database;
  const auto store = database.open();
  auto odd = request_of("+1", 60), odder = request_of("+2", 120), bad = request_of("+3", 180);
  odd.customer_name = std::string{"a\0b", 3};
  odder.customer_name = "\xff{\"'\\,}$1";
  bad.idempotency_key = std::string{"a\0b", 3};
  auto far = request_of("+4", 240);
  far.start = far.end - 1h + std::chrono::years{20'000};
  far.end = far.start + 1h;
  const auto answers = must(store->book({odd, odder, bad, far, request_of("+5", 300)}, noon));
  CAF_CHECK(answers[0].what == kind::booked);
  CAF_CHECK(answers[1].what == kind::booked);
  CAF_CHECK(answers[2].what == kind::unavailable);
  CAF_CHECK(answers[3].what == kind::unavailable);
  CAF_CHECK(answers[4].what == kind::booked);
  const auto loaded = must(store->load("salon", noon));
  CAF_CHECK_EQUAL(loaded.at(0).customer_name, "a\xEF\xBF\xBD"
                                              "b");
  CAF_CHECK_EQUAL(loaded.at(1).customer_name, "\xEF\xBF\xBD{\"'\\,}$1");
}

// -- opening ---

CAF_TEST(nodes_that_start_at_once_make_the_tables_once) {
  const shared_database fresh;
  std::vector<std::thread> nodes;
  std::atomic<int> opened{0};
  for (int i = 0; i < 6; ++i)
    nodes.emplace_back([&] { opened += postgres_store::open(fresh.address()).has_value(); });
  for (auto& x : nodes)
    x.join();
  CAF_CHECK_EQUAL(opened.load(), 6);
  CAF_CHECK_EQUAL(fresh.sql("SELECT count(*), max(version) FROM quickbooking.schema_version"),
                  "1|2");
}

CAF_TEST(an_old_schema_is_brought_up_to_date) {
  const shared_database database;
  must(database.open()->book({request_of("+1", 60)}, noon));
  database.sql(
      "DROP TABLE quickbooking.waitlist; UPDATE quickbooking.schema_version SET version = 1");
  const auto store = database.open();
  CAF_CHECK_EQUAL(must(store->load("salon", noon)).size(), 1u);
  CAF_CHECK(must(store->join_waitlist({wait_of("+1")}, noon)).at(0).what
            == waitlist_outcome::kind::joined);
}

CAF_TEST(the_database_of_a_later_version_is_refused) {
  const shared_database database;
  database.open();
  database.sql("UPDATE quickbooking.schema_version SET version = 99");
  CAF_CHECK_EQUAL(refusal(database.address()), "database_newer");
}

CAF_TEST(somebody_else_s_tables_are_refused_and_untouched) {
  const shared_database database;
  database.sql("CREATE SCHEMA quickbooking; CREATE TABLE quickbooking.bookings (x int)");
  CAF_CHECK_EQUAL(refusal(database.address()), "database_foreign");
  CAF_CHECK_EQUAL(database.sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'quickbooking'"),
                  "1");
}

CAF_TEST(tables_of_others_in_the_same_database_are_no_matter) {
  const shared_database database;
  database.sql("CREATE TABLE bookings (x int); CREATE EXTENSION btree_gist");
  CAF_CHECK(book_one(*database.open(), request_of("+1", 60)).what == kind::booked);
}

CAF_TEST(who_may_not_enter_or_write_is_told_so) {
  const shared_database database;
  auto wrong = database.address();
  wrong.password = "not it";
  CAF_CHECK_EQUAL(refusal(wrong), "database_unreachable");
  auto nobody_there = database.address();
  nobody_there.url = "postgresql://salon@127.0.0.1:" + std::to_string(free_port()) + "/salon";
  CAF_CHECK_EQUAL(refusal(nobody_there), "database_unreachable");
  database.open();
  database.sql("DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'guest') THEN"
               " CREATE ROLE guest LOGIN PASSWORD 'guest'; END IF; END $$");
  auto guest = database.address();
  guest.url.replace(guest.url.find("salon@"), 5, "guest");
  guest.password = "guest";
  CAF_CHECK_EQUAL(refusal(guest), "database_denied");
  database.sql("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only"
               " = on', current_database()); END $$");
  CAF_CHECK_EQUAL(refusal(database.address()), "database_unreachable");
}

CAF_TEST(a_url_with_a_password_is_refused_without_repeating_it) {
  for (const auto* url : {"postgresql://salon:hush@db/salon", "postgres://salon@db/?password=hush",
                          "postgresql://salon:hush@db:port with spaces/"}) {
    const auto checked = check_postgres_url(url);
    CAF_REQUIRE(!checked);
    CAF_CHECK(checked.error().message.find("hush") == std::string::npos);
  }
  CAF_CHECK(check_postgres_url("postgresql://salon@a:5432,b:5432/salon?sslmode=verify-full"));
}
