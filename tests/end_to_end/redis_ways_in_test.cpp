#define CAF_SUITE redis_ways_in

// The ways in which a node reaches its Redis: as a user with a password, over a Unix socket,
// encrypted.

#include "tests/end_to_end/failing_redis.hpp"
#include "tests/support/certificate_authority.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

/// A customer books, another one is in the middle of it; both are found in Redis and in the list.
void play_a_day(const std::string& url, redis_probe& redis) {
  CAF_REQUIRE(becomes(url, "ok"));
  steady_talkers all{url, "1555000740", 2};
  all.say_something();
  CAF_CHECK(all.are_all_in(redis));
  CAF_CHECK_EQUAL(api_customer(url, "+15550007500").books().type(), "booking_confirmed");
  auto listed = get(url, "/v1/sessions").body;
  CAF_CHECK_EQUAL(listed["sessions"].size(), 2u);
  CAF_CHECK_EQUAL(turns_without_redis(url), 0);
  CAF_CHECK_EQUAL(metric(url, R"(quickbooking_redis_calls_total{call="command",result="failed"})"),
                  0);
}

} // namespace

CAF_TEST(as_a_user_who_may_only_do_what_a_node_needs) {
  std::vector<std::string> rights{
      "--user",       "booker", "on", ">secret", "~booking:session:*", "~{booking:session:*",
      "~booking:due", "+info"};
  for (auto command : {"ping",  "select", "get",     "mget", "set",           "getrange", "del",
                       "pttl",  "expire", "scan",    "eval", "evalsha",       "lrange",   "rpush",
                       "ltrim", "hset",   "hgetall", "hdel", "zrangebyscore", "zadd",     "zrem"})
    rights.push_back("+" + std::string{command});
  private_redis redis{rights};
  password_in_environment password{"secret"};
  auto node = start_node(redis.port(), {{"redis", {{"username", "booker"}, {"database", 3}}}});
  redis_probe probe{redis.port()};
  probe.text({"SELECT", "3"});
  play_a_day(node->url(), probe);
  CAF_CHECK_EQUAL(deliver(node->url(), text_webhook("15550007600", {{"wamid.1", "Haircut"}})), 200);
  CAF_CHECK(probe.list({"ACL", "LOG"}).empty()); // nothing was denied
}

CAF_TEST(with_the_password_of_the_default_user) {
  private_redis redis{{"--requirepass", "secret"}};
  password_in_environment password{"secret"};
  auto node = start_node(redis.port());
  redis_probe probe{redis.port()};
  probe.text({"AUTH", "secret"});
  play_a_day(node->url(), probe);
}

CAF_TEST(over_a_unix_socket) {
  private_redis redis;
  auto node = start_node(free_port(), {{"redis", {{"unixPath", redis.unix_path()}}}});
  redis_probe probe{redis.port()};
  play_a_day(node->url(), probe);
  redis.kill();
  CAF_CHECK(becomes(node->url(), "degraded"));
  redis.restart();
  CAF_CHECK(becomes(node->url(), "ok"));
}

CAF_TEST(encrypted) {
  certificate_authority authority;
  auto own = authority.issue("IP:127.0.0.1");
  reserved_port port;
  private_redis redis{{"--tls-port", std::to_string(port.number()), "--tls-cert-file", own.file,
                       "--tls-key-file", own.key_file, "--tls-ca-cert-file", authority.file(),
                       "--tls-auth-clients", "no"}};
  auto node = start_node(port.number(), {{"redis", {{"tls", true}, {"caFile", authority.file()}}}});
  redis_probe probe{redis.port()};
  play_a_day(node->url(), probe);
  redis.kill();
  CAF_CHECK(becomes(node->url(), "degraded"));
  redis.restart();
  CAF_CHECK(becomes(node->url(), "ok"));
}
