#define CAF_SUITE due_replies

#include "actors/outbox/due_replies.hpp"
#include "tests/actors/outbox/outbox_fixture.hpp"

#include <caf/test/unit_test.hpp>
#include <spdlog/spdlog.h>

#include <functional>
#include <map>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

/// Due replies in virtual time, over a sorted set as Redis has it and sessions that say what
/// `is_due` says.
struct due_fixture : test_coordinator_fixture<outbox_config> {
  due_fixture() {
    store = sys.spawn([this](caf::event_based_actor*) -> caf::behavior {
      return {[this](const command_order& x) {
                return command_reply{true, run(x.args)};
              },
              [this](const find_due& x) {
                return due_found{true, read_due_entries(run(find_due_command(x.now, x.most)))};
              }};
    });
    router = sys.spawn([this](caf::event_based_actor*) -> caf::behavior {
      return {[this](const resend_due&) {
                asked.push_back(now - instant{});
                return is_due();
              },
              [](const reply_ended&) {}};
    });
    archive = sys.spawn(
        [](caf::event_based_actor*) -> caf::behavior { return {[](const send_report&) {}}; });
    due = spawn_due_replies(
        sys, store, archive, [this] { return now; }, figures, spdlog::default_logger(),
        std::make_shared<report_book>());
    listed["+15550000001 out_1"] = 0;
  }

  ~due_fixture() override {
    for (auto& x : {due, store, router, archive})
      caf::anon_send_exit(x, caf::exit_reason::user_shutdown);
    consume_messages();
  }

  redis_value run(const std::vector<std::string>& args) {
    redis_value reply;
    if (args[0] == "ZADD")
      listed[args[3]] = std::stoll(args[2]);
    if (args[0] == "ZREM") {
      listed.erase(args[2]);
      ++removed;
    }
    if (args[0] == "ZRANGEBYSCORE")
      for (auto& [member, score] : listed)
        if (score <= std::stoll(args[3]))
          reply.items.push_back({redis_value::kind::string, member, 0, {}});
    return reply;
  }

  void play(std::chrono::seconds length) {
    caf::anon_send(due, start_resending{router});
    consume_messages();
    for (; length > 0s; length -= 1s) {
      now += 1s;
      advance_time(1s);
      consume_messages();
    }
  }

  using answer = caf::result<bool>;

  instant now{};
  metrics figures;
  std::map<std::string, std::int64_t> listed; ///< member: score
  int removed = 0;
  std::function<answer()> is_due;
  std::vector<std::chrono::milliseconds> asked; ///< when
  caf::actor store;
  caf::actor router;
  caf::actor archive;
  caf::actor due;
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(due_replies_tests, due_fixture)

CAF_TEST(a_reply_that_waits_in_an_outbox_is_asked_for_twice_a_minute) {
  is_due = [] { return answer{true}; };
  play(61s);
  CAF_CHECK_EQUAL(asked, (std::vector{0ms, 30'000ms, 60'000ms}));
}

CAF_TEST(a_reply_whose_session_cannot_ask_the_store_is_asked_for_again_soon) {
  is_due = [this] { return asked.size() < 3 ? answer{caf::sec::runtime_error} : answer{true}; };
  play(20s);
  CAF_CHECK_EQUAL(asked, (std::vector{0ms, 2'000ms, 4'000ms}));
}

CAF_TEST(a_reply_that_is_not_due_any_more_is_forgotten) {
  is_due = [] { return answer{false}; };
  play(20s);
  CAF_CHECK_EQUAL(asked.size(), 1u);
  CAF_CHECK(listed.empty());
}

CAF_TEST(P4_a_reply_that_whatsapp_has_is_not_asked_for_again) {
  is_due = [] { return answer{true}; };
  caf::anon_send(due, send_report{"+15550000001", "out_1", true, {}});
  play(61s);
  CAF_CHECK(asked.empty());
  CAF_CHECK(listed.empty());
}

CAF_TEST(an_end_that_is_told_twice_costs_redis_nothing) {
  for (int i = 0; i < 3; ++i)
    caf::anon_send(due, send_report{"+15550000001", "out_1", true, {}});
  consume_messages();
  CAF_CHECK_EQUAL(removed, 1);
}

CAF_TEST_FIXTURE_SCOPE_END()
