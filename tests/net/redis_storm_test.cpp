#define CAF_SUITE redis_storm

#include "tests/net/redis_client.hpp"
#include "tests/support/private_redis.hpp"

#include <caf/test/unit_test.hpp>

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
  CAF_CHECK_EQUAL(outcomes.foreign.load(), 0);
  CAF_CHECK_EQUAL(outcomes.twice.load(), 0);
  CAF_CHECK_EQUAL(outcomes.done(), total);
  CAF_CHECK_EQUAL(connects, 100);
  CAF_CHECK(outcomes.answered > 100);
  CAF_CHECK(outcomes.failed > 100);
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
