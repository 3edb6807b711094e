#define CAF_SUITE ctl_restore

#include "tests/end_to_end/one_node.hpp"
#include "tests/support/ctl_program.hpp"

#include <caf/test/unit_test.hpp>

#include <fstream>
#include <sstream>

using namespace quickbooking;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

enum { done = 0, refused = 1 };

/// A node, its Redis, and a folder with a backup of it.
struct world {
  private_redis redis;
  std::unique_ptr<node_process> node = start_node(redis.port());
  temp_dir dir;
  std::string file = dir.file("sessions.jsonl");

  world() { CAF_REQUIRE(becomes(node->url(), "ok")); }

  api_customer customer(int n) const { return {node->url(), phone(n)}; }

  static std::string phone(int n) { return "+1555000" + std::to_string(7000 + n); }
  static std::string key(int n) { return "booking:session:" + phone(n); }

  ctl_end ctl(std::vector<std::string> words) const {
    words.insert(words.end(), {"--json", "--url", node->url()});
    return run_ctl(words, {"QUICKBOOKING_API_TOKEN=" + std::string{api_token}});
  }

  void back_up(std::size_t sessions) const {
    auto end = ctl({"backup", file});
    CAF_REQUIRE_EQUAL(end.exit_code, done);
    CAF_CHECK_EQUAL(end.member("sessions"), sessions);
  }

  /// Redis is empty, and the node remembers nothing.
  void lose_all() {
    CAF_REQUIRE_EQUAL(node->terminate(), 0);
    redis_probe{redis.port()}.text({"FLUSHALL"});
    node->start();
    CAF_REQUIRE(becomes(node->url(), "ok"));
  }

  json restored() const {
    auto end = ctl({"restore", file});
    CAF_CHECK_EQUAL(end.exit_code, done);
    return end.document();
  }

  /// How many of them.
  int restored(const std::string& how) const { return restored().value(how, -1); }

  json stored(int n) {
    auto text = redis_probe{redis.port()}.text({"GET", key(n)});
    return json::parse(text, nullptr, false);
  }

  std::uint64_t revision(int n) { return stored(n).at("revision"); }

  std::string text() const {
    std::stringstream out;
    out << std::ifstream{file}.rdbuf();
    return out.str();
  }
};

} // namespace

CAF_TEST(after_redis_lost_all_a_customer_goes_on_with_the_tap_that_was_on_the_card) {
  world w;
  std::vector<std::string> confirms;
  for (int i = 0; i < 20; ++i) {
    auto who = w.customer(i);
    auto card
        = who.taps(who.says("Haircut tomorrow").options().at(static_cast<std::size_t>(i) % 5));
    confirms.push_back(card.option("confirm_"));
    CAF_REQUIRE(!confirms.back().empty());
  }
  w.back_up(20);
  auto before = w.stored(7);
  w.lose_all();
  CAF_CHECK_EQUAL(get(w.node->url(), "/v1/sessions/" + w.phone(7)).status, 404);
  CAF_CHECK_EQUAL(w.restored(),
                  (json{{"restored", 20}, {"kept", 0}, {"expired", 0}, {"refused", 0}}));
  auto after = w.stored(7);
  for (const auto* same : {"sessionId", "state", "selectedSlot", "lastInteractionAt"})
    CAF_CHECK_EQUAL(after[same], before[same]);
  CAF_CHECK(after["revision"] > before["revision"]);
  CAF_CHECK(after["ownerEpoch"] != before["ownerEpoch"]);
  CAF_CHECK_EQUAL(w.customer(0).taps(confirms[0]).type(), "booking_confirmed");
  CAF_CHECK_EQUAL(metric(w.node->url(), "quickbooking_sessions_brought_back_total"), 20);
}

