#define CAF_SUITE redis_connection

#include "net/redis/redis_connection.hpp"
#include "tests/net/redis_client.hpp"
#include "tests/net/silent_peer.hpp"
#include "tests/support/private_redis.hpp"

#include <boost/asio/post.hpp>
#include <caf/test/unit_test.hpp>

#include <iostream>
#include <thread>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

redis_address address_of(const private_redis& redis) {
  redis_address out;
  out.port = redis.port();
  return out;
}

redis_address address_of(std::uint16_t port) {
  redis_address out;
  out.port = port;
  return out;
}

auto elapsed_since(std::chrono::steady_clock::time_point began) {
  return std::chrono::steady_clock::now() - began;
}

/// Replies to commands that were sent without waiting.
struct replies {
  std::mutex mutex;
  std::vector<std::string> texts; ///< text of the reply, or `!` and code
  std::size_t expected = 0;

  redis_connection::reply_handler next() {
    const std::lock_guard guard{mutex};
    ++expected;
    return [this](const result<redis_value>& reply) {
      const std::lock_guard inner{mutex};
      texts.push_back(reply ? reply->text : "!" + reply.error().code);
    };
  }

  bool all_came() {
    return eventually([this] {
      const std::lock_guard guard{mutex};
      return texts.size() >= expected;
    });
  }

  std::size_t count(const std::string& text) {
    const std::lock_guard guard{mutex};
    return static_cast<std::size_t>(std::count(texts.begin(), texts.end(), text));
  }
};

} // namespace

// -- the ordinary -------------------------------------------------------------

CAF_TEST(commands_are_answered) {
  private_redis redis;
  redis_client client{address_of(redis)};
  CAF_CHECK_EQUAL(client.connect(), "");
  CAF_CHECK_EQUAL(client.text({"SET", "k", "v"}), "OK");
  CAF_CHECK_EQUAL(client.text({"GET", "k"}), "v");
  CAF_CHECK(client.run({"GET", "none"})->is_nil());
  CAF_CHECK(client.run({"INCRBY", "n", "41"})->number == 41);
  CAF_CHECK(client.run({"NONSENSE"})->is_error());
  CAF_CHECK(client.run({"MGET", "k", "n", "x"})->items.size() == 3u);
  CAF_CHECK_EQUAL(client->in_flight(), 0u);
}

CAF_TEST(a_host_name_is_resolved) {
  private_redis redis;
  auto where = address_of(redis);
  where.host = "localhost";
  redis_client client{where};
  CAF_CHECK_EQUAL(client.connect(), "");
  where.host = "no-such-host.invalid";
  redis_client nowhere{where};
  CAF_CHECK_EQUAL(nowhere.connect(), "redis_down");
}

CAF_TEST(a_unix_socket_serves_as_well) {
  private_redis redis;
  redis_address where;
  where.unix_path = redis.unix_path();
  redis_client client{where};
  CAF_CHECK_EQUAL(client.connect(), "");
  CAF_CHECK_EQUAL(client.text({"ECHO", "over a path"}), "over a path");
  where.unix_path += "-missing";
  redis_client missing{where};
  CAF_CHECK_EQUAL(missing.connect(), "redis_down");
  where.unix_path = std::string(500, 'x');
  redis_client too_long{where};
  CAF_CHECK_EQUAL(too_long.connect(), "redis_down");
}

CAF_TEST(the_database_is_selected) {
  private_redis redis;
  redis_client first{address_of(redis)};
  auto where = address_of(redis);
  where.database = 2;
  redis_client second{where};
  CAF_CHECK_EQUAL(first.connect() + second.connect(), "");
  second.run({"SET", "only-in-2", "x"});
  CAF_CHECK(first.run({"GET", "only-in-2"})->is_nil());
  CAF_CHECK_EQUAL(second.text({"GET", "only-in-2"}), "x");
  where.database = 99;
  redis_client beyond{where};
  CAF_CHECK_EQUAL(beyond.connect(), "redis_down");
}

CAF_TEST(values_of_megabytes_pass_unchanged) {
  private_redis redis;
  redis_client client{address_of(redis)};
  client.connect();
  std::string large(10 * 1024 * 1024, '\0');
  for (std::size_t i = 0; i < large.size(); ++i)
    large[i] = static_cast<char>(i * 7 + (i >> 8));
  CAF_CHECK_EQUAL(client.text({"SET", "large", large}), "OK");
  CAF_CHECK(client.text({"GET", "large"}) == large);
}

CAF_TEST(a_password_is_needed_and_checked) {
  private_redis redis{{"--requirepass", "right"}};
  auto where = address_of(redis);
  CAF_CHECK_EQUAL(redis_client{where}.connect(), "redis_auth");
  where.password = "wrong";
  CAF_CHECK_EQUAL(redis_client{where}.connect(), "redis_auth");
  where.password = "right";
  redis_client client{where};
  CAF_CHECK_EQUAL(client.connect(), "");
  client.run({"ACL", "SETUSER", "booker", "on", ">secret", "~*", "+@all"});
  where.username = "booker";
  where.password = "secret";
  CAF_CHECK_EQUAL(redis_client{where}.connect(), "");
  where.password = "other";
  CAF_CHECK_EQUAL(redis_client{where}.connect(), "redis_auth");
}

