#define CAF_SUITE report_book

#include "actors/outbox/report_book.hpp"

#include <caf/test/unit_test.hpp>

#include <vector>

using namespace quickbooking;

namespace {

using strings = std::vector<std::string>;

due_entry entry(const std::string& out_id) { return {"+15550000001", out_id}; }

strings all_next(report_book& x) {
  strings ids;
  while (auto next = x.next())
    ids.push_back(next->out_id);
  return ids;
}

report_book holding(const strings& ids) {
  report_book x;
  for (auto& id : ids)
    CAF_REQUIRE(x.add(entry(id)));
  return x;
}

} // namespace

CAF_TEST(reports_are_told_in_their_order_and_gone_once_they_are) {
  auto x = holding({"a", "b", "c"});
  CAF_CHECK_EQUAL(all_next(x), (strings{"a", "b", "c"}));
  CAF_CHECK_EQUAL(x.size(), 3u);
  for (auto id : {"a", "b", "c"})
    x.told(entry(id));
  CAF_CHECK_EQUAL(x.size(), 0u);
}

CAF_TEST(what_could_not_be_told_comes_first_again) {
  auto x = holding({"a", "b"});
  CAF_REQUIRE(x.next());
  x.failed(entry("a"));
  CAF_CHECK_EQUAL(x.size(), 2u);
  CAF_CHECK_EQUAL(all_next(x), (strings{"a", "b"}));
}

CAF_TEST(what_was_under_way_at_a_restart_is_told_again) {
  auto x = holding({"a", "b", "c"});
  CAF_REQUIRE(x.next());
  CAF_REQUIRE(x.next());
  x.told(entry("a"));
  x.restart();
  CAF_CHECK_EQUAL(x.size(), 2u);
  x.failed(entry("b")); // of the one that died: counts no more
  CAF_CHECK_EQUAL(all_next(x), (strings{"b", "c"}));
}

CAF_TEST(only_so_many_are_under_way_at_once) {
  report_book x;
  for (std::size_t i = 0; i <= report_book::max_under_way; ++i)
    CAF_REQUIRE(x.add(entry(std::to_string(i))));
  CAF_CHECK_EQUAL(all_next(x).size(), report_book::max_under_way);
  x.told(entry("0"));
  CAF_CHECK_EQUAL(all_next(x).size(), 1u);
}

CAF_TEST(the_oldest_report_is_dropped_when_too_many_wait) {
  report_book x;
  for (std::size_t i = 0; i < report_book::max_waiting; ++i)
    CAF_REQUIRE(x.add(entry(std::to_string(i))));
  CAF_CHECK(!x.add(entry("last")));
  CAF_CHECK_EQUAL(x.size(), report_book::max_waiting);
  CAF_CHECK(x.next()->out_id == "1");
}

CAF_TEST(the_last_ends_are_remembered) {
  report_book x;
  for (std::size_t i = 0; i <= report_book::max_remembered; ++i)
    x.ended(std::to_string(i));
  x.ended("1");
  CAF_CHECK(!x.has_ended("0"));
  CAF_CHECK(x.has_ended("1"));
  CAF_CHECK(x.has_ended(std::to_string(report_book::max_remembered)));
}