CAF_TEST(P2_a_message_that_was_handled_before_the_backup_takes_no_second_effect_after_it) {
  world w;
  w.customer(1).says("Haircut", {{"messageId", "once"}});
  w.customer(1).says("Manicure", {{"messageId", "twice"}});
  w.back_up(1);
  w.lose_all();
  w.restored();
  CAF_REQUIRE_EQUAL(w.node->terminate(), 0); // the next one has it from Redis only
  w.node->start();
  CAF_REQUIRE(becomes(w.node->url(), "ok"));
  const auto revision = w.revision(1);
  w.customer(1).says("Haircut", {{"messageId", "once"}});
  CAF_CHECK_EQUAL(w.revision(1), revision);
}

CAF_TEST(the_time_that_was_left_goes_on_from_when_the_customer_last_wrote) {
  world w;
  w.customer(1).says("Haircut");
  w.back_up(1);
  w.lose_all();
  w.restored();
  auto left = redis_probe{w.redis.port()}.number({"TTL", w.key(1)});
  CAF_CHECK(left > 1700);
  CAF_CHECK(left <= 1800);
}

CAF_TEST(P5_a_restore_over_a_session_that_went_on_or_ended_is_refused) {
  world w;
  for (int i : {1, 2, 3})
    w.customer(i).says("Haircut");
  w.back_up(3);
  w.customer(1).says("Manicure");                                       // went on
  CAF_REQUIRE_EQUAL(w.customer(2).books().type(), "booking_confirmed"); // ended
  const auto went_on = w.stored(1);
  CAF_CHECK_EQUAL(w.restored("kept"), 3); // the third one is there as it was
  CAF_CHECK_EQUAL(w.stored(1), went_on);
  CAF_CHECK(w.stored(2).is_discarded());
  redis_probe{w.redis.port()}.text({"DEL", w.key(3)}); // and in memory it still is
  CAF_CHECK_EQUAL(w.restored("kept"), 3);
}

CAF_TEST(P5_a_restore_after_a_new_conversation_began_leaves_that_one) {
  world w;
  w.customer(1).says("Haircut");
  w.customer(1).says("Manicure");
  w.back_up(1);
  w.lose_all();
  w.customer(1).says("Pedicure"); // revision 1 of a new life
  CAF_CHECK_EQUAL(w.restored("kept"), 1);
  CAF_CHECK_EQUAL(w.revision(1), 1);
}

CAF_TEST(P5_a_write_of_before_the_restore_is_refused_after_it) {
  world w;
  w.customer(1).says("Haircut");
  const auto before = w.stored(1);
  w.back_up(1);
  w.lose_all();
  w.restored();
  auto other = start_node(w.redis.port());
  CAF_REQUIRE(becomes(other->url(), "ok"));
  auto header = [](const json& x) {
    return std::pair{x["ownerEpoch"].get<std::uint64_t>(), x["revision"].get<std::uint64_t>()};
  };
  const auto [epoch, revision] = header(before);
  const auto [new_epoch, new_revision] = header(w.stored(1));
  CAF_CHECK(new_epoch != epoch);
  CAF_CHECK(new_revision > revision);
  api_customer(other->url(), w.phone(1)).says("Manicure");
  CAF_CHECK_EQUAL(w.customer(1).says("Pedicure").status, 200); // fenced, and decided anew
  CAF_CHECK_EQUAL(w.revision(1), new_revision + 2);
}

CAF_TEST(sessions_that_have_expired_meanwhile_are_skipped_and_counted) {
  world w;
  w.customer(1).says("Haircut");
  w.customer(2).says("Haircut");
  redis_probe{w.redis.port()}.text({"PEXPIRE", w.key(2), "1500"});
  w.back_up(2);
  w.lose_all();
  CAF_REQUIRE(eventually([&] {
    return w.ctl({"restore", w.file, "--dry-run"}).member("expired") == 1;
  }));
  auto counts = w.restored();
  CAF_CHECK_EQUAL(counts["restored"], 1);
  CAF_CHECK_EQUAL(counts["expired"], 1);
}

