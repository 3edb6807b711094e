#define CAF_SUITE session_directory

#include "actors/protocol.hpp"
#include "actors/session/session_directory.hpp"
#include "net/redis/session_script.hpp"
#include "tests/actors/actor_test.hpp"
#include "tests/actors/session/sample_snapshot.hpp"
#include "tests/actors/stepped_test.hpp"
#include "tests/support/caught_lines.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <optional>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

/// A directory over a store that has these sessions, all in one page, in virtual time.
struct fixture : test_coordinator_fixture<actor_test_config> {
  fixture() {
    store = sys.spawn([this](caf::event_based_actor* self) -> caf::behavior {
      return {[=, this](const command_order& x) {
        most_waiting = std::max(most_waiting, self->mailbox().size() + 1);
        return command_reply{true, run(x.args)};
      }};
    });
    directory = spawn_session_directory(sys, store, now, logger_to(lines));
  }

  ~fixture() override {
    for (auto& x : {directory, store})
      caf::anon_send_exit(x, caf::exit_reason::user_shutdown);
    consume_messages();
  }

  static redis_value text(std::string x) {
    return {redis_value::kind::string, std::move(x), 0, {}};
  }

  redis_value run(const std::vector<std::string>& args) {
    redis_value reply;
    if (args[0] == "SCAN") {
      reply.items = {text("0"), {}};
      for (auto& [key, ttl] : ttls)
        reply.items[1].items.push_back(text(key));
    }
    if (args[0] == "GET")
      reply = text(sample_snapshot(now() - session_ttl - 1h));
    if (args[0] == "PTTL")
      reply.number = ttls.at(args[1]);
    if (args[0] == "DEL")
      deleted.push_back(args[1]);
    return reply;
  }

  void have(int sessions) {
    for (int i = 0; i < sessions; ++i)
      ttls[session_key("+1555" + std::to_string(1'000'000 + i))] = 60'000;
  }

  template <class Question>
  nlohmann::json ask(Question what) {
    std::optional<directory_reply> got;
    auto asked = self->request(directory, caf::infinite, std::move(what));
    consume_messages();
    asked.receive([&](directory_reply& x) { got = std::move(x); },
                  [](const caf::error& why) { CAF_FAIL("no answer: " << to_string(why)); });
    CAF_CHECK(got->available);
    return nlohmann::json::parse(got->body);
  }

  std::map<std::string, std::int64_t> ttls; ///< of the keys, in ms, as PTTL has them
  std::vector<std::string> deleted;
  std::size_t most_waiting = 0;
  std::shared_ptr<caught_lines> lines = std::make_shared<caught_lines>();
  caf::actor store;
  caf::actor directory;
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(session_directory, fixture)

CAF_TEST(P10_a_page_of_sessions_is_read_some_at_a_time_and_is_whole) {
  have(1'000);
  list_sessions all;
  all.limit = 1'000;
  const auto answer = ask(all);
  CAF_CHECK_EQUAL(answer["sessions"].size(), 1'000u);
  CAF_CHECK(answer["cursor"].is_null());
  CAF_CHECK(most_waiting >= 10);
  CAF_CHECK(most_waiting <= 60);
}

CAF_TEST(a_session_that_ends_meanwhile_is_left_out) {
  have(3);
  ttls.begin()->second = -2;
  const auto answer = ask(list_sessions{});
  CAF_REQUIRE_EQUAL(answer["sessions"].size(), 2u);
  CAF_CHECK_EQUAL(answer["sessions"][0]["customer"], "+15551000001");
  CAF_CHECK_EQUAL(answer["sessions"][0]["ttlSeconds"], 60);
  CAF_CHECK_EQUAL(answer["sessions"][0]["sessionId"], "session_1");
}

CAF_TEST(where_there_is_no_session_the_page_is_empty) {
  const auto answer = ask(list_sessions{});
  CAF_CHECK(answer["sessions"].empty());
  CAF_CHECK(answer["sessions"].is_array());
}

CAF_TEST(statistics_count_sessions_of_all_kinds) {
  have(600);
  ttls.begin()->second = -1;
  const auto answer = ask(get_statistics{});
  CAF_CHECK_EQUAL(answer["totalSessions"], 600);
  CAF_CHECK_EQUAL(answer["sessionsWithoutTTL"], 1);
  CAF_CHECK_EQUAL(answer["averageTTL"], 60.0);
}

CAF_TEST(what_is_abandoned_and_never_expires_is_cleared) {
  have(3);
  ttls.begin()->second = -1;
  const auto answer = ask(clear_expired{});
  CAF_CHECK_EQUAL(answer["cleared"], 1);
  CAF_REQUIRE_EQUAL(deleted.size(), 1u);
  CAF_CHECK_EQUAL(deleted[0], ttls.begin()->first);
  CAF_CHECK_EQUAL(lines->text(), "");
}

CAF_TEST_FIXTURE_SCOPE_END()
