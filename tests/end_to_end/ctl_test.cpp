#define CAF_SUITE ctl

#include "tests/end_to_end/one_node.hpp"
#include "tests/support/ctl_program.hpp"
#include "tests/support/reserved_port.hpp"

#include <caf/test/unit_test.hpp>

#include <fstream>

using namespace quickbooking;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

enum { done = 0, refused = 1, usage = 2, unauthorized = 3, unreachable = 4 };

const std::string token = "QUICKBOOKING_API_TOKEN=" + std::string{api_token};

/// A node, its Redis, and an operator who knows its token.
struct world {
  private_redis redis;
  std::unique_ptr<node_process> node = start_node(redis.port());

  world() { CAF_REQUIRE(becomes(node->url(), "ok")); }

  ctl_end ctl(std::vector<std::string> words) const {
    words.insert(words.begin(), {"--url", node->url()});
    return run_ctl(words, {token});
  }

  ctl_end done_as_json(std::vector<std::string> words) const {
    words.push_back("--json");
    auto end = ctl(std::move(words));
    CAF_CHECK_EQUAL(end.exit_code, done);
    return end;
  }

  json document(std::vector<std::string> words) const {
    return done_as_json(std::move(words)).document();
  }

  json member(std::vector<std::string> words, const std::string& name) const {
    return done_as_json(std::move(words)).member(name);
  }
};

} // namespace

CAF_TEST(status_tells_how_the_node_and_its_redis_are) {
  world w;
  auto seen = w.document({"status"});
  CAF_CHECK_EQUAL(seen["status"], "ok");
  CAF_CHECK_EQUAL(seen["redis"]["state"], "ok");
  CAF_CHECK(w.ctl({"status"}).says("redis         ok, since "));
  w.redis.kill();
  CAF_REQUIRE(becomes(w.node->url(), "degraded"));
  CAF_CHECK_EQUAL(w.member({"status"}, "status"), "degraded");
}

CAF_TEST(sessions_are_listed_with_masked_phones_unless_all_is_asked_for) {
  world w;
  for (int i = 0; i < 5; ++i)
    api_customer(w.node->url(), "+1555000100" + std::to_string(i)).says("Haircut");
  auto masked = w.ctl({"sessions"});
  CAF_CHECK_EQUAL(masked.exit_code, done);
  CAF_CHECK(!masked.says("+1555000100"));
  CAF_CHECK(masked.says("5 sessions\n"));
  CAF_CHECK(w.ctl({"sessions", "--full"}).says("+15550001003"));
  auto some = w.document({"sessions", "--limit", "3"});
  CAF_CHECK_EQUAL(some["sessions"].size(), 3u);
  CAF_CHECK(some["truncated"].get<bool>());
  CAF_CHECK(!w.member({"sessions"}, "truncated").get<bool>());
}

CAF_TEST(more_sessions_than_a_page_has_are_all_listed_once) {
  world w;
  redis_probe redis{w.redis.port()};
  api_customer(w.node->url(), "+15550001000").says("Haircut");
  const auto snapshot = redis.text({"GET", "booking:session:+15550001000"});
  for (int i = 1; i < 2500; ++i)
    redis.text(
        {"SET", "booking:session:+1555100" + std::to_string(1000 + i), snapshot, "EX", "60"});
  CAF_CHECK_EQUAL(w.member({"sessions"}, "sessions").size(), 2500u);
}

CAF_TEST(a_session_is_shown_and_cleared) {
  world w;
  api_customer(w.node->url(), "+15550002000").says("Haircut");
  auto seen = w.document({"session", "+1 (555) 000-2000"});
  CAF_CHECK_EQUAL(seen["session"]["salonId"], demo_salon);
  CAF_CHECK(seen["ttlSeconds"] > 1700);
  CAF_CHECK_EQUAL(w.ctl({"session", "+15550002000", "--clear"}).said, "cleared\n");
  auto gone = w.ctl({"session", "+15550002000"});
  CAF_CHECK_EQUAL(gone.exit_code, refused);
  CAF_CHECK(gone.says("no active session of this customer (no_session)"));
}

