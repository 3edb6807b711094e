#define CAF_SUITE redis_failures

// Every way in which Redis fails ends in a clear state (P7). Each prints a line of figures.

#include "tests/end_to_end/failing_redis.hpp"
#include "tests/support/fault_proxy.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

using words = std::vector<std::string>;

void play_both(failing_redis& world, const redis_failure& what) {
  world.play(what);
  world.play_in_silence(what);
}

/// A failure that one command brings about and another one ends.
void play_commands(const std::string& name, const std::string& reason, const words& strike,
                   const words& heal) {
  failing_redis world;
  play_both(world, {name, reason, [&] { world.run(strike); }, [&] { world.run(heal); }});
}

/// A node that is a user of its own in Redis.
struct as_user {
  password_in_environment password{"secret"};
  failing_redis world{{"--user", "booker", "on", ">secret", "~*", "&*", "+@all"},
                      {{"redis", {{"username", "booker"}}}}};

  void play(const std::string& name, const std::string& reason, words strike, words heal) {
    for (auto command : {&strike, &heal})
      command->insert(command->begin(), {"ACL", "SETUSER", "booker"});
    auto begin = [&] {
      world.run(strike);
      world.run({"CLIENT", "KILL", "USER", "booker"});
    };
    play_both(world, {name, reason, begin, [&] { world.run(heal); }});
  }
};

/// Redis takes long to load what it has, because it is told to; until it is told otherwise.
void restart_loading(private_redis& redis) {
  redis_probe probe{redis.port()};
  probe.text(
      {"EVAL", "for i = 1, 5000 do redis.call('SET', 'k' .. i, string.rep('x', 2000)) end", "0"});
  probe.text({"SAVE"});
  redis.begin_restart(
      {"--key-load-delay", "1000", "--loading-process-events-interval-bytes", "1024"});
}

bool answers(std::uint16_t port, const words& command) {
  try {
    redis_probe{port}.text(command);
    return true;
  } catch (const std::runtime_error&) {
    return false;
  }
}

} // namespace

// -- gone or silent ---

CAF_TEST(killed) {
  failing_redis world;
  play_both(world, {"killed (kill -9)", "Connection refused", [&] { world.redis.kill(); },
                    [&] { world.redis.restart(); }});
}

CAF_TEST(hung) {
  failing_redis world;
  play_both(world, {"hung (SIGSTOP)", "no answer in time", [&] { world.redis.freeze(); },
                    [&] { world.redis.thaw(); }});
}

CAF_TEST(a_node_stopped_right_after_the_recovery_still_writes_everything) {
  failing_redis world;
  steady_talkers all{world.url(), "1555000706", 4};
  world.redis.freeze();
  for (auto begun = steady_clock::now(); steady_clock::now() - begun < 700ms;)
    all.say_something();
  world.redis.thaw();
  CAF_CHECK_EQUAL(world.node->terminate(), 0);
  redis_probe probe{world.redis.port()};
  CAF_CHECK(all.are_all_in(probe));
}

CAF_TEST(refusing_connections_from_the_start) {
  private_redis redis;
  redis.kill();
  auto node = start_node(redis.port());
  steady_talkers all{node->url(), "1555000703", 4};
  for (int i = 0; i < 5; ++i)
    all.say_something();
  CAF_CHECK(eventually([&] {
    auto state = get(node->url(), "/readyz").body["redis"];
    return state["state"] == "degraded"
           && state.value("reason", "").find("Connection refused") != std::string::npos;
  }));
  redis.restart();
  CAF_CHECK(becomes(node->url(), "ok"));
  redis_probe probe{redis.port()};
  CAF_CHECK(eventually([&] { return all.are_all_in(probe); }));
  CAF_CHECK(all.were_all_answered());
}

CAF_TEST(connections_reset_again_and_again) {
  failing_redis world;
  steady_talkers all{world.url(), "1555000704", 4};
  for (int i = 0; i < 20; ++i) {
    all.say_something();
    world.run({"CLIENT", "KILL", "TYPE", "normal"});
    all.say_something();
    CAF_CHECK(becomes(world.url(), "ok"));
  }
  redis_probe probe{world.redis.port()};
  CAF_CHECK(eventually([&] { return all.are_all_in(probe); }));
  CAF_CHECK(all.were_all_answered());
  CAF_CHECK_EQUAL(metric(world.url(), "quickbooking_breaker_opened_total"), 20);
  CAF_MESSAGE("| reset (CLIENT KILL), 20 times | | | " << check_waits(all) << " |");
}

// -- slow ---

CAF_TEST(slower_than_the_deadline) {
  failing_redis world;
  fault_proxy proxy{world.redis.port()};
  world.move_node_to(proxy.port());
  play_both(world, {"slow (answers after 150 ms)", "no answer in time", [&] { proxy.delay(75ms); },
                    [&] { proxy.pass(); }});
}

CAF_TEST(slow_but_within_the_deadline_is_no_failure) {
  failing_redis world;
  fault_proxy proxy{world.redis.port()};
  world.move_node_to(proxy.port());
  proxy.delay(15ms); // one chunk after the other: what is sent meanwhile waits for several
  steady_talkers known{world.url(), "1555000705", 2};
  for (int i = 0; i < 20; ++i)
    known.say_something();
  redis_probe probe{world.redis.port()};
  CAF_CHECK(eventually([&] { return known.are_all_in(probe); }));
  CAF_CHECK(known.were_all_answered());
  CAF_CHECK_EQUAL(metric(world.url(), "quickbooking_breaker_opened_total"), 0);
  CAF_MESSAGE("| slow (answers after 30 ms or more) | stays ok | | " << check_waits(known) << " |");
}

// -- there, but of no use ---

CAF_TEST(a_read_only_replica) {
  play_commands("replica (REPLICAOF)", "READONLY",
                {"REPLICAOF", "127.0.0.1", std::to_string(free_port())},
                {"REPLICAOF", "NO", "ONE"});
}

CAF_TEST(full) {
  play_commands("full (maxmemory)", "OOM", {"CONFIG", "SET", "maxmemory", "1"},
                {"CONFIG", "SET", "maxmemory", "0"});
}

CAF_TEST(without_enough_replicas) {
  play_commands("min-replicas-to-write", "NOREPLICAS",
                {"CONFIG", "SET", "min-replicas-to-write", "1"},
                {"CONFIG", "SET", "min-replicas-to-write", "0"});
}

CAF_TEST(loading) {
  failing_redis world;
  auto port = world.redis.port();
  auto heal = [&] {
    world.run({"CONFIG", "SET", "key-load-delay", "0"});
    CAF_CHECK(eventually([&] { return answers(port, {"PING"}); }));
  };
  world.play({"loading (restart)", "LOADING", [&] { restart_loading(world.redis); }, heal});
}

CAF_TEST(a_wrong_password) {
  as_user{}.play("wrong password", "WRONGPASS", {"resetpass", ">other"}, {">secret"});
}

CAF_TEST(a_user_who_may_not_run_scripts) {
  as_user{}.play("ACL -@scripting", "NOPERM", {"-@scripting"}, {"+@all"});
}

CAF_TEST(a_user_who_may_not_write) {
  as_user{}.play("ACL -@write", "can't run", {"-@write"}, {"+@all"});
}
