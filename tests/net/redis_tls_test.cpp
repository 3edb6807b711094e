#define CAF_SUITE redis_tls

#include "tests/net/redis_client.hpp"
#include "tests/support/certificate_authority.hpp"
#include "tests/support/private_redis.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

/// A Redis with a certificate for 127.0.0.1.
struct tls_redis {
  certificate_authority authority;
  certificate_authority::certificate own = authority.issue("IP:127.0.0.1");
  reserved_port tls_port;
  private_redis server;

  explicit tls_redis(const std::string& asks_clients = "no")
      : server{{"--tls-port", std::to_string(tls_port.number()), "--tls-cert-file", own.file,
                "--tls-key-file", own.key_file, "--tls-ca-cert-file", authority.file(),
                "--tls-auth-clients", asks_clients}} {}

  redis_address address() const {
    redis_address where;
    where.port = tls_port.number();
    where.tls = redis_tls{authority.file(), {}, {}};
    return where;
  }
};

} // namespace

CAF_TEST(commands_and_values_of_megabytes_pass_encrypted) {
  tls_redis redis;
  redis_client client{redis.address()};
  CAF_REQUIRE_EQUAL(client.connect(), "");
  const std::string large(10 * 1024 * 1024, 'x');
  CAF_CHECK_EQUAL(client.text({"SET", "large", large}), "OK");
  CAF_CHECK(client.text({"GET", "large"}) == large);
  redis.server.freeze();
  CAF_CHECK_EQUAL(client.text({"PING"}, 100ms), "!redis_timeout");
  redis.server.thaw();
  CAF_CHECK_EQUAL(client.connect(), "");
  redis.server.kill();
  CAF_CHECK_EQUAL(client.text({"PING"}).substr(0, 7), "!redis_");
}

CAF_TEST(a_certificate_of_an_unknown_authority_is_refused) {
  tls_redis redis;
  certificate_authority other;
  auto where = redis.address();
  where.tls->ca_file = other.file();
  CAF_CHECK_EQUAL(redis_client{where}.connect(), "redis_down");
  where.tls->ca_file = {}; // the system's authorities
  CAF_CHECK_EQUAL(redis_client{where}.connect(), "redis_down");
  where.tls->ca_file = "/no/such/file";
  CAF_CHECK_EQUAL(redis_client{where}.connect(), "redis_down");
}

CAF_TEST(a_certificate_for_another_host_is_refused) {
  tls_redis redis;
  auto where = redis.address();
  where.host = "localhost";
  CAF_CHECK_EQUAL(redis_client{where}.connect(), "redis_down");
}

CAF_TEST(a_server_that_asks_for_a_certificate_gets_one) {
  tls_redis redis{"yes"};
  auto where = redis.address();
  CAF_CHECK_EQUAL(redis_client{where}.connect(), "redis_down");
  auto mine = redis.authority.issue("DNS:node");
  where.tls->certificate_file = mine.file;
  where.tls->key_file = mine.key_file;
  CAF_CHECK_EQUAL(redis_client{where}.connect(), "");
}

CAF_TEST(plain_and_encrypted_do_not_mix) {
  tls_redis redis;
  auto where = redis.address();
  where.port = redis.server.port();
  CAF_CHECK_EQUAL(redis_client{where}.connect(500ms), "redis_down");
  where = redis.address();
  where.tls.reset();
  CAF_CHECK_EQUAL(redis_client{where}.connect(500ms), "redis_down");
}
