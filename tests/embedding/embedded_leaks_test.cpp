#define CAF_SUITE embedded_leaks

#include "tests/embedding/threaded_service.hpp"
#include "tests/support/private_redis.hpp"

#include <cstdlib>
#include <filesystem>
#include <iostream>

using namespace quickbooking;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

/// Services to start and stop: QUICKBOOKING_SERVICES, else a tenth of what is promised.
int wanted_services() {
  const auto text = std::getenv("QUICKBOOKING_SERVICES");
  return text ? std::atoi(text) : 100;
}

std::size_t entries_of(const char* folder) {
  std::size_t n = 0;
  for (auto& unused : std::filesystem::directory_iterator{folder})
    n += !unused.path().empty();
  return n;
}

/// Memory that belongs to the process alone, in KiB.
long private_kib() {
  std::ifstream file{"/proc/self/smaps_rollup"};
  std::string word;
  long sum = 0;
  while (file >> word)
    if (word == "Private_Dirty:") {
      file >> sum;
      break;
    }
  return sum;
}

struct held {
  std::size_t actors = 0;
  std::size_t threads = 0;
  std::size_t files = 0;
};

struct fixture {
  private_redis redis;
  host_config config;
  caf::actor_system system{config};

  held count() {
    return {system.registry().running(), entries_of("/proc/self/task"),
            entries_of("/proc/self/fd")};
  }

  /// Starts one with all that it may have, gives it a turn, stops it.
  void live_once(bool in_memory) {
    service_options options;
    options.catalog = demo_catalog();
    options.log = logger_to(std::make_shared<caught_lines>());
    options.secrets = [](std::string_view name) {
      return std::string{name == "QUICKBOOKING_APP_SECRET" ? "secret" : ""};
    };
    options.sessions_in_memory = in_memory;
    if (!in_memory)
      options.configuration
          = json{{"redis", {{"port", redis.port()}}}, {"listen", {{"port", 0}}}}.dump();
    auto service = start_or_throw(system, options);
    const auto answer = ask<customer_answer>(
        system, service.bookings(), customer_text{"+15554000001", demo_salon, "Haircut", {}, {}});
    CAF_REQUIRE_EQUAL(answer.outcome, turn_outcome::handled);
    CAF_REQUIRE(service.stop(5s));
  }

  /// Nothing is left of services once they have ended; memory neither grows with their number.
  void check(bool in_memory) {
    const auto services = wanted_services();
    for (int i = 0; i < services / 10 + 1; ++i) // what is made once for all
      live_once(in_memory);
    CAF_REQUIRE(eventually([&] { return system.registry().running() == 0; }));
    const auto before = count();
    const auto memory = private_kib();
    for (int i = 0; i < services; ++i)
      live_once(in_memory);
    CAF_CHECK(eventually([&] { return system.registry().running() == 0; }));
    CAF_CHECK(eventually([&] { return count().threads == before.threads; }));
    const auto after = count();
    CAF_CHECK_EQUAL(after.files, before.files);
    const auto grown = private_kib() - memory;
    std::cout << services << " services, " << (in_memory ? "sessions in memory" : "with Redis")
              << ": actors " << before.actors << " -> " << after.actors << ", threads "
              << before.threads << " -> " << after.threads << ", files " << before.files << " -> "
              << after.files << ", memory +" << grown << " KiB\n";
    CAF_CHECK(grown < 4'096 + 8 * services);
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(leaks, fixture)

CAF_TEST(nothing_is_left_of_services_in_memory) { check(true); }

CAF_TEST(nothing_is_left_of_services_with_redis_and_http) { check(false); }

CAF_TEST_FIXTURE_SCOPE_END()
