#define CAF_SUITE forward_book

#include "actors/cores/forward_book.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

const steady_time start{1h};

using book = forward_book<std::string>;

} // namespace

CAF_TEST(a_forward_is_closed_once_and_by_its_peer_only) {
  book x{10, 2s};
  auto ticket = x.open("b", "question", start);
  CAF_CHECK(!x.close(ticket, "c"));
  CAF_CHECK(!x.close(ticket + 1, "b"));
  CAF_CHECK_EQUAL(x.close(ticket, "b").value_or(""), "question");
  CAF_CHECK(!x.close(ticket, "b"));
  CAF_CHECK_EQUAL(x.size(), 0u);
}

CAF_TEST(a_lost_peer_gives_back_what_it_had_in_order) {
  book x{10, 2s};
  x.open("b", "1", start);
  x.open("c", "2", start);
  x.open("b", "3", start);
  auto back = x.close_all("b");
  CAF_REQUIRE_EQUAL(back.size(), 2u);
  CAF_CHECK_EQUAL(back[0] + back[1], "13");
  CAF_CHECK_EQUAL(x.size(), 1u);
}

CAF_TEST(all_that_is_under_way_can_be_given_back) {
  book x{10, 2s};
  x.open("b", "1", start);
  auto ticket = x.open("c", "2", start);
  CAF_CHECK_EQUAL(x.close_all().size(), 2u);
  CAF_CHECK_EQUAL(x.size(), 0u);
  CAF_CHECK(!x.close(ticket, "c"));
  CAF_CHECK(x.close_expired(start + 3s).empty());
}

CAF_TEST(what_is_not_answered_in_time_comes_back_with_its_peer) {
  book x{10, 2s};
  x.open("b", "early", start);
  auto answered = x.open("b", "answered", start);
  x.open("c", "late", start + 1s);
  x.close(answered, "b");
  CAF_CHECK(x.close_expired(start + 1999ms).empty());
  auto over = x.close_expired(start + 2s);
  CAF_REQUIRE_EQUAL(over.size(), 1u);
  CAF_CHECK_EQUAL(over[0].first + over[0].second, "bearly");
  CAF_CHECK_EQUAL(x.close_expired(start + 3s).size(), 1u);
}

CAF_TEST(it_is_full_at_its_bound) {
  book x{2, 2s};
  auto first = x.open("b", "1", start);
  CAF_CHECK(!x.is_full());
  x.open("b", "2", start);
  CAF_CHECK(x.is_full());
  x.close(first, "b");
  CAF_CHECK(!x.is_full());
}
