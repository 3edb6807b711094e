#define CAF_SUITE redis_one_key

// What is wrong with one key, or with the script cache, is no failure of Redis: the node stays ok.

#include "tests/end_to_end/failing_redis.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

const std::string key = "booking:session:+155500071010"; // of the first of these talkers

/// Somebody else put something under a key of this customer: the conversation goes on in memory and
/// nobody else notices; once it is gone, all is written.
void play_foreign(const std::string& foreign_key, const std::vector<std::string>& put) {
  failing_redis world;
  world.run(put);
  steady_talkers concerned{world.url(), "1555000710", 1};
  steady_talkers others{world.url(), "1555000711", 3};
  redis_probe probe{world.redis.port()};
  for (int i = 0; i < 5; ++i) {
    concerned.say_something();
    others.say_something();
    CAF_CHECK(others.are_all_in(probe));
  }
  auto state = get(world.url(), "/readyz").body["redis"];
  CAF_CHECK_EQUAL(state["state"], "ok");
  CAF_CHECK_EQUAL(state["dirtySessions"], 1);
  CAF_CHECK_EQUAL(world.node->times_logged("event=session_refused"), 1u);
  world.run({"DEL", foreign_key});
  CAF_CHECK(eventually([&] { return concerned.are_all_in(probe); }, 3s));
  CAF_CHECK(eventually([&] { return metric(world.url(), "quickbooking_dirty_sessions") == 0; }));
  CAF_CHECK(concerned.were_all_answered() && others.were_all_answered());
  check_waits(concerned);
  CAF_CHECK_EQUAL(metric(world.url(), "quickbooking_breaker_opened_total"), 0);
}

} // namespace

CAF_TEST(a_wrong_type_at_the_sessions_key_concerns_this_session_only) {
  play_foreign(key, {"LPUSH", key, "foreign"});
}

CAF_TEST(a_wrong_type_at_the_handled_ids_concerns_this_session_only) {
  auto handled = "{" + key + "}:handled";
  play_foreign(handled, {"SET", handled, "foreign"});
}

CAF_TEST(a_value_that_is_no_session_counts_as_none) {
  failing_redis world;
  world.run({"SET", key, "not JSON"});
  steady_talkers concerned{world.url(), "1555000710", 1};
  concerned.say_something();
  concerned.say_something();
  redis_probe probe{world.redis.port()};
  CAF_CHECK(concerned.were_all_answered());
  CAF_CHECK(concerned.are_all_in(probe));
  CAF_CHECK_EQUAL(metric(world.url(), "quickbooking_breaker_opened_total"), 0);
}

CAF_TEST(a_lost_script_cache_is_healed_in_the_same_turn) {
  failing_redis world;
  steady_talkers all{world.url(), "1555000712", 2};
  redis_probe probe{world.redis.port()};
  for (int i = 0; i < 10; ++i) {
    world.run({"SCRIPT", "FLUSH"});
    all.say_something();
    CAF_CHECK(all.are_all_in(probe));
  }
  CAF_CHECK(all.were_all_answered());
  CAF_CHECK_EQUAL(turns_without_redis(world.url()), 0);
  CAF_CHECK_EQUAL(metric(world.url(), "quickbooking_breaker_opened_total"), 0);
}
