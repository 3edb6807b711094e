#define CAF_SUITE calendar_store
#include "tests/actors/calendar/postgres_fixture.hpp"

#include <set>

// What every store promises, for each of them.

using namespace quickbooking;
using namespace std::chrono_literals;
using kind = booking_outcome::kind;

namespace {

/// Runs a test with each store. `random` draws codes and ids.
template <class Test>
void with_each_store(Test test, random_source random = system_random()) {
  const temporary_directory files;
  memory_store memory{random};
  CAF_MESSAGE("memory");
  test(memory);
  CAF_MESSAGE("sqlite");
  test(*open_store(files.file("calendar.sqlite"), random));
  CAF_MESSAGE("postgres");
  const shared_database database;
  test(*database.open(random));
}

std::vector<kind> kinds(const std::vector<booking_answer>& answers) {
  std::vector<kind> all;
  for (const auto& x : answers)
    all.push_back(x.what);
  return all;
}

} // namespace

CAF_TEST(a_booking_is_kept_as_it_was_asked_for) {
  with_each_store([](calendar_store& store) {
    const auto answer = book_one(store, request_of("+15550001", 60));
    CAF_CHECK(answer.what == kind::booked);
    const auto loaded = must(store.load("salon", noon));
    CAF_REQUIRE(loaded.size() == 1);
    const auto& x = loaded.front();
    CAF_CHECK_EQUAL(x.id, answer.record->id);
    CAF_CHECK_EQUAL(x.code, answer.record->code);
    CAF_CHECK_EQUAL(x.salon_id, "salon");
    CAF_CHECK_EQUAL(x.customer, "+15550001");
    CAF_CHECK_EQUAL(x.customer_name, "Customer");
    CAF_CHECK_EQUAL(x.service_id, "cut");
    CAF_CHECK_EQUAL(x.service_name, "Haircut");
    CAF_CHECK_EQUAL(x.master_id, "sarah");
    CAF_CHECK_EQUAL(x.master_name, "Sarah Johnson");
    CAF_CHECK(x.start == noon + 60min);
    CAF_CHECK(x.end == noon + 120min);
    CAF_CHECK_EQUAL(x.price, 5000);
    CAF_CHECK(x.status == booking_status::confirmed);
    CAF_CHECK(x.created_at == noon);
  });
}

CAF_TEST(an_overlap_is_refused_and_back_to_back_is_not) {
  with_each_store([](calendar_store& store) {
    const auto answers
        = must(store.book({request_of("+1", 60), request_of("+2", 60), request_of("+3", 1),
                           request_of("+4", 119), request_of("+5", 0), request_of("+6", 120)},
                          noon));
    CAF_CHECK(kinds(answers)
              == (std::vector{kind::booked, kind::taken, kind::taken, kind::taken, kind::booked,
                              kind::booked}));
    CAF_CHECK_EQUAL(must(store.load("salon", noon)).size(), 3u);
  });
}

CAF_TEST(a_booking_within_or_around_another_is_refused) {
  with_each_store([](calendar_store& store) {
    auto day_long = request_of("+1", 0);
    day_long.end = day_long.start + 24h;
    auto shorter = request_of("+2", 23 * 60);
    shorter.end = shorter.start + 5min;
    auto around = request_of("+3", 24 * 60 - 5);
    CAF_CHECK(kinds(must(store.book({day_long, shorter, around}, noon)))
              == (std::vector{kind::booked, kind::taken, kind::taken}));
  });
}

CAF_TEST(other_masters_and_salons_have_their_own_time) {
  with_each_store([](calendar_store& store) {
    const auto answers = must(store.book({request_of("+1", 60), request_of("+2", 60, "alex"),
                                          request_of("+3", 60, "sarah", "other")},
                                         noon));
    CAF_CHECK(kinds(answers) == (std::vector{kind::booked, kind::booked, kind::booked}));
    CAF_CHECK_EQUAL(must(store.load("other", noon)).size(), 1u);
  });
}

CAF_TEST(a_repeat_has_the_same_code_whenever_it_comes) {
  with_each_store([](calendar_store& store) {
    const auto request = request_of("+1", 60);
    const auto first = must(store.book({request, request}, noon));
    CAF_CHECK(kinds(first) == (std::vector{kind::booked, kind::already_booked}));
    const auto late = book_one(store, request, noon + 100min);
    CAF_CHECK(late.what == kind::already_booked);
    CAF_CHECK_EQUAL(first[1].record->code, first[0].record->code);
    CAF_CHECK_EQUAL(late.record->code, first[0].record->code);
    CAF_CHECK_EQUAL(late.record->id, first[0].record->id);
  });
}

CAF_TEST(another_customer_s_key_is_no_way_to_their_booking) {
  with_each_store([](calendar_store& store) {
    auto thief = request_of("+2", 60);
    thief.idempotency_key = request_of("+1", 60).idempotency_key;
    book_one(store, request_of("+1", 60));
    const auto answer = book_one(store, thief);
    CAF_CHECK(answer.what == kind::taken);
    CAF_CHECK(answer.record == nullptr);
  });
}

CAF_TEST(what_has_begun_is_in_the_past) {
  with_each_store([](calendar_store& store) {
    CAF_CHECK(book_one(store, request_of("+1", 60), noon + 60min + 1ms).what == kind::in_the_past);
    CAF_CHECK(book_one(store, request_of("+1", 60), noon + 60min).what == kind::booked);
  });
}

