#define CAF_SUITE dedupe_ring

#include "actors/cores/dedupe_ring.hpp"

#include <caf/test/unit_test.hpp>

#include <deque>
#include <string>
#include <vector>

using namespace quickbooking;

namespace {

std::string id_of(int i) { return "wamid.HBgLMTU1NTEyMzQ1NjcVAgASGBQ" + std::to_string(i); }

} // namespace

CAF_TEST(an_id_is_new_once) {
  dedupe_ring x;
  CAF_CHECK(x.insert("wamid.A"));
  CAF_CHECK(!x.insert("wamid.A"));
  CAF_CHECK(x.insert("wamid.a"));
  CAF_CHECK_EQUAL(x.size(), 2u);
}

CAF_TEST(the_oldest_id_is_forgotten_first) {
  dedupe_ring x{3};
  for (auto i : {1, 2, 3, 4})
    CAF_CHECK(x.insert(id_of(i)));
  CAF_CHECK(!x.contains(id_of(1)));
  CAF_CHECK_EQUAL(x.ids(), (std::vector{id_of(2), id_of(3), id_of(4)}));
}

CAF_TEST(a_repeated_id_does_not_become_younger) {
  dedupe_ring x{2};
  x.insert("a");
  x.insert("b");
  x.insert("a");
  x.insert("c");
  CAF_CHECK_EQUAL(x.ids(), (std::vector<std::string>{"b", "c"}));
}

CAF_TEST(a_ring_survives_a_round_trip_through_its_ids) {
  dedupe_ring x{5};
  for (auto i = 0; i < 8; ++i)
    x.insert(id_of(i));
  dedupe_ring y{5, x.ids()};
  CAF_CHECK_EQUAL(x.ids(), y.ids());
  x.insert(id_of(8));
  y.insert(id_of(8));
  CAF_CHECK_EQUAL(x.ids(), y.ids());
}

CAF_TEST(a_smaller_ring_keeps_the_youngest_ids) {
  dedupe_ring x{2, {"a", "b", "c"}};
  CAF_CHECK_EQUAL(x.ids(), (std::vector<std::string>{"b", "c"}));
}

CAF_TEST(a_ring_without_room_remembers_nothing) {
  dedupe_ring x{0};
  CAF_CHECK(x.insert("a"));
  CAF_CHECK(x.insert("a"));
  CAF_CHECK(x.empty());
}

CAF_TEST(it_agrees_with_a_plain_queue) {
  constexpr auto capacity = 100;
  dedupe_ring x{capacity};
  std::deque<std::string> model;
  for (auto i = 0, n = 1; i < 5'000; ++i) {
    n = (n * 1'103 + 12'345) % 997;
    const auto id = id_of(n % 250);
    const auto fresh = std::find(model.begin(), model.end(), id) == model.end();
    CAF_REQUIRE_EQUAL(x.insert(id), fresh);
    if (fresh)
      model.push_back(id);
    if (model.size() > capacity)
      model.pop_front();
  }
  CAF_CHECK_EQUAL(x.ids(), std::vector<std::string>(model.begin(), model.end()));
}