CAF_TEST(statistics_count_the_sessions) {
  world w;
  api_customer(w.node->url(), "+15550003000").says("Haircut");
  CAF_CHECK_EQUAL(w.member({"statistics"}, "totalSessions"), 1);
}

CAF_TEST(dead_letters_are_listed_and_one_that_is_not_there_is_named) {
  world w;
  CAF_CHECK(w.member({"dead-letters"}, "deadLetters").empty());
  CAF_CHECK(w.ctl({"dead-letters"}).says("0 dead letters\n"));
  for (const auto* what : {"--replay", "--remove"}) {
    auto end = w.ctl({"dead-letters", what, "7"});
    CAF_CHECK_EQUAL(end.exit_code, refused);
    CAF_CHECK(end.says("no_dead_letter"));
  }
}

CAF_TEST(a_node_alone_is_the_one_that_is_shown_and_is_not_drained) {
  world w;
  auto all = w.member({"nodes"}, "nodes");
  CAF_REQUIRE_EQUAL(all.size(), 1u);
  CAF_CHECK(all[0]["answers"].get<bool>());
  CAF_CHECK_EQUAL(all[0]["redis"]["state"], "ok");
  auto end = w.ctl({"drain", "node-a"});
  CAF_CHECK_EQUAL(end.exit_code, refused);
  CAF_CHECK(end.says("no_cluster"));
}

CAF_TEST(nobody_at_the_address_is_exit_code_4_and_names_it) {
  reserved_port nobody;
  const auto url = "http://127.0.0.1:" + std::to_string(nobody.number());
  auto end = run_ctl({"status", "--url", url}, {token});
  CAF_CHECK_EQUAL(end.exit_code, unreachable);
  CAF_CHECK(end.says(url));
  CAF_CHECK_EQUAL(run_ctl({"status"}, {"QUICKBOOKING_URL=" + url}).exit_code, unreachable);
}

CAF_TEST(a_wrong_or_missing_token_is_exit_code_3_and_tells_where_it_comes_from) {
  world w;
  auto without = run_ctl({"sessions", "--url", w.node->url()});
  CAF_CHECK_EQUAL(without.exit_code, unauthorized);
  CAF_CHECK(without.says("set QUICKBOOKING_API_TOKEN"));
  auto wrong = run_ctl({"sessions", "--url", w.node->url()}, {"QUICKBOOKING_API_TOKEN=other"});
  CAF_CHECK_EQUAL(wrong.exit_code, unauthorized);
  CAF_CHECK(!wrong.says("other"));
}

CAF_TEST(the_token_is_read_from_a_file_and_a_file_that_is_none_is_named) {
  world w;
  temp_dir dir;
  std::ofstream{dir.file("token")} << api_token << "\n";
  auto end = run_ctl({"sessions", "--url", w.node->url()},
                     {"QUICKBOOKING_API_TOKEN_FILE=" + dir.file("token")});
  CAF_CHECK_EQUAL(end.exit_code, done);
  auto none = run_ctl({"sessions"}, {"QUICKBOOKING_API_TOKEN_FILE=" + dir.file("none")});
  CAF_CHECK_EQUAL(none.exit_code, usage);
  CAF_CHECK(none.says(dir.file("none")));
}

CAF_TEST(what_is_no_phone_and_no_address_is_exit_code_2) {
  world w;
  auto end = w.ctl({"session", "nobody"});
  CAF_CHECK_EQUAL(end.exit_code, usage);
  CAF_CHECK(end.says("nobody is no phone"));
  for (const auto* url : {"127.0.0.1", "https://127.0.0.1:1", "http://127.0.0.1:1?x"})
    CAF_CHECK_EQUAL(run_ctl({"status", "--url", url}).exit_code, usage);
}

CAF_TEST(an_http_server_that_is_no_node_is_told_from_one) {
  world w;
  auto end = run_ctl({"sessions", "--url", w.node->url() + "/metrics#"}, {token});
  CAF_CHECK_EQUAL(end.exit_code, usage);
  auto other = run_ctl({"statistics", "--url", w.node->url() + "/somewhere"}, {token});
  CAF_CHECK_EQUAL(other.exit_code, refused);
}