CAF_TEST(commands_of_one_turn_leave_in_one_write) {
  private_redis redis;
  redis_client client{address_of(redis)};
  client.connect();
  const auto before = client.text({"INFO", "stats"});
  const auto reads = [](const std::string& info) {
    const std::string name = "total_reads_processed:";
    return std::stoi(info.substr(info.find(name) + name.size()));
  };
  replies all;
  boost::asio::post(client.loop.context(), [&] {
    for (int i = 0; i < 100; ++i)
      client->command({"ECHO", std::to_string(i)}, 5s, all.next());
  });
  CAF_CHECK(eventually([&] { return all.count("99") == 1; }));
  CAF_CHECK(reads(client.text({"INFO", "stats"})) - reads(before) <= 3);
}

// -- not connected ------------------------------------------------------------

CAF_TEST(without_a_connection_nothing_is_sent) {
  private_redis redis;
  redis_client client{address_of(redis)};
  CAF_CHECK_EQUAL(client.text({"PING"}), "!redis_down");
  client.connect();
  client->close();
  CAF_CHECK_EQUAL(client.text({"PING"}), "!redis_down");
  CAF_CHECK_EQUAL(client.connect(), "");
  CAF_CHECK_EQUAL(client.text({"PING"}), "PONG");
  CAF_CHECK_EQUAL(client.text({}), "!redis_down");
  CAF_CHECK_EQUAL(client.times_lost(), 0);
}

CAF_TEST(a_refused_connection_is_told_at_once) {
  redis_client client{address_of(free_port())};
  const auto began = std::chrono::steady_clock::now();
  CAF_CHECK_EQUAL(client.connect(), "redis_down");
  CAF_CHECK(elapsed_since(began) < 1s);
  CAF_CHECK_EQUAL(client.times_lost(), 0);
}

CAF_TEST(a_server_that_accepts_and_says_nothing_is_not_alive) {
  private_redis redis;
  redis.freeze();
  redis_client client{address_of(redis)};
  const auto began = std::chrono::steady_clock::now();
  CAF_CHECK_EQUAL(client.connect(100ms), "redis_down");
  CAF_CHECK(elapsed_since(began) >= 100ms);
  CAF_CHECK(elapsed_since(began) < 1s);
  redis.thaw();
  CAF_CHECK_EQUAL(client.connect(), "");
}

CAF_TEST(a_peer_that_is_no_redis_is_refused_with_a_reason) {
  for (const auto* answer : {"HTTP/1.1 400 Bad Request\r\n\r\n", "+OK\r\n", ":1\r\n",
                             "\xff\xfe\r\n", "*1\r\n+PONG\r\n", "+PONG\r\n+PONG\r\n+PONG\r\n"}) {
    silent_peer peer{answer};
    redis_client client{address_of(peer.port())};
    const auto told = client.connect();
    // The last one answers PING as Redis does; what it says beyond is noticed right after.
    const auto is_told = told == "redis_down" || client.lost() == "redis_lost";
    CAF_CHECK(is_told);
  }
}

// -- loss ---------------------------------------------------------------------

CAF_TEST(a_stopped_server_costs_the_deadline_and_the_connection) {
  private_redis redis;
  redis_client client{address_of(redis)};
  client.connect();
  redis.freeze();
  const auto began = std::chrono::steady_clock::now();
  replies patient;
  client->command({"ECHO", "patient"}, 10s, patient.next());
  CAF_CHECK_EQUAL(client.text({"ECHO", "due"}, 100ms), "!redis_timeout");
  CAF_CHECK(elapsed_since(began) >= 100ms);
  CAF_CHECK(elapsed_since(began) < 1s);
  CAF_CHECK(patient.all_came());
  CAF_CHECK_EQUAL(patient.count("!redis_lost"), 1u);
  CAF_CHECK_EQUAL(client.lost(), "redis_timeout");
  CAF_CHECK_EQUAL(client.text({"ECHO", "next"}), "!redis_down");
  redis.thaw();
  CAF_CHECK_EQUAL(client.connect(), "");
  CAF_CHECK_EQUAL(client.text({"ECHO", "again"}), "again");
}

CAF_TEST(a_short_deadline_behind_a_long_one_is_kept) {
  private_redis redis;
  redis_client client{address_of(redis)};
  client.connect();
  CAF_CHECK_EQUAL(client.text({"ECHO", "a"}, 60s), "a");
  redis.freeze();
  replies all;
  client->command({"ECHO", "b"}, 60s, all.next());
  const auto began = std::chrono::steady_clock::now();
  CAF_CHECK_EQUAL(client.text({"ECHO", "c"}, 50ms), "!redis_timeout");
  CAF_CHECK(elapsed_since(began) < 1s);
}

