#define CAF_SUITE cluster_connection

// Redirections, also those that lead nowhere: a script makes a Redis say what a test wants.

#include "net/loop/event_loop.hpp"
#include "net/redis/cluster_connection.hpp"
#include "tests/net/awaited.hpp"
#include "tests/support/private_redis.hpp"

#include <caf/test/unit_test.hpp>

#include <atomic>

using namespace quickbooking;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

struct redirected {
  private_redis server;
  private_redis other;
  event_loop loop;
  std::atomic<int> moved{0};
  std::atomic<int> asked{0};
  std::shared_ptr<redis_connection> redis;

  redirected() {
    redis_address where;
    where.port = server.port();
    redis = make_cluster_connection(loop.context(), where, [this](redirection::kind what) {
      ++(what == redirection::kind::moved ? moved : asked);
    });
    auto up = std::make_shared<awaited<bool>>();
    redis->connect(
        2s, [up](const result<void>& x) { up->set(x.has_value()); }, [](const failure&) {});
    CAF_REQUIRE(up->get() == true);
  }

  /// The text of the reply, or `!` and the code of the failure.
  std::string run(std::vector<std::string> args, std::chrono::milliseconds limit = 2s) {
    auto end = std::make_shared<awaited<result<redis_value>>>();
    redis->command(std::move(args), limit, [end](auto reply) { end->set(std::move(reply)); });
    const auto reply = end->get();
    if (!reply)
      return "no callback";
    return *reply ? (*reply)->text : "!" + reply->error().code;
  }

  /// A command that is answered with this error, wherever it gets.
  std::string hears(const std::string& error, std::chrono::milliseconds limit = 2s) {
    return run({"EVAL", "return redis.error_reply(ARGV[1])", "0", error}, limit);
  }

  /// A command that this server answers so, and any other with its port.
  std::string finds(const std::string& error) {
    run({"SET", "here", error});
    return run({"EVAL",
                "local x = redis.call('GET', 'here')"
                " if x then return redis.error_reply(x) end"
                " return 'the other one'",
                "0"});
  }

  std::string at_other(const std::string& kind, const std::string& host = "127.0.0.1") const {
    return kind + " 1 " + host + ":" + std::to_string(other.port());
  }
};

} // namespace

CAF_TEST(a_command_is_followed_to_where_its_slot_is) {
  redirected r;
  CAF_CHECK_EQUAL(r.finds(r.at_other("MOVED")), "the other one");
  CAF_CHECK_EQUAL(r.moved.load(), 1);
  CAF_CHECK_EQUAL(r.finds(r.at_other("ASK")), "the other one");
  CAF_CHECK_EQUAL(r.asked.load(), 1);
}

CAF_TEST(without_a_host_it_is_the_one_that_was_asked) {
  redirected r;
  CAF_CHECK_EQUAL(r.finds(r.at_other("MOVED", "")), "the other one");
}

CAF_TEST(servers_that_send_a_command_to_and_fro_are_left) {
  redirected r;
  CAF_CHECK_EQUAL(r.hears(r.at_other("MOVED")), "!slot_moving");
  CAF_CHECK_EQUAL(r.moved.load(), max_redirections + 1);
  CAF_CHECK_EQUAL(r.hears(r.at_other("ASK")), "!slot_moving");
  CAF_CHECK_EQUAL(r.run({"PING"}), "PONG");
}

CAF_TEST(a_server_that_is_not_there_costs_this_command_only) {
  redirected r;
  r.other.kill();
  CAF_CHECK_EQUAL(r.finds(r.at_other("MOVED")), "!slot_moving");
  CAF_CHECK_EQUAL(r.run({"PING"}), "PONG");
  r.other.restart();
  CAF_CHECK_EQUAL(r.finds(r.at_other("MOVED")), "the other one");
}

CAF_TEST(a_server_that_hangs_costs_no_more_than_the_limit) {
  redirected r;
  r.other.freeze();
  const auto begin = steady_clock::now();
  CAF_CHECK_EQUAL(r.hears(r.at_other("ASK"), 100ms), "!slot_moving");
  CAF_CHECK(steady_clock::now() - begin < 1s);
  CAF_CHECK_EQUAL(r.run({"PING"}), "PONG");
  r.other.thaw();
  CAF_CHECK_EQUAL(r.finds(r.at_other("ASK")), "the other one");
}

CAF_TEST(keys_on_two_servers_are_tried_again_until_they_are_on_one) {
  redirected r;
  r.run({"SET", "turns", "3"});
  CAF_CHECK_EQUAL(r.run({"EVAL",
                         "if redis.call('DECR', 'turns') > 0 then"
                         " return redis.error_reply('TRYAGAIN Multiple keys') end"
                         " return 'together'",
                         "0"}),
                  "together");
  CAF_CHECK_EQUAL(r.hears("TRYAGAIN Multiple keys", 100ms), "!slot_moving");
}

CAF_TEST(other_errors_are_replies) {
  redirected r;
  CAF_CHECK_EQUAL(r.hears("MOVED to another flat"), "MOVED to another flat");
  CAF_CHECK_EQUAL(r.hears("OOM command not allowed"), "OOM command not allowed");
  r.server.freeze();
  CAF_CHECK_EQUAL(r.run({"PING"}, 50ms), "!redis_timeout");
}
