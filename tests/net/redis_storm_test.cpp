#define CAF_SUITE redis_storm

#include "tests/net/redis_client.hpp"
#include "tests/support/fault_proxy.hpp"
#include "tests/support/private_redis.hpp"

#include <caf/test/unit_test.hpp>

#include <array>
#include <thread>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

/// Outcomes of commands that each carry a word of their own.
struct tally {
  std::atomic<int> answered = 0;
  std::atomic<int> failed = 0;
  std::atomic<int> foreign = 0; ///< answers that belong to another command
  std::atomic<int> twice = 0;

  int done() const { return answered + failed; }

  redis_connection::reply_handler expect(std::string token) {
    return
        [this, token = std::move(token), called = false](const result<redis_value>& reply) mutable {
          twice += std::exchange(called, true);
          if (!reply)
            ++failed;
          else if (reply->text == token)
            ++answered;
          else
            ++foreign;
        };
  }
};

/// One turn of the storm: half of the commands before the server stops, half after, which are given
/// up while the server may still answer them. The new
/// connection is made while the server is still stopped, so that it is accepted together with the
/// backlog of the old one.
int blow(private_redis& redis, redis_client& client, tally& outcomes, int first, int count) {
  const auto connected = client.begin_connect(5s);
  redis.thaw();
  const auto is_connected = connected->get().value_or(false);
  const auto send = [&](int number, std::chrono::milliseconds limit) {
    const auto token = "token-" + std::to_string(number);
    client->command({"ECHO", token}, limit, outcomes.expect(token));
  };
  for (int i = 0; i < count / 2; ++i)
    send(first + i, 5s);
  eventually([&] { return outcomes.done() + outcomes.foreign > first; });
  redis.freeze();
  for (int i = count / 2; i < count; ++i)
    send(first + i, 10ms);
  eventually([&] { return outcomes.done() + outcomes.foreign >= first + count; });
  return is_connected;
}

/// Commands with answers of all sizes on a wire that misbehaves in this way, then a new connection
/// on a good one.
void blow(fault_proxy& wire, redis_client& client, tally& outcomes, int round) {
  constexpr int count = 50;
  const auto before = outcomes.done() + outcomes.foreign;
  const std::array misbehaviours{&fault_proxy::cut, &fault_proxy::cut_next_reply,
                                 &fault_proxy::trickle, &fault_proxy::freeze};
  for (int i = 0; i < count; ++i) {
    const auto token = std::to_string(round * count + i) + std::string(round * i % 4000, 'x');
    client->command({"ECHO", token}, 50ms, outcomes.expect(token));
    if (i != count / 2)
      continue;
    eventually([&] { return outcomes.done() + outcomes.foreign > before; });
    (wire.*misbehaviours[round % misbehaviours.size()])();
  }
  eventually([&] { return outcomes.done() + outcomes.foreign >= before + count; });
  wire.pass();
  CAF_CHECK_EQUAL(client.connect(), "");
}

/// Asks and waits for the answer, again and again, whatever comes.
void keep_asking(redis_client& client, int thread, const std::atomic<bool>& ended,
                 tally& outcomes) {
  for (int i = 0; !ended; ++i) {
    const auto token = std::to_string(thread) + ":" + std::to_string(i);
    const auto text = client.text({"ECHO", token}, 20ms);
    const auto failed = text.starts_with('!');
    ++(failed ? outcomes.failed : text == token ? outcomes.answered : outcomes.foreign);
    if (failed)
      pause_between_tries();
  }
}

/// Every command had one end, its own answer or a failure, and there were many of both.
void check_each_ended_once(const tally& outcomes, int commands) {
  CAF_CHECK_EQUAL(outcomes.foreign.load(), 0);
  CAF_CHECK_EQUAL(outcomes.twice.load(), 0);
  CAF_CHECK_EQUAL(outcomes.done(), commands);
  CAF_CHECK(outcomes.answered > 100);
  CAF_CHECK(outcomes.failed > 100);
}

} // namespace

CAF_TEST(no_answer_is_taken_for_another_commands) {
  constexpr int total = 10'000;
  private_redis redis;
  redis_address where;
  where.port = redis.port();
  redis_client client{where};
  tally outcomes;
  int connects = 0;
  for (int sent = 0; sent < total; sent += 100)
    connects += blow(redis, client, outcomes, sent, 100);
  CAF_MESSAGE(connects << " connects, " << outcomes.answered.load() << " answered, "
                       << outcomes.failed.load() << " failed");
  check_each_ended_once(outcomes, total);
  CAF_CHECK_EQUAL(connects, 100);
}

CAF_TEST(ten_thousand_commands_from_four_threads_are_each_answered_once) {
  private_redis redis;
  redis_address where;
  where.port = redis.port();
  redis_client client{where};
  CAF_REQUIRE_EQUAL(client.connect(), "");
  tally outcomes;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 2500; ++i) {
        const auto token = std::to_string(t) + ":" + std::to_string(i);
        client->command({"ECHO", token}, 30s, outcomes.expect(token));
      }
    });
  for (auto& thread : threads)
    thread.join();
  CAF_CHECK(eventually([&] { return outcomes.done() == 10'000; }, 30s));
  CAF_CHECK_EQUAL(outcomes.answered.load(), 10'000);
  CAF_CHECK_EQUAL(outcomes.foreign.load(), 0);
}

CAF_TEST(no_answer_is_taken_for_another_commands_on_a_wire_that_misbehaves) {
  constexpr int rounds = 100;
  private_redis redis;
  fault_proxy wire{redis.port()};
  redis_address where;
  where.port = wire.port();
  redis_client client{where};
  CAF_REQUIRE_EQUAL(client.connect(), "");
  tally outcomes;
  for (int round = 0; round < rounds; ++round)
    blow(wire, client, outcomes, round);
  CAF_MESSAGE(outcomes.answered.load() << " answered, " << outcomes.failed.load() << " failed");
  check_each_ended_once(outcomes, rounds * 50);
}

// Whoever goes on with a connection after a missed deadline gets the answers of those before.
CAF_TEST(late_answers_reach_nobody_while_all_go_on_asking) {
  private_redis redis;
  redis_address where;
  where.port = redis.port();
  redis_client client{where};
  CAF_REQUIRE_EQUAL(client.connect(), "");
  tally outcomes;
  std::atomic<bool> ended = false;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&, i] { keep_asking(client, i, ended, outcomes); });
  for (int round = 0, lost = 0; round < 50; ++round) {
    const auto answered = outcomes.answered.load();
    CAF_CHECK(eventually([&] { return outcomes.answered + outcomes.foreign > answered + 100; }));
    const auto failed = outcomes.failed.load();
    redis.freeze();
    CAF_CHECK(eventually([&] { return outcomes.failed > failed + 8; }));
    redis.thaw();
    if (client.times_lost() > std::exchange(lost, client.times_lost()))
      CAF_CHECK_EQUAL(client.connect(), "");
  }
  ended = true;
  for (auto& thread : threads)
    thread.join();
  CAF_MESSAGE(outcomes.answered.load() << " answered, " << outcomes.failed.load() << " failed, "
                                       << client.times_lost() << " reconnects");
  CAF_CHECK_EQUAL(outcomes.foreign.load(), 0);
  CAF_CHECK(client.times_lost() >= 50);
}
