#define CAF_SUITE near_first

#include "actors/scheduling/scheduler.hpp"
#include "tests/actors/stuck_thread.hpp"

#include <caf/all.hpp>
#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>
#include <vector>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

struct config : caf::actor_system_config {
  explicit config(std::size_t threads) { set_up_scheduler(*this, threads); }
};

template <class Condition>
bool comes_true(Condition condition) {
  const auto end = std::chrono::steady_clock::now() + 10s;
  while (!condition() && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(1ms);
  return condition();
}

/// Answers where it runs.
caf::behavior whereabouts() {
  return {[](caf::ok_atom) { return static_cast<std::int64_t>(::gettid()); }};
}

/// Answers with the threads on which it and the next one ran.
caf::behavior passing_on(caf::event_based_actor* self, const caf::actor& next) {
  return {[=](caf::ok_atom) {
    auto promise = self->make_response_promise();
    const auto here = static_cast<std::int64_t>(::gettid());
    self->request(next, caf::infinite, caf::ok_atom_v).then([=](std::int64_t there) mutable {
      promise.deliver(here, there);
    });
    return promise;
  }};
}

/// Sends each number back, for ever.
caf::behavior echo(caf::event_based_actor* self) {
  return {[=](std::int64_t x) {
    self->send(caf::actor_cast<caf::actor>(self->current_sender()), x + 1);
  }};
}

/// Waits in its thread until it is let go.
caf::behavior holding(std::promise<void>& begun, std::shared_future<void> end) {
  return {[&begun, end](caf::ok_atom) {
    begun.set_value();
    end.wait();
  }};
}

/// Wakes all of these at once, and counts those that have run.
caf::behavior counted(std::atomic<int>& ran) {
  return {[&ran](caf::ok_atom) { ++ran; }};
}

caf::behavior waking_all(caf::event_based_actor* self, const std::vector<caf::actor>& all) {
  return {[=](caf::ok_atom) {
    for (const auto& each : all)
      self->send(each, caf::ok_atom_v);
  }};
}

/// Waits in its thread for the others of a round.
caf::behavior meeting(std::atomic<int>& there, std::atomic<int>& met) {
  return {[&](int everybody) {
    ++there;
    met += comes_true([&] { return there >= everybody; });
  }};
}

} // namespace

CAF_TEST(there_is_a_thread_per_core_and_two_at_least) {
  const std::size_t cores = std::thread::hardware_concurrency();
  const auto threads = [](std::size_t wanted) {
    return caf::get_or(config{wanted}, "scheduler.max-threads", std::size_t{0});
  };
  CAF_CHECK_EQUAL(threads(0), std::max<std::size_t>(cores, 2));
  CAF_CHECK_EQUAL(threads(1), 1u);
}

CAF_TEST(an_actor_that_is_woken_goes_on_in_the_thread_of_the_one_that_woke_it) {
  config cfg{4};
  caf::actor_system system{cfg};
  caf::scoped_actor self{system};
  // Lazily, or a thread may still be at the first start of one that is woken.
  const auto next = system.spawn<caf::lazy_init>(whereabouts);
  const auto first = system.spawn<caf::lazy_init>(passing_on, next);
  for (int i = 0; i < 100; ++i)
    self->request(first, 10s, caf::ok_atom_v)
        .receive([](std::int64_t here, std::int64_t there) { CAF_CHECK_EQUAL(here, there); },
                 [&](const caf::error& why) { CAF_FAIL(self->system().render(why)); });
}

CAF_TEST(two_actors_that_keep_waking_each_other_hold_up_nobody) {
  config cfg{1};
  caf::actor_system system{cfg};
  const auto left = system.spawn(echo), right = system.spawn(echo);
  caf::send_as(left, right, std::int64_t{0});
  {
    caf::scoped_actor self{system};
    const auto third = system.spawn(whereabouts);
    for (int i = 0; i < 100; ++i)
      self->request(third, 10s, caf::ok_atom_v)
          .receive([](std::int64_t) {},
                   [&](const caf::error& why) { CAF_FAIL(self->system().render(why)); });
  }
  caf::anon_send_exit(left, caf::exit_reason::user_shutdown);
  caf::anon_send_exit(right, caf::exit_reason::user_shutdown);
}