CAF_TEST(an_unsound_request_is_unavailable_and_the_others_go_on) {
  with_each_store([](calendar_store& store) {
    std::vector<book_request> batch(8, request_of("+1", 60));
    batch[0].idempotency_key.clear();
    batch[1].salon_id.clear();
    batch[2].customer.clear();
    batch[3].chosen.master_id.clear();
    batch[4].chosen.service_id.clear();
    batch[5].end = batch[5].start;
    batch[6].end = batch[6].start + 24h + 1ms;
    std::vector<kind> expected(8, kind::unavailable);
    expected[7] = kind::booked;
    CAF_CHECK(kinds(must(store.book(batch, noon))) == expected);
  });
}

CAF_TEST(a_cancelled_slot_is_free_again_also_for_the_same_customer) {
  with_each_store([](calendar_store& store) {
    const auto first = book_one(store, request_of("+1", 60));
    const auto cancelled
        = must(store.set_status("salon", first.record->id, booking_status::cancelled));
    CAF_CHECK(cancelled.status == booking_status::cancelled);
    const auto second = book_one(store, request_of("+1", 60));
    CAF_CHECK(second.what == kind::booked);
    CAF_CHECK(second.record->code != first.record->code);
    CAF_CHECK(book_one(store, request_of("+2", 60)).what == kind::taken);
    CAF_CHECK_EQUAL(must(store.load("salon", noon)).size(), 2u);
  });
}

CAF_TEST(a_status_moves_only_where_it_may) {
  with_each_store([](calendar_store& store) {
    const auto id = book_one(store, request_of("+1", 60)).record->id;
    using enum booking_status;
    CAF_CHECK(store.set_status("salon", id, completed).error().code == "status_refused");
    CAF_CHECK(must(store.set_status("salon", id, in_progress)).status == in_progress);
    CAF_CHECK(book_one(store, request_of("+2", 60)).what == kind::taken);
    CAF_CHECK(must(store.set_status("salon", id, completed)).status == completed);
    CAF_CHECK(store.set_status("salon", id, confirmed).error().code == "status_refused");
    CAF_CHECK(store.set_status("salon", "x", cancelled).error().code == "unknown_booking");
    CAF_CHECK(store.set_status("other", id, cancelled).error().code == "unknown_booking");
  });
}

CAF_TEST(only_recent_bookings_are_loaded_in_order) {
  with_each_store([](calendar_store& store) {
    must(store.book({request_of("+1", 180), request_of("+2", 60), request_of("+3", 0)}, noon));
    const auto loaded = must(store.load("salon", noon + 60min));
    CAF_REQUIRE(loaded.size() == 2);
    CAF_CHECK_EQUAL(loaded[0].customer, "+2");
    CAF_CHECK_EQUAL(loaded[1].customer, "+1");
  });
}

CAF_TEST(a_code_that_is_taken_is_drawn_again) {
  // Every number comes three times: the first draws of a booking are those of the one before.
  std::uint64_t calls = 0;
  with_each_store(
      [](calendar_store& store) {
        std::set<std::string> codes;
        for (int i = 0; i < 20; ++i) {
          const auto answer = book_one(store, request_of("+1", 60 * i));
          CAF_REQUIRE(answer.what == kind::booked);
          codes.insert(answer.record->code);
        }
        CAF_CHECK_EQUAL(codes.size(), 20u);
      },
      [&calls] { return calls++ / 5; });
}

CAF_TEST(without_a_free_code_the_request_is_unavailable) {
  with_each_store(
      [](calendar_store& store) {
        CAF_CHECK(book_one(store, request_of("+1", 0)).what == kind::booked);
        CAF_CHECK(book_one(store, request_of("+2", 60)).what == kind::unavailable);
      },
      [] { return 7; });
}

CAF_TEST(a_customer_waits_once_for_the_same) {
  using wait_kind = waitlist_outcome::kind;
  with_each_store([](calendar_store& store) {
    auto dated = wait_of("+1");
    dated.date = parse_date("2027-03-05");
    const auto answers = must(store.join_waitlist(
        {wait_of("+1"), wait_of("+1"), wait_of("+2"), wait_of("+1", "sarah"), dated}, noon));
    std::vector<wait_kind> got;
    for (const auto& x : answers)
      got.push_back(x.what);
    CAF_CHECK(got
              == (std::vector{wait_kind::joined, wait_kind::already_on_it, wait_kind::joined,
                              wait_kind::joined, wait_kind::joined}));
  });
}

CAF_TEST(a_booking_ends_the_wait) {
  with_each_store([](calendar_store& store) {
    must(store.join_waitlist({wait_of("+1"), wait_of("+1", "sarah"), wait_of("+2")}, noon));
    book_one(store, request_of("+1", 60));
    const auto again
        = must(store.join_waitlist({wait_of("+1"), wait_of("+1", "sarah"), wait_of("+2")}, noon));
    CAF_CHECK(again[0].what == waitlist_outcome::kind::joined);
    CAF_CHECK(again[1].what == waitlist_outcome::kind::joined);
    CAF_CHECK(again[2].what == waitlist_outcome::kind::already_on_it);
  });
}

CAF_TEST(codes_are_easy_to_read_out) {
  const auto random = system_random();
  for (int i = 0; i < 1000; ++i) {
    const auto code = make_booking_code(random);
    CAF_REQUIRE(code.size() == 8 && code.starts_with("BK-"));
    CAF_REQUIRE(code.substr(3).find_first_not_of("23456789BCDFGHJKMNPQRSTVWXYZ")
                == std::string::npos);
  }
  CAF_CHECK_EQUAL(make_booking_id([] { return 0x0123456789abcdef; }),
                  "01234567-89ab-4def-8123-456789abcdef");
}