CAF_TEST(a_killed_server_is_noticed_at_once) {
  private_redis redis;
  redis_client client{address_of(redis)};
  client.connect();
  redis.freeze();
  replies all;
  for (int i = 0; i < 100; ++i)
    client->command({"ECHO", "x"}, 60s, all.next());
  const auto began = std::chrono::steady_clock::now();
  redis.kill();
  CAF_CHECK(all.all_came());
  CAF_CHECK(elapsed_since(began) < 1s);
  CAF_CHECK_EQUAL(all.count("!redis_lost"), 100u);
  CAF_CHECK_EQUAL(client.lost(), "redis_lost");
  CAF_CHECK_EQUAL(client.times_lost(), 1);
  CAF_CHECK_EQUAL(client.connect(), "redis_down");
  redis.restart();
  CAF_CHECK_EQUAL(client.connect(), "");
}

CAF_TEST(closing_fails_everything_outstanding_and_is_no_loss) {
  private_redis redis;
  redis_client client{address_of(redis)};
  client.connect();
  redis.freeze();
  replies all;
  for (int i = 0; i < 50; ++i)
    client->command({"ECHO", "x"}, 60s, all.next());
  CAF_CHECK_EQUAL(client->in_flight(), 50u);
  client->close();
  CAF_CHECK(all.all_came());
  CAF_CHECK_EQUAL(all.count("!redis_lost"), 50u);
  CAF_CHECK_EQUAL(client->in_flight(), 0u);
  CAF_CHECK_EQUAL(client.times_lost(), 0);
}

CAF_TEST(destruction_calls_every_callback) {
  private_redis redis;
  redis_client client{address_of(redis)};
  client.connect();
  redis.freeze();
  replies all;
  for (int i = 0; i < 50; ++i)
    client->command({"ECHO", "x"}, 60s, all.next());
  client.drop();
  CAF_CHECK(all.all_came());
  CAF_CHECK_EQUAL(all.count("!redis_lost"), 50u);
}

CAF_TEST(a_connection_may_outlive_its_loop) {
  private_redis redis;
  std::shared_ptr<redis_connection> connection;
  {
    event_loop loop;
    connection = redis_connection::make(loop.context(), address_of(redis));
    awaited<bool> connected;
    connection->connect(
        5s, [&](const result<void>& done) { connected.set(done.has_value()); },
        [](const failure&) {});
    CAF_CHECK(connected.get() == true);
    redis.freeze();
    connection->command({"PING"}, 60s, [](const result<redis_value>&) {});
  }
  connection->command({"PING"}, 60s, [](const result<redis_value>&) {});
  connection->close();
}

CAF_TEST(a_callback_that_throws_does_not_harm_the_next) {
  private_redis redis;
  redis_client client{address_of(redis)};
  client.connect();
  client->command({"PING"}, 5s, [](const result<redis_value>&) { throw std::runtime_error{"x"}; });
  CAF_CHECK_EQUAL(client.text({"ECHO", "fine"}), "fine");
  redis.freeze();
  client->command({"PING"}, 5s, [](const result<redis_value>&) { throw 42; });
  replies all;
  client->command({"PING"}, 5s, all.next());
  redis.kill();
  CAF_CHECK(all.all_came());
  CAF_CHECK_EQUAL(client.lost(), "redis_lost");
}

CAF_TEST(a_command_given_in_a_failing_callback_is_answered_too) {
  private_redis redis;
  redis_client client{address_of(redis)};
  client.connect();
  redis.freeze();
  awaited<std::string> second;
  client->command({"PING"}, 50ms, [&](const result<redis_value>&) {
    client->command({"PING"}, 50ms, [&](const result<redis_value>& reply) {
      second.set(reply ? "answered" : reply.error().code);
    });
  });
  CAF_CHECK_EQUAL(second.get().value_or("never"), "redis_down");
}

// -- bounds -------------------------------------------------------------------

CAF_TEST(beyond_the_limit_commands_are_refused_and_not_sent) {
  private_redis redis;
  redis_client client{address_of(redis)};
  client.connect();
  redis.freeze();
  replies all;
  for (std::size_t i = 0; i < redis_connection::max_in_flight + 10; ++i)
    client->command({"INCR", "n"}, 60s, all.next());
  CAF_CHECK(eventually([&] { return all.count("!redis_busy") == 10; }));
  redis.thaw();
  CAF_CHECK(all.all_came());
  CAF_CHECK_EQUAL(client.text({"GET", "n"}), std::to_string(redis_connection::max_in_flight));
}

CAF_TEST(the_bytes_that_wait_to_be_sent_are_bounded) {
  private_redis redis;
  redis_client client{address_of(redis)};
  client.connect();
  redis.freeze();
  replies all;
  const std::string large(8 * 1024 * 1024, 'x');
  for (int i = 0; i < 20; ++i)
    client->command({"SET", "k", large}, 60s, all.next());
  CAF_CHECK(eventually([&] { return all.count("!redis_busy") > 0; }));
  redis.thaw();
  CAF_CHECK(all.all_came());
  CAF_CHECK_EQUAL(all.count("OK") + all.count("!redis_busy"), 20u);
  CAF_CHECK(all.count("OK") >= 7);
}
