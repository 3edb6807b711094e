#define CAF_SUITE embedded_redis

#include "net/http/http_client.hpp"
#include "tests/embedding/threaded_service.hpp"
#include "tests/support/private_redis.hpp"
#include "tests/support/redis_probe.hpp"

#include <spdlog/spdlog.h>

#include <array>
#include <atomic>
#include <csignal>

using namespace quickbooking;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

/// What a listener heard of health, as words.
struct health_log {
  std::mutex mutex;
  std::vector<std::string> words;

  void add(const health_event& x) {
    std::lock_guard lock{mutex};
    words.push_back(to_string(x.state));
  }

  std::vector<std::string> all() {
    std::lock_guard lock{mutex};
    return words;
  }
};

event_listener::behavior_type listen(event_listener::pointer, health_log* heard) {
  return {
      [](const transition_event&) {},
      [](const booking_event&) {},
      [heard](const health_event& x) { heard->add(x); },
  };
}

struct fixture {
  private_redis redis;
  host_config config;
  caf::actor_system system{config};
  std::shared_ptr<caught_lines> lines = std::make_shared<caught_lines>();

  service_options options_for(const private_redis& where) const {
    service_options x;
    x.catalog = demo_catalog();
    x.configuration = json{{"redis", {{"port", where.port()}}}}.dump();
    x.secrets = [](std::string_view) { return std::string{}; };
    x.log = logger_to(lines);
    return x;
  }

  customer_answer write(const embedded_service& to, const std::string& customer,
                        const std::string& text) {
    return ask<customer_answer>(system, to.bookings(),
                                customer_text{customer, demo_salon, text, {}, {}});
  }

  event_listener listen_to(const embedded_service& to, health_log& heard) {
    auto listener = system.spawn(listen, &heard);
    ask<health_event>(system, to.events(), event_subscription{listener, false, false, true});
    return listener;
  }
};

std::array<struct sigaction, NSIG> dispositions() {
  std::array<struct sigaction, NSIG> all{};
  for (int signal = 1; signal < NSIG; ++signal)
    sigaction(signal, nullptr, &all[static_cast<std::size_t>(signal)]);
  return all;
}

bool are_alike(const struct sigaction& a, const struct sigaction& b) {
  return a.sa_handler == b.sa_handler && a.sa_flags == b.sa_flags;
}

} // namespace

CAF_TEST_FIXTURE_SCOPE(redis_tests, fixture)

CAF_TEST(turns_are_in_redis_when_they_are_answered) {
  auto service = start_or_throw(system, options_for(redis));
  const auto answer = write(service, "+15553000001", "Haircut");
  CAF_CHECK_EQUAL(answer.kept, storage::redis);
  redis_probe probe{redis.port()};
  CAF_CHECK(probe.text({"GET", "booking:session:+15553000001"}).find(answer.session_id)
            != std::string::npos);
  CAF_CHECK(service.stop(5s));
}

CAF_TEST(a_service_goes_on_where_another_one_ended) {
  {
    auto first = start_or_throw(system, options_for(redis));
    write(first, "+15553000002", "Haircut");
    CAF_CHECK(first.stop(5s));
  }
  auto second = start_or_throw(system, options_for(redis));
  const auto answer = write(second, "+15553000002", "tomorrow 3pm");
  const auto understood = json::parse(answer.intent).value("serviceName", std::string{});
  CAF_CHECK_EQUAL(understood, "Haircut");
}

CAF_TEST(two_services_of_one_process_fail_apart) {
  private_redis other_redis;
  auto first = start_or_throw(system, options_for(redis));
  auto second = start_or_throw(system, options_for(other_redis));
  health_log first_heard;
  health_log second_heard;
  const auto listeners = std::array{listen_to(first, first_heard), listen_to(second, second_heard)};
  redis.freeze();
  const auto begin = std::chrono::steady_clock::now();
  const auto degraded = write(first, "+15553000003", "Haircut");
  CAF_CHECK(std::chrono::steady_clock::now() - begin < 1s);
  CAF_CHECK_EQUAL(degraded.outcome, turn_outcome::handled);
  CAF_CHECK_EQUAL(degraded.kept, storage::memory);
  CAF_CHECK(eventually([&] {
    write(first, "+15553000004", "Haircut");
    return first_heard.all() == std::vector<std::string>{"degraded"};
  }));
  const auto well = write(second, "+15553000003", "Haircut");
  CAF_CHECK_EQUAL(well.kept, storage::redis);
  CAF_CHECK(!well.degraded);
  redis.thaw();
  CAF_CHECK(eventually([&] {
    return first_heard.all() == std::vector<std::string>{"degraded", "ok"};
  }));
  CAF_CHECK(eventually([&] {
    return ask<session_record>(system, first.bookings(), session_query{"+15553000003"}).durable;
  }));
  CAF_CHECK(second_heard.all().empty());
  CAF_CHECK(first.stop(5s));
  CAF_CHECK(second.stop(5s));
  for (auto& x : listeners)
    caf::anon_send_exit(x, caf::exit_reason::user_shutdown);
}