CAF_TEST(a_dry_run_restores_nothing) {
  world w;
  w.customer(1).says("Haircut");
  w.back_up(1);
  w.lose_all();
  auto end = w.ctl({"restore", w.file, "--dry-run"});
  CAF_CHECK_EQUAL(end.exit_code, done);
  CAF_CHECK_EQUAL(end.member("sessions"), 1);
  CAF_CHECK(w.stored(1).is_discarded());
}

CAF_TEST(of_a_file_that_is_cut_off_or_damaged_nothing_is_restored) {
  world w;
  for (int i : {1, 2, 3})
    w.customer(i).says("Haircut");
  w.back_up(3);
  w.lose_all();
  const auto whole = w.text();
  auto cut = whole.substr(0, whole.rfind("{\"sessions\""));
  std::ofstream{w.file} << cut;
  auto end = w.ctl({"restore", w.file});
  CAF_CHECK_EQUAL(end.exit_code, refused);
  CAF_CHECK(end.says("line 5: the file is cut off"));
  auto damaged = whole;
  damaged[damaged.rfind("snapshot")] = 'X'; // of the last session
  std::ofstream{w.file} << damaged;
  end = w.ctl({"restore", w.file});
  CAF_CHECK_EQUAL(end.exit_code, refused);
  CAF_CHECK(end.says("line 4: "));
  for (int i : {1, 2, 3})
    CAF_CHECK(w.stored(i).is_discarded());
}

CAF_TEST(what_is_no_session_in_redis_is_left_out_and_counted) {
  world w;
  w.customer(1).says("Haircut");
  redis_probe{w.redis.port()}.text({"SET", w.key(2), "something else"});
  redis_probe{w.redis.port()}.text({"SET", "booking:session:no phone", w.stored(1).dump()});
  auto end = w.ctl({"backup", w.file});
  CAF_CHECK_EQUAL(end.member("sessions"), 1);
  CAF_CHECK_EQUAL(end.member("unreadable"), 2);
  CAF_CHECK_EQUAL(w.restored("kept"), 1);
}

CAF_TEST(without_redis_neither_is_done_and_the_backup_before_stays) {
  world w;
  w.customer(1).says("Haircut");
  w.back_up(1);
  const auto before = w.text();
  w.redis.kill();
  CAF_REQUIRE(becomes(w.node->url(), "degraded"));
  auto kept = w.ctl({"backup", w.file});
  CAF_CHECK_EQUAL(kept.exit_code, refused);
  CAF_CHECK(kept.says("store_unavailable"));
  CAF_CHECK_EQUAL(w.text(), before);
  auto brought = w.ctl({"restore", w.file});
  CAF_CHECK_EQUAL(brought.exit_code, refused);
  CAF_CHECK(brought.says("stopped at line 2"));
}

CAF_TEST(what_the_node_cannot_restore_is_refused_with_the_reason) {
  world w;
  auto put = [&](const std::string& who, const json& body) {
    return http_client{w.node->url()}.send("PUT", "/v1/sessions/" + who, body.dump(),
                                           {{"Authorization", "Bearer " + std::string{api_token}}});
  };
  CAF_CHECK_EQUAL(put("nobody", {}).status, 400);
  CAF_CHECK_EQUAL(put("+15550007001", {{"snapshot", "{}"}, {"ttlSeconds", 5}}).status, 400);
  w.customer(1).says("Haircut");
  auto old = w.stored(1);
  old["lastInteractionAt"] = "2026-01-01T10:00:00.000Z";
  redis_probe{w.redis.port()}.text({"DEL", w.key(2)});
  CAF_CHECK_EQUAL(put(w.phone(2), {{"snapshot", old.dump()}, {"ttlSeconds", 5}}).status, 410);
  CAF_CHECK_EQUAL(http_client{w.node->url()}.send("PUT", "/v1/sessions/" + w.phone(2), "{}").status,
                  401);
}
