#include "tests/end_to_end/failing_redis.hpp"

#include "messages/encoding/instant.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <cstdlib>

namespace quickbooking {

namespace {

using namespace std::chrono;
using nlohmann::json;

/// 100 ms for Redis; the rest is what a loaded machine needs for anything else.
constexpr milliseconds usual_answer = milliseconds{100} + milliseconds{50};
constexpr milliseconds longest_answer{2000};

/// The breaker must stay open as long as Redis fails.
constexpr milliseconds several_probes{700};

std::string wall_clock() { return to_iso8601(floor<milliseconds>(system_clock::now())); }

json redis_state(const std::string& url) { return get(url, "/readyz").body["redis"]; }

milliseconds since(steady_clock::time_point start) {
  return duration_cast<milliseconds>(steady_clock::now() - start);
}

/// The time until `/readyz` says so, while `meanwhile` is done again and again.
template <class F>
milliseconds time_until(const std::string& url, std::string_view status, F meanwhile) {
  auto start = steady_clock::now();
  CAF_CHECK(eventually([&] {
    meanwhile();
    return get(url, "/readyz").body.value("status", "") == status;
  }));
  return since(start);
}

void check_said(const failing_redis& world, const redis_failure& what, const std::string& began) {
  json state;
  CAF_CHECK(eventually([&] {
    state = redis_state(world.url());
    return state.value("reason", std::string{}).find(what.reason) != std::string::npos;
  }));
  CAF_CHECK_EQUAL(state["state"], "degraded");
  CAF_MESSAGE("reason: " << state["reason"]);
  auto since = state.value("since", std::string{});
  CAF_CHECK(began <= since && since <= wall_clock());
  CAF_CHECK_EQUAL(metric(world.url(), "quickbooking_degraded"), 1);
  CAF_CHECK(metric(world.url(), "quickbooking_dirty_sessions") >= 1);
  CAF_CHECK(turns_without_redis(world.url()) >= 1);
}

} // namespace

// -- steady_talkers ---

steady_talkers::steady_talkers(const std::string& url, std::string digits, int count) {
  for (int i = 0; i < count; ++i) {
    auto phone = digits + std::to_string(10 + i);
    talkers_.push_back({phone, api_customer{url, "+" + phone}});
  }
}

void steady_talkers::say_something() {
  for (auto& x : talkers_) {
    auto before = steady_clock::now();
    auto said = x.talk.says(x.said % 2 ? "Haircut tomorrow 4pm" : "Haircut tomorrow 5pm",
                            {{"messageId", x.digits + "." + std::to_string(x.said)}});
    waits_.push_back(since(before));
    unanswered_ += said.status != 200 || said.options().empty();
    ++x.said;
  }
}

std::vector<milliseconds> steady_talkers::waits() const {
  auto sorted = waits_;
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

bool steady_talkers::are_all_in(redis_probe& redis) const {
  return std::all_of(talkers_.begin(), talkers_.end(),
                     [&](auto& x) { return revision_of(redis, x.digits) == x.said; });
}

// -- password_in_environment ---

password_in_environment::password_in_environment(const std::string& password) {
  ::setenv("QUICKBOOKING_REDIS_PASSWORD", password.c_str(), 1);
}

password_in_environment::~password_in_environment() { ::unsetenv("QUICKBOOKING_REDIS_PASSWORD"); }

// -- failing_redis ---

failing_redis::failing_redis(std::vector<std::string> redis_arguments, const json& node_config)
    : redis(std::move(redis_arguments)),
      node(start_node(redis.port(), node_config)) {
  CAF_REQUIRE(becomes(url(), "ok"));
}

void failing_redis::move_node_to(std::uint16_t port) {
  node = start_node(port);
  CAF_REQUIRE(becomes(url(), "ok"));
}

void failing_redis::play(const redis_failure& what) {
  steady_talkers known{url(), "1555000701", 2};
  known.say_something();
  auto began = wall_clock();
  what.strike();
  auto open = time_until(url(), "degraded", [&] { known.say_something(); });
  steady_talkers strangers{url(), "1555000702", 2};
  for (auto opened = steady_clock::now(); since(opened) < several_probes;) {
    known.say_something();
    strangers.say_something();
  }
  check_said(*this, what, began);
  CAF_CHECK_EQUAL(metric(url(), "quickbooking_breaker_opened_total"), 1); // it did not flap
  what.heal();
  auto close = time_until(url(), "ok", [] {});
  redis_probe probe{redis.port()};
  CAF_CHECK(eventually([&] { return known.are_all_in(probe) && strangers.are_all_in(probe); }));
  CAF_CHECK(eventually([&] { return redis_state(url())["dirtySessions"] == 0; }));
  CAF_CHECK_EQUAL(metric(url(), "quickbooking_degraded"), 0);
  CAF_CHECK_EQUAL(node->times_logged("event=redis_degraded"), 1u);
  CAF_CHECK(known.were_all_answered() && strangers.were_all_answered());
  CAF_CHECK(open <= seconds{1});
  CAF_CHECK(close <= seconds{2});
  CAF_MESSAGE("| " << what.name << " | opened after " << open.count() << " ms | closed after "
                   << close.count() << " ms | " << check_waits(known) << " |");
}

void failing_redis::play_in_silence(const redis_failure& what) {
  what.strike();
  auto open = time_until(url(), "degraded", [] {});
  what.heal();
  auto close = time_until(url(), "ok", [] {});
  CAF_CHECK(open <= seconds{1});
  CAF_CHECK(close <= seconds{2});
  CAF_MESSAGE("| " << what.name << ", no traffic | opened after " << open.count()
                   << " ms | closed after " << close.count() << " ms | |");
}

std::string check_waits(const steady_talkers& talkers) {
  auto waits = talkers.waits();
  auto usual = waits[waits.size() * 19 / 20];
  CAF_CHECK(usual <= usual_answer);
  CAF_CHECK(waits.back() <= longest_answer);
  return std::to_string(waits.size()) + " answers, p95 " + std::to_string(usual.count())
         + " ms, max " + std::to_string(waits.back().count()) + " ms";
}

int revision_of(redis_probe& redis, const std::string& digits) {
  auto snapshot = json::parse(redis.text({"GET", "booking:session:+" + digits}), nullptr, false);
  return snapshot.is_object() ? snapshot.value("revision", 0) : 0;
}

} // namespace quickbooking
