#define CAF_SUITE redis_recovery

// What a node writes once Redis is back (P7, P5).

#include "tests/end_to_end/failing_redis.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <thread>

using namespace quickbooking;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

std::string key_of(const std::string& digits) { return "booking:session:+" + digits; }

bool is_clean(const std::string& url) {
  return eventually([&] { return get(url, "/readyz").body["redis"]["dirtySessions"] == 0; });
}

/// Runs it on so many threads at once.
template <class F>
void at_once(int count, F work) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back([&work, i] { work(i); });
  for (auto& thread : threads)
    thread.join();
}

using counts = std::vector<std::pair<steady_clock::time_point, std::int64_t>>;

/// By how much it grew within any second.
std::int64_t most_within_a_second(const counts& grown) {
  std::int64_t most = 0;
  std::size_t first = 0;
  for (auto& [when, count] : grown) {
    while (when - grown[first].first > 1s)
      ++first;
    most = std::max(most, count - grown[first].second);
  }
  return most;
}

} // namespace

CAF_TEST(the_ttl_counts_from_the_customers_last_activity) {
  failing_redis world;
  world.redis.kill();
  CAF_REQUIRE(becomes(world.url(), "degraded"));
  steady_talkers left{world.url(), "1555000720", 1};
  steady_talkers recent{world.url(), "1555000721", 1};
  left.say_something();
  auto said = steady_clock::now();
  eventually([&] { return steady_clock::now() - said > 2s; });
  recent.say_something();
  world.redis.restart();
  CAF_REQUIRE(becomes(world.url(), "ok"));
  redis_probe probe{world.redis.port()};
  CAF_REQUIRE(eventually([&] { return left.are_all_in(probe) && recent.are_all_in(probe); }));
  auto ttl = [&](const std::string& digits) { return probe.number({"PTTL", key_of(digits)}); };
  CAF_CHECK(ttl("155500072010") <= 1'798'000);
  CAF_CHECK(ttl("155500072010") > 1'780'000);
  CAF_CHECK(ttl("155500072110") > ttl("155500072010") + 1'500);
}

CAF_TEST(of_two_nodes_that_went_on_without_redis_the_newer_revision_wins) {
  failing_redis world;
  auto other = start_node(world.redis.port());
  CAF_REQUIRE(becomes(other->url(), "ok"));
  api_customer here{world.url(), "+15550007300"};
  api_customer there{other->url(), "+15550007300"};
  here.says("Haircut tomorrow 3pm");
  there.says("Haircut tomorrow 4pm");
  world.redis.freeze();
  for (int i = 0; i < 4; ++i)
    here.says("Massage tomorrow 11am");
  there.says("Haircut tomorrow 5pm");
  world.redis.thaw();
  CAF_REQUIRE(becomes(world.url(), "ok") && becomes(other->url(), "ok"));
  CAF_CHECK(is_clean(world.url()) && is_clean(other->url()));
  redis_probe probe{world.redis.port()};
  auto snapshot = nlohmann::json::parse(probe.text({"GET", key_of("15550007300")}));
  CAF_CHECK_EQUAL(snapshot["intent"]["serviceName"], "Massage");
  CAF_CHECK(snapshot.value("revision", 0) >= 5);
}

CAF_TEST(thousands_of_conversations_are_written_at_a_bounded_rate) {
  constexpr int phones = 8000;
  constexpr int per_second = 5000;
  failing_redis world;
  world.redis.kill();
  CAF_REQUIRE(becomes(world.url(), "degraded"));
  constexpr int threads = 64; // each turn waits for the disk: many share a commit
  at_once(threads, [&](int thread) {
    for (int i = thread; i < phones; i += threads)
      api_customer{world.url(), "+1555100" + std::to_string(10'000 + i)}.says("Haircut");
  });
  CAF_CHECK(
      eventually([&] { return metric(world.url(), "quickbooking_dirty_sessions") == phones; }));
  world.redis.restart();
  redis_probe probe{world.redis.port()};
  counts written;
  CAF_CHECK(eventually([&] {
    written.emplace_back(steady_clock::now(), probe.number({"DBSIZE"}));
    return written.back().second >= phones;
  }));
  CAF_CHECK(is_clean(world.url()));
  auto most = most_within_a_second(written);
  CAF_MESSAGE(phones << " written in " << (written.back().first - written.front().first) / 1ms
                     << " ms, at most " << most << " in a second");
  CAF_CHECK(most <= per_second + 300); // what a tick of a loaded machine may be late
}
