#define CAF_SUITE peer_greeting

#include "net/peer/peer_greeting.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

const peer_greeting mine{"salon", "node-a", "1"};

std::string refusal(const peer_greeting& other) {
  auto checked = check_greeting(mine, other);
  return checked ? "" : checked.error().code;
}

} // namespace

CAF_TEST(a_greeting_is_read_as_it_was_written) {
  auto line = to_line(mine);
  CAF_CHECK_EQUAL(line.back(), '\n');
  CAF_CHECK(line.size() <= longest_greeting);
  auto read = parse_greeting(std::string_view{line}.substr(0, line.size() - 1));
  CAF_REQUIRE(read);
  CAF_CHECK_EQUAL(read->cluster, "salon");
  CAF_CHECK_EQUAL(read->node, "node-a");
  CAF_CHECK_EQUAL(read->messages, "1");
}

CAF_TEST(what_is_no_greeting_is_refused) {
  for (auto wrong : {"", "GET / HTTP/1.1", "QUICKBOOKING-PEER 1 ", "QUICKBOOKING-PEER 1 {",
                     "QUICKBOOKING-PEER 1 []", R"(QUICKBOOKING-PEER 1 {"cluster":"salon"})",
                     R"(QUICKBOOKING-PEER 1 {"cluster":"salon","node":"A B","messages":"1"})",
                     R"(QUICKBOOKING-PEER 1 {"cluster":7,"node":"node-b","messages":"1"})",
                     R"(QUICKBOOKING-PEER 2 {"cluster":"salon","node":"node-b"})"}) {
    auto read = parse_greeting(wrong);
    CAF_REQUIRE(!read);
    CAF_CHECK_EQUAL(read.error().code, "peer_foreign");
  }
}

CAF_TEST(nodes_of_one_cluster_and_version_may_talk) {
  CAF_CHECK_EQUAL(refusal({"salon", "node-b", "1"}), "");
  CAF_CHECK_EQUAL(refusal({"barber", "node-b", "1"}), "peer_cluster");
  CAF_CHECK_EQUAL(refusal({"salon", "node-a", "1"}), "peer_name_taken");
  CAF_CHECK_EQUAL(refusal({"salon", "node-b", "2"}), "peer_version");
}

CAF_TEST(a_refusal_names_both_sides_in_one_line) {
  auto checked = check_greeting(mine, {"salon", "node-b", "2"});
  CAF_REQUIRE(!checked);
  CAF_CHECK_EQUAL(checked.error().message, "it has the table of messages '2', this node's is '1'");
}

CAF_TEST(names_are_those_that_a_certificate_can_be_issued_for) {
  for (auto good : {"a", "node-1", "salon.node-2"})
    CAF_CHECK(is_peer_name(good));
  for (auto bad : {"", "Node", "a b", "a/b", "a\n", "\xc3\xa9"})
    CAF_CHECK(!is_peer_name(bad));
  CAF_CHECK(!is_peer_name(std::string(65, 'a')));
}
