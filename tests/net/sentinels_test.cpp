#define CAF_SUITE sentinels

#include "net/redis/redis_handshake.hpp"
#include "net/redis/sentinels.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using kind = redis_value::kind;

namespace {

redis_value text(std::string x) { return {kind::string, std::move(x), 0, {}}; }

redis_value list(std::vector<redis_value> items) { return {kind::array, {}, 0, std::move(items)}; }

std::string place(const result<redis_address>& x) {
  return x ? x->host + " " + std::to_string(x->port) : x.error().code;
}

} // namespace

CAF_TEST(host_and_port_are_read) {
  CAF_CHECK_EQUAL(place(parse_host_and_port("10.0.0.7:26379")), "10.0.0.7 26379");
  CAF_CHECK_EQUAL(place(parse_host_and_port("sentinel.salon:1")), "sentinel.salon 1");
  CAF_CHECK_EQUAL(place(parse_host_and_port("[::1]:26379")), "::1 26379");
  for (auto wrong : {"", ":", "host", "host:", ":26379", "host:0", "host:65536", "host:12x"})
    CAF_CHECK_EQUAL(place(parse_host_and_port(wrong)), "invalid_address");
}

CAF_TEST(the_answer_is_put_into_the_address_that_keeps_its_user) {
  redis_address where;
  where.username = "booker";
  auto found = read_master(list({text("10.0.0.8"), text("6380")}), where);
  CAF_CHECK_EQUAL(place(found), "10.0.0.8 6380");
  CAF_CHECK_EQUAL(found->username, "booker");
  CAF_CHECK(found->must_be_master);
}

CAF_TEST(what_is_no_answer_is_refused) {
  CAF_CHECK_EQUAL(place(read_master({}, {})), "unknown_master");
  CAF_CHECK_EQUAL(place(read_master({kind::error, "NOAUTH", 0, {}}, {})), "redis_error");
  CAF_CHECK_EQUAL(place(read_master(text("10.0.0.8"), {})), "redis_error");
  CAF_CHECK_EQUAL(place(read_master(list({text("10.0.0.8")}), {})), "redis_error");
  CAF_CHECK_EQUAL(place(read_master(list({text(""), text("1")}), {})), "redis_error");
  CAF_CHECK_EQUAL(place(read_master(list({text("10.0.0.8"), text("none")}), {})), "redis_error");
}

CAF_TEST(sentinels_are_asked_in_turn) {
  sentinel_turn turn{3};
  for (std::size_t expected : {0, 1, 2, 0, 1}) {
    CAF_CHECK_EQUAL(turn.current(), expected);
    turn.to_the_next();
  }
  sentinel_turn nobody{0};
  nobody.to_the_next();
  CAF_CHECK_EQUAL(nobody.current(), 0u);
}

CAF_TEST(a_connection_that_needs_a_master_refuses_a_replica) {
  redis_address where;
  where.must_be_master = true;
  for (auto role : {"master", "slave"}) {
    redis_handshake greeting{where};
    CAF_CHECK(greeting.on_answer({kind::status, "PONG", 0, {}}).has_value());
    CAF_CHECK(!greeting.is_done());
    auto judged = greeting.on_answer(list({text(role), text("...")}));
    CAF_CHECK_EQUAL(judged.has_value(), role == std::string{"master"});
  }
}
