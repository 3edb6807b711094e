#define CAF_SUITE calendar_views
#include "actors/calendar/calendar_views.hpp"
#include "tests/actors/calendar/store_fixture.hpp"

using namespace quickbooking;
using namespace std::chrono_literals;
using kind = booking_outcome::kind;

namespace {

using strings = std::vector<std::string>;

/// A batch that asks for bookings and was answered with them.
calendar_batch booked_batch(const std::vector<book_request>& requests, instant now = noon) {
  memory_store store;
  calendar_batch batch;
  batch.now = now;
  batch.bookings = requests;
  run(batch, store);
  return batch;
}

} // namespace

CAF_TEST(what_was_booked_is_seen_in_its_salon) {
  calendar_views views{std::make_shared<calendar_board>()};
  auto batch = booked_batch(
      {request_of("+1", 60), request_of("+2", 0, "sarah", "other"), request_of("+1", 0)});
  views.take(batch);
  CAF_REQUIRE_EQUAL(all_bookings(*views.of("salon", noon)).size(), 2u);
  CAF_CHECK(all_bookings(*views.of("salon", noon))[0]->start == noon);
  CAF_CHECK_EQUAL(all_bookings(*views.of("other", noon)).size(), 1u);
  CAF_CHECK(all_bookings(*views.of("elsewhere", noon)).empty());
  CAF_CHECK(views.doubtful().empty());
}

CAF_TEST(a_view_that_was_given_out_stays_as_it_is) {
  calendar_views views{std::make_shared<calendar_board>()};
  auto first = booked_batch({request_of("+1", 0)}), second = booked_batch({request_of("+1", 60)});
  views.take(first);
  const auto given = views.of("salon", noon);
  views.take(second);
  CAF_CHECK_EQUAL(all_bookings(*given).size(), 1u);
  CAF_CHECK_EQUAL(all_bookings(*views.of("salon", noon)).size(), 2u);
}

CAF_TEST(unchanged_views_are_not_copied) {
  calendar_views views{std::make_shared<calendar_board>()};
  auto batch = booked_batch({request_of("+1", 0)});
  views.take(batch);
  CAF_CHECK(views.of("salon", noon) == views.of("salon", noon + 90 * 24h));
  CAF_CHECK(all_bookings(*views.of("salon", noon + 92 * 24h)).empty());
}

CAF_TEST(what_failed_is_doubtful_until_it_is_reloaded) {
  calendar_views views{std::make_shared<calendar_board>()};
  calendar_batch failed;
  failed.bookings = {request_of("+1", 0)};
  failed.booked = fail("database_failed", "");
  failed.reloaded.emplace_back("other", fail("database_failed", ""));
  views.take(failed);
  CAF_CHECK(views.doubtful() == (strings{"other", "salon"}));
  calendar_batch reloaded;
  reloaded.reloaded.emplace_back("salon", std::vector<booking_record>(2));
  views.take(reloaded);
  CAF_CHECK(views.doubtful() == strings{"other"});
}

CAF_TEST(a_refusal_without_a_reason_makes_a_salon_doubtful) {
  calendar_views views{std::make_shared<calendar_board>()};
  auto explained = booked_batch({request_of("+1", 0), request_of("+2", 0)});
  views.take(explained);
  CAF_CHECK(views.doubtful().empty());
  calendar_batch strange;
  strange.bookings = {request_of("+2", 60)};
  strange.booked = std::vector{booking_answer{kind::taken, nullptr}};
  views.take(strange);
  CAF_CHECK(views.doubtful() == strings{"salon"});
}

CAF_TEST(memory_answers_only_what_it_is_sure_of) {
  calendar_views views{std::make_shared<calendar_board>()};
  auto batch = booked_batch({request_of("+1", 60)});
  views.take(batch);
  const auto view = views.of("salon", noon);
  const auto say
      = [&](const book_request& x, instant now = noon) { return known_outcome(*view, x, now); };
  CAF_CHECK(!say(request_of("+2", 0)));
  CAF_CHECK(!say(request_of("+2", 60, "alex")));
  CAF_CHECK(say(request_of("+2", 30))->what == kind::taken);
  CAF_CHECK(say(request_of("+2", 0), noon + 1ms)->what == kind::in_the_past);
  const auto again = say(request_of("+1", 60), noon + 90min);
  CAF_CHECK(again->what == kind::already_booked);
  CAF_CHECK_EQUAL(again->booking_code, all_bookings(*view)[0]->code);
  CAF_CHECK_EQUAL(again->booking_id, all_bookings(*view)[0]->id);
}

CAF_TEST(a_store_that_forgets_an_answer_has_failed) {
  struct forgetful_store final : calendar_store {
    result<std::vector<booking_record>> load(std::string_view, instant) override { return {}; }
    result<std::vector<booking_answer>> book(const std::vector<book_request>&, instant) override {
      return {};
    }
    result<std::vector<waitlist_outcome>> join_waitlist(const std::vector<waitlist_request>&,
                                                        instant) override {
      throw std::runtime_error{"gone"};
    }
    result<booking_record> set_status(std::string_view, std::string_view, booking_status) override {
      return fail("unknown_booking", "");
    }
  } store;
  calendar_batch batch;
  batch.bookings = {request_of("+1", 60)};
  batch.waits = {wait_of("+1")};
  run(batch, store);
  const auto failures = failures_of(batch);
  CAF_REQUIRE_EQUAL(failures.size(), 2u);
  CAF_CHECK_EQUAL(failures[1].message, "gone");
}
