#define CAF_SUITE open_orders

#include "actors/cores/open_orders.hpp"

#include <caf/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace quickbooking;

namespace {

using strings = std::vector<std::string>;

send_order order(const std::string& customer, const std::string& out_id) {
  return {customer, "n1", out_id, text_reply{"Hello"}};
}

send_report report(const std::string& customer, const std::string& out_id) {
  return {customer, out_id, true, {}};
}

strings out_ids(const open_orders& x) {
  strings ids;
  for (auto& [place, order] : x.all())
    ids.push_back(order.out_id);
  return ids;
}

} // namespace

CAF_TEST(what_has_no_report_is_kept_in_the_order_in_which_it_came) {
  open_orders x;
  for (auto id : {"z", "a", "m", "b"})
    CAF_CHECK(x.add(order("noa", id)));
  CAF_CHECK(x.remove(report("noa", "a")));
  CAF_CHECK_EQUAL(out_ids(x), (strings{"z", "m", "b"}));
  CAF_CHECK_EQUAL(x.size(), 3u);
}

CAF_TEST(an_order_that_is_here_is_not_taken_twice_but_again_after_its_report) {
  open_orders x;
  CAF_CHECK(x.add(order("noa", "a")));
  CAF_CHECK(x.add(order("noa", "b")));
  CAF_CHECK(!x.add(order("noa", "a")));
  CAF_CHECK_EQUAL(out_ids(x), (strings{"a", "b"}));
  CAF_CHECK(x.remove(report("noa", "a")));
  CAF_CHECK(x.add(order("noa", "a")));
  CAF_CHECK_EQUAL(out_ids(x), (strings{"b", "a"}));
}

CAF_TEST(a_report_ends_the_order_of_its_own_customer_only) {
  open_orders x;
  CAF_CHECK(x.add(order("noa", "a")));
  CAF_CHECK(x.add(order("dana", "a")));
  CAF_CHECK(x.remove(report("dana", "a")));
  CAF_CHECK(!x.remove(report("dana", "a")));
  CAF_REQUIRE_EQUAL(x.size(), 1u);
  CAF_CHECK(x.all().begin()->second.customer == "noa");
}
