#define CAF_SUITE post_pool

#include "load/wire/post_pool.hpp"
#include "tests/load/loop_fixture.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/reserved_port.hpp"

#include <caf/test/unit_test.hpp>

#include <map>
#include <optional>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

void answer_ok(std::size_t number, const http_responder& respond) {
  respond({200, "answer " + std::to_string(number), "text/plain", {}});
}

/// A pool against a server, on one loop.
struct pooled {
  explicit pooled(loop_fixture::answerer how, post_pool_options options = {})
      : server{std::move(how)} {
    if (options.peer.empty())
      options.peer = server.peer();
    server.on_loop([&] {
      pool.emplace(
          server.loop.context(), options, [this](std::uint64_t x) { departed.push_back(x); },
          [this](std::uint64_t x, post_answer answer) { answers[x] = std::move(answer); });
    });
  }

  ~pooled() {
    server.on_loop([this] { pool.reset(); });
  }

  void post(std::uint64_t ticket) {
    server.on_loop([&] { pool->post(loop_fixture::request("body"), ticket); });
  }

  bool has_answers(std::size_t count) {
    return eventually([&] { return server.on_loop([&] { return answers.size() == count; }); });
  }

  std::size_t connections() {
    return server.on_loop([this] { return pool->connections(); });
  }

  loop_fixture server;
  std::optional<post_pool> pool;
  std::vector<std::uint64_t> departed;
  std::map<std::uint64_t, post_answer> answers;
};

post_pool_options at_most(std::size_t connections) { return {{}, connections, 10s}; }

} // namespace

CAF_TEST(a_connection_serves_one_exchange_after_the_other) {
  pooled x{answer_ok};
  for (std::uint64_t i = 1; i <= 5; ++i) {
    x.post(i);
    CAF_REQUIRE(x.has_answers(i));
  }
  CAF_CHECK_EQUAL(x.connections(), 1u);
  CAF_CHECK_EQUAL(x.answers.at(5).status, 200);
  CAF_CHECK_EQUAL(x.answers.at(5).body, "answer 5");
}

CAF_TEST(busy_connections_get_company_up_to_the_limit) {
  std::vector<http_responder> held;
  pooled x{[&](std::size_t, const http_responder& respond) { held.push_back(respond); },
           at_most(3)};
  for (std::uint64_t i = 0; i < 5; ++i)
    x.post(i);
  CAF_CHECK(eventually([&] { return x.server.on_loop([&] { return held.size() == 3; }); }));
  CAF_CHECK_EQUAL(x.departed.size(), 3u);
  CAF_CHECK_EQUAL(x.connections(), 3u);
  x.server.on_loop([&] {
    for (auto& respond : std::exchange(held, {}))
      respond({200, "", "text/plain", {}});
  });
  CAF_CHECK(eventually([&] { return x.server.on_loop([&] { return held.size() == 2; }); }));
  x.server.on_loop([&] { held.clear(); }); // answers 500
  CAF_CHECK(x.has_answers(5));
  CAF_CHECK_EQUAL(x.departed.size(), 5u);
}

CAF_TEST(nobody_there_is_told_as_refused) {
  const reserved_port nobody;
  post_pool_options options;
  options.peer = {tcp::endpoint{asio::ip::address_v4::loopback(), nobody.number()}};
  pooled x{answer_ok, options};
  x.post(1);
  CAF_REQUIRE(x.has_answers(1));
  CAF_CHECK_EQUAL(x.answers.at(1).status, 0);
  CAF_CHECK_EQUAL(x.answers.at(1).error, "refused");
  CAF_CHECK_EQUAL(x.connections(), 0u);
}

CAF_TEST(an_answer_that_does_not_come_is_a_timeout) {
  std::vector<http_responder> held;
  pooled x{[&](std::size_t, const http_responder& respond) { held.push_back(respond); }};
  x.post(1);
  CAF_REQUIRE(eventually([&] { return x.server.on_loop([&] { return held.size() == 1; }); }));
  x.server.on_loop([&] { x.pool->sweep(loop_clock::now() + 9s); });
  CAF_CHECK(x.answers.empty());
  x.server.on_loop([&] { x.pool->sweep(loop_clock::now() + 11s); });
  CAF_REQUIRE(x.has_answers(1));
  CAF_CHECK_EQUAL(x.answers.at(1).error, "timeout");
  CAF_CHECK_EQUAL(x.connections(), 0u);
  x.server.on_loop([&] { held.clear(); });
}

CAF_TEST(connections_that_are_idle_for_long_are_closed) {
  pooled x{answer_ok};
  x.post(1);
  CAF_REQUIRE(x.has_answers(1));
  x.server.on_loop([&] { x.pool->sweep(loop_clock::now() + 1s); });
  CAF_CHECK_EQUAL(x.connections(), 1u);
  x.server.on_loop([&] { x.pool->sweep(loop_clock::now() + 21s); });
  CAF_CHECK_EQUAL(x.connections(), 0u);
  x.post(2);
  CAF_CHECK(x.has_answers(2));
}