CAF_TEST(the_http_surface_is_there_if_it_is_wanted) {
  auto options = options_for(redis);
  options.configuration
      = json{{"redis", {{"port", redis.port()}}}, {"listen", {{"port", 0}}}}.dump();
  options.secrets = [](std::string_view name) {
    return std::string{name == "QUICKBOOKING_APP_SECRET" ? "secret" : ""};
  };
  auto service = start_or_throw(system, options);
  http_client client{"http://127.0.0.1:" + std::to_string(service.http_port())};
  const auto answer = client.post(
      "/v1/booking-requests",
      json{{"text", "Haircut"}, {"customerPhone", "+15553000005"}, {"salonId", demo_salon}}.dump());
  CAF_CHECK_EQUAL(answer.status, 200);
  const auto record
      = ask<session_record>(system, service.bookings(), session_query{"+15553000005"});
  CAF_CHECK(record.found);
  const auto figures = client.get("/metrics").body;
  CAF_CHECK(figures.find("quickbooking_sessions_created_total 1") != std::string::npos);
  CAF_CHECK(service.stop(5s));
}

CAF_TEST(without_it_no_port_is_open) {
  auto service = start_or_throw(system, options_for(redis));
  CAF_CHECK_EQUAL(service.http_port(), 0);
  CAF_CHECK_EQUAL(service.peer_port(), 0);
}

CAF_TEST(a_port_that_is_taken_is_named_and_nothing_stays) {
  auto options = options_for(redis);
  options.configuration
      = json{{"redis", {{"port", redis.port()}}}, {"listen", {{"port", redis.port()}}}}.dump();
  options.secrets = [](std::string_view) { return std::string{"secret"}; };
  const auto actors = system.registry().running();
  auto started = embedded_service::start(system, options);
  CAF_REQUIRE(!started);
  CAF_CHECK(started.error() == service_errc::cannot_start);
  const auto text = explain(started.error());
  CAF_CHECK(text.find(std::to_string(redis.port())) != std::string::npos);
  CAF_CHECK(eventually([&] { return system.registry().running() == actors; }));
}

CAF_TEST(no_signal_is_touched_and_a_lost_connection_raises_none) {
  const auto before = dispositions();
  CAF_REQUIRE(before[SIGPIPE].sa_handler == SIG_DFL);
  auto service = start_or_throw(system, options_for(redis));
  write(service, "+15553000006", "Haircut");
  redis.kill();
  for (int i = 0; i < 50; ++i)
    write(service, "+15553000006", "Haircut");
  const auto after = dispositions();
  for (std::size_t signal = 1; signal < before.size(); ++signal)
    CAF_CHECK(are_alike(before[signal], after[signal]));
  service.stop(100ms);
}

CAF_TEST(its_lines_go_to_the_logger_that_was_handed_in) {
  auto default_lines = std::make_shared<caught_lines>();
  const auto before = spdlog::default_logger();
  spdlog::set_default_logger(logger_to(default_lines));
  {
    auto service = start_or_throw(system, options_for(redis));
    write(service, "+15553000007", "Haircut");
    redis.kill();
    CAF_CHECK(eventually([&] { return lines->has("event=redis_degraded"); }));
    service.stop(100ms);
  }
  spdlog::set_default_logger(before);
  CAF_CHECK(lines->has("event=started"));
  const auto others = default_lines->text();
  CAF_CHECK_EQUAL(others, "");
}

CAF_TEST(what_is_under_way_is_answered_when_it_stops) {
  auto service = start_or_throw(system, options_for(redis));
  constexpr std::size_t customers = 200;
  std::atomic<std::size_t> answered{0};
  caf::scoped_actor self{system};
  std::vector<decltype(self->request(service.bookings(), 20s, customer_text{}))> asked;
  for (std::size_t i = 0; i < customers; ++i)
    asked.push_back(self->request(service.bookings(), 20s,
                                  customer_text{"+1555310" + std::to_string(1000 + i),
                                                demo_salon,
                                                "Haircut",
                                                "m" + std::to_string(i),
                                                {}}));
  CAF_CHECK(eventually([&] { // all of them have been let in
    return ask<session_statistics>(system, service.statistics(), statistics_query{}).in_memory
           == customers;
  }));
  CAF_CHECK(service.stop(5s));
  for (auto& x : asked)
    x.receive([&](const customer_answer& y) { answered += y.outcome == turn_outcome::handled; },
              [](const caf::error& why) { CAF_FAIL(to_string(why)); });
  CAF_CHECK_EQUAL(answered.load(), customers);
}

CAF_TEST_FIXTURE_SCOPE_END()
