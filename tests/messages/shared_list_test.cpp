#define CAF_SUITE shared_list

#include "messages/shared_list.hpp"

#include <caf/test/unit_test.hpp>

#include <string>

using namespace quickbooking;

CAF_TEST(copies_share_their_elements) {
  const shared_list<std::string> one{"a", "b"};
  const auto other = one;
  CAF_CHECK_EQUAL(&one.front(), &other.front());
}

CAF_TEST(what_becomes_of_one_copy_does_not_change_the_others) {
  shared_list<std::string> one{"a", "b"};
  const auto before = one;
  one.clear();
  CAF_CHECK(one.empty());
  one = {"c"};
  CAF_CHECK_EQUAL(one.size(), 1u);
  CAF_CHECK_EQUAL(before.all(), (std::vector<std::string>{"a", "b"}));
}

CAF_TEST(a_list_of_nothing_is_empty) {
  const shared_list<std::string> made{std::vector<std::string>{}};
  CAF_CHECK(made.empty());
  CAF_CHECK(made.begin() == made.end());
  CAF_CHECK_EQUAL(shared_list<std::string>{}.size(), 0u);
}