CAF_TEST(what_one_thread_wakes_beyond_its_own_share_is_done_by_others) {
  config cfg{2};
  caf::actor_system system{cfg};
  std::promise<void> begun, end;
  std::atomic<int> ran = 0;
  // The first one that is woken keeps its thread, and with it at most one other.
  std::vector<caf::actor> all{system.spawn([&] { return holding(begun, end.get_future()); })};
  for (int i = 0; i < 10; ++i)
    all.push_back(system.spawn(counted, std::ref(ran)));
  caf::anon_send(system.spawn(waking_all, all), caf::ok_atom_v);
  begun.get_future().wait();
  CAF_CHECK(comes_true([&] { return ran >= 9; }));
  end.set_value();
  CAF_CHECK(comes_true([&] { return ran == 10; }));
}

CAF_TEST(as_many_actors_run_at_once_as_there_are_threads) {
  config cfg{4};
  caf::actor_system system{cfg};
  std::atomic<int> there = 0, met = 0;
  std::vector<caf::actor> all;
  for (int i = 0; i < 4; ++i)
    all.push_back(system.spawn(meeting, std::ref(there), std::ref(met)));
  for (int round = 1; round <= 100; ++round) {
    for (const auto& each : all)
      caf::anon_send(each, round * 4);
    CAF_REQUIRE(comes_true([&] { return met == round * 4; }));
  }
}

CAF_TEST(all_actors_run_however_many_wake_at_once) {
  config cfg{4};
  caf::actor_system system{cfg};
  std::atomic<int> ran = 0;
  std::vector<caf::actor> all;
  for (int i = 0; i < 1000; ++i)
    all.push_back(system.spawn(counted, std::ref(ran)));
  const auto wakers = {system.spawn(waking_all, all), system.spawn(waking_all, all),
                       system.spawn(waking_all, all)};
  for (int round = 1; round <= 20; ++round) {
    for (const auto& each : wakers)
      caf::anon_send(each, caf::ok_atom_v);
    CAF_REQUIRE(comes_true([&] { return ran == round * 3000; }));
  }
}

CAF_TEST(actors_that_wait_for_a_busy_thread_run_in_spare_turns) {
  config cfg{1};
  caf::actor_system system{cfg};
  const auto turns = spare_turns(system);
  caf::scoped_actor self{system};
  const auto next = system.spawn<caf::lazy_init>(whereabouts);
  const auto first = system.spawn<caf::lazy_init>(passing_on, next);
  stuck_thread stuck{system};
  CAF_CHECK(!turns());
  self->send(first, caf::ok_atom_v);
  CAF_CHECK(turns());
  self->receive([](std::int64_t here, std::int64_t there) {
    CAF_CHECK_EQUAL(here, ::gettid());
    CAF_CHECK_EQUAL(there, ::gettid());
  });
  CAF_CHECK(!turns());
}

CAF_TEST(spare_turns_end_although_actors_keep_waking_each_other) {
  config cfg{1};
  caf::actor_system system{cfg};
  const auto turns = spare_turns(system);
  const auto left = system.spawn(echo), right = system.spawn(echo);
  {
    stuck_thread stuck{system};
    caf::send_as(left, right, std::int64_t{0});
    for (int i = 0; i < 100; ++i)
      CAF_CHECK(turns());
  }
  // What they leave is for the system's own thread.
  caf::scoped_actor self{system};
  for (const auto& each : {left, right})
    self->send_exit(each, caf::exit_reason::user_shutdown);
  self->wait_for(left, right);
}

CAF_TEST(another_scheduler_has_no_spare_turns) {
  caf::actor_system_config cfg;
  caf::actor_system system{cfg};
  CAF_CHECK(!spare_turns(system));
}
