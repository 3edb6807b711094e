#define CAF_SUITE backup

// Sessions that only the node's own archive has: Redis away or empty, and the node killed.

#include "load/meta/meta_stand_in.hpp"
#include "tests/end_to_end/one_node.hpp"

#include <caf/test/unit_test.hpp>

#include <filesystem>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

const std::string number{demo_number};

struct world {
  private_redis redis;
  meta_stand_in meta{{{{number, "15559990000", "1", "900", "test-graph-token", 80}},
                      {std::string{app_secret}},
                      0}};
  std::unique_ptr<node_process> node = start_node(
      redis.port(), {{"graph", {{"baseUrl", meta.url()}}}, {"archive", {{"backupSeconds", 1}}}});

  world() {
    CAF_REQUIRE(becomes(node->url(), "ok"));
    meta.service().set_webhook(url() + "/webhook");
  }

  std::string url() const { return node->url(); }

  void lose_redis() {
    redis.kill();
    CAF_REQUIRE(becomes(url(), "degraded"));
  }

  /// A new process with the same files.
  void kill_node() {
    node->kill();
    node->start();
    meta.service().set_webhook(url() + "/webhook");
  }

  /// Through WhatsApp; returns once the node has said 200.
  void says(const std::string& digits, const std::string& text) {
    auto answered = [&] { return metric(url(), "quickbooking_webhook_seconds_count"); };
    auto before = answered();
    CAF_REQUIRE(meta.service().act(
        {number, "+" + digits, "Noa", {{"type", "text"}, {"text", {{"body", text}}}}, 1}));
    CAF_REQUIRE(eventually([&] { return answered() > before; }));
  }

  nlohmann::json snapshot(const std::string& digits) {
    redis_probe probe{redis.port()};
    return nlohmann::json::parse(probe.text({"GET", "booking:session:+" + digits}), nullptr, false);
  }

  std::string state(const std::string& digits) {
    auto x = snapshot(digits);
    return x.is_object() ? x.value("state", "") : "";
  }

  double archived() {
    return metric(url(), R"(quickbooking_transitions_total{durable="archive"})");
  }
  double ahead() { return metric(url(), "quickbooking_archive_ahead"); }

  /// So many sessions that Redis has are in the archive, too.
  bool has_backed_up(int sessions) {
    auto periodic = R"(quickbooking_backups_total{why="periodic"})";
    return eventually([&] { return metric(url(), periodic) == sessions; });
  }

  std::size_t got(const std::string& digits) {
    std::size_t count = 0;
    auto chat = meta.service().chat_since(number, "+" + digits, 0);
    for (auto& x : chat["messages"])
      count += x["from"] == "salon";
    return count;
  }
};

} // namespace

CAF_TEST(P3_what_was_answered_with_200_without_redis_survives_kill_9) {
  world w;
  w.lose_redis();
  for (int i = 0; i < 20; ++i) {
    auto digits = "155500040" + std::to_string(10 + i);
    CAF_CHECK_EQUAL(
        deliver(w.url(), text_webhook(digits, {{"wamid." + digits, "Haircut tomorrow"}})), 200);
  }
  CAF_CHECK_EQUAL(w.archived(), 20);
  w.node->kill();
  w.redis.restart();
  w.node->start();
  for (int i = 0; i < 20; ++i)
    CAF_CHECK(eventually([&] { return !w.state("155500040" + std::to_string(10 + i)).empty(); }));
  CAF_CHECK(eventually([&] { return w.ahead() == 0; }));
}

CAF_TEST(P3_a_node_that_is_ended_beside_a_dead_redis_ends_in_order_and_loses_nothing) {
  world w;
  w.lose_redis();
  for (int i = 0; i < 5; ++i) {
    auto digits = "1555000403" + std::to_string(i);
    CAF_CHECK_EQUAL(
        deliver(w.url(), text_webhook(digits, {{"wamid." + digits, "Haircut tomorrow"}})), 200);
  }
  auto before = std::chrono::steady_clock::now();
  CAF_CHECK_EQUAL(w.node->terminate(), 0);
  CAF_CHECK(std::chrono::steady_clock::now() - before < 4s);
  w.redis.restart();
  w.node->start();
  for (int i = 0; i < 5; ++i)
    CAF_CHECK(eventually([&] { return !w.state("1555000403" + std::to_string(i)).empty(); }));
}

CAF_TEST(P3_a_session_that_is_deleted_without_redis_is_gone_after_kill_9) {
  world w;
  CAF_CHECK_EQUAL(deliver(w.url(), text_webhook("15550004109", {{"wamid.9", "Haircut"}})), 200);
  CAF_CHECK(!w.state("15550004109").empty());
  w.redis.freeze(); // and what it has stays
  CAF_REQUIRE(becomes(w.url(), "degraded"));
  http_client http{w.url()};
  const http_headers token{{"Authorization", "Bearer " + std::string{api_token}}};
  CAF_CHECK_EQUAL(http.send("DELETE", "/v1/sessions/+15550004109", {}, token).status, 200);
  CAF_CHECK_EQUAL(metric(w.url(), "quickbooking_session_restarts_total"), 0);
  w.node->kill();
  w.redis.thaw();
  CAF_CHECK(!w.state("15550004109").empty());
  w.node->start();
  CAF_CHECK(eventually([&] { return w.state("15550004109").empty(); }));
  CAF_CHECK_EQUAL(http_client{w.url()}.get("/v1/sessions/+15550004109", token).status, 404);
}

CAF_TEST(P2_a_message_taken_without_redis_has_no_second_effect_after_kill_9) {
  world w;
  w.lose_redis();
  auto body = text_webhook("15550004101", {{"wamid.once", "Haircut tomorrow 3pm"}});
  CAF_CHECK_EQUAL(deliver(w.url(), body), 200);
  w.kill_node(); // Redis is still away
  CAF_CHECK_EQUAL(deliver(w.url(), body), 200);
  CAF_CHECK_EQUAL(metric(w.url(), "quickbooking_duplicate_messages_total"), 1);
  w.redis.restart();
  CAF_REQUIRE(becomes(w.url(), "ok"));
  redis_probe probe{w.redis.port()};
  auto handled = "{booking:session:+15550004101}:handled";
  CAF_CHECK(eventually([&] { return probe.number({"LLEN", handled}) == 1; }));
  w.kill_node();
  CAF_CHECK_EQUAL(deliver(w.url(), body), 200);
  CAF_CHECK_EQUAL(metric(w.url(), "quickbooking_duplicate_messages_total"), 1);
}

CAF_TEST(P2_message_ids_that_only_redis_had_are_in_the_archive_once_the_session_was_used) {
  world w;
  auto first = text_webhook("15550004106", {{"wamid.first", "Haircut tomorrow 3pm"}});
  CAF_CHECK_EQUAL(deliver(w.url(), first), 200);
  w.node->kill();
  auto bookings = std::filesystem::path{w.node->database()};
  for (auto end : {"", "-wal", "-shm"})
    std::filesystem::remove(bookings.parent_path()
                            / ("bookings-archive.sqlite" + std::string{end}));
  w.node->start();
  CAF_REQUIRE(becomes(w.url(), "ok"));
  CAF_CHECK_EQUAL(deliver(w.url(), text_webhook("15550004106", {{"wamid.second", "at 4pm"}})), 200);
  CAF_REQUIRE(w.has_backed_up(1));
  w.redis.kill();
  w.kill_node();
  CAF_CHECK_EQUAL(deliver(w.url(), first), 200);
  CAF_CHECK_EQUAL(metric(w.url(), "quickbooking_duplicate_messages_total"), 1);
}

CAF_TEST(P7_a_conversation_goes_on_when_redis_and_then_the_node_are_killed) {
  world w;
  api_customer noa{w.url(), "+15550004102"};
  auto slots = noa.says("Haircut tomorrow 3pm");
  w.lose_redis();
  auto card = noa.taps(slots.option("slot_"));
  CAF_REQUIRE(!card.option("confirm_").empty());
  w.kill_node();
  auto changed = api_customer{w.url(), "+15550004102"}.says("with Sarah");
  CAF_CHECK_EQUAL(changed.body["intent"]["serviceName"], "Haircut"); // still known
  w.redis.restart();
  CAF_CHECK(eventually([&] { return !w.state("15550004102").empty(); }));
  auto snapshot = w.snapshot("15550004102");
  CAF_CHECK_EQUAL(snapshot["intent"]["serviceName"], "Haircut");
}

CAF_TEST(P7_a_redis_that_comes_back_empty_gets_what_no_node_has_in_memory) {
  world w;
  for (int i = 0; i < 30; ++i)
    api_customer{w.url(), "+155500042" + std::to_string(10 + i)}.says("Haircut tomorrow 3pm");
  auto body = text_webhook("15550004290", {{"wamid.empty", "Haircut tomorrow 3pm"}});
  CAF_CHECK_EQUAL(deliver(w.url(), body), 200);
  CAF_REQUIRE(w.has_backed_up(31));
  w.node->kill();
  w.redis.kill();
  w.redis.restart(); // nothing in it
  w.node->start();
  for (int i = 0; i < 30; ++i)
    CAF_CHECK(
        eventually([&] { return w.state("155500042" + std::to_string(10 + i)) == "slots_shown"; }));
  redis_probe probe{w.redis.port()};
  auto ttl = probe.number({"PTTL", "booking:session:+15550004210"});
  CAF_CHECK(ttl > 1'700'000 && ttl <= 1'800'000);
  CAF_CHECK(eventually([&] {
    return probe.number({"LLEN", "{booking:session:+15550004290}:handled"}) == 1;
  }));
  CAF_CHECK_EQUAL(deliver(w.url(), body), 200);
  CAF_CHECK_EQUAL(metric(w.url(), "quickbooking_duplicate_messages_total"), 1);
}

CAF_TEST(P5_a_backup_never_overwrites_what_redis_has_newer) {
  world w;
  api_customer noa{w.url(), "+15550004103"};
  auto slots = noa.says("Haircut tomorrow 3pm");
  CAF_REQUIRE(w.has_backed_up(1));
  noa.taps(slots.option("slot_"));
  CAF_CHECK_EQUAL(w.state("15550004103"), "confirming");
  w.node->kill(); // before that turn was backed up
  redis_probe probe{w.redis.port()};
  probe.text({"CONFIG", "SET", "appendonly", "yes"});
  CAF_REQUIRE(eventually([&] {
    auto info = probe.text({"INFO", "persistence"});
    return info.find("aof_enabled:1") != std::string::npos
           && info.find("aof_rewrite_in_progress:0") != std::string::npos;
  }));
  w.redis.kill();
  w.redis.begin_restart({"--appendonly", "yes"});
  CAF_REQUIRE(eventually([&] {
    try {
      return w.state("15550004103") == "confirming";
    } catch (const std::runtime_error&) {
      return false; // it is still reading its file
    }
  }));
  w.node->start();
  CAF_REQUIRE(becomes(w.url(), "ok"));
  CAF_CHECK(eventually([&] {
    return metric(w.url(), R"(quickbooking_redis_calls_total{call="write",result="ok"})") >= 1;
  }));
  CAF_CHECK_EQUAL(w.state("15550004103"), "confirming");
}

CAF_TEST(P4_a_reply_that_was_due_without_redis_is_sent_once_by_the_next_node) {
  world w;
  w.lose_redis();
  meta_fault fault;
  fault.times = 1000;
  fault.hang = true;
  w.meta.service().add_fault(fault);
  w.says("15550004104", "Haircut tomorrow");
  w.node->kill();
  w.meta.service().clear_faults();
  CAF_CHECK_EQUAL(w.got("15550004104"), 0u);
  w.node->start();
  CAF_CHECK(eventually([&] { return w.got("15550004104") == 1; }, 20s));
  w.redis.restart();
  CAF_REQUIRE(becomes(w.url(), "ok"));
  CAF_CHECK(eventually([&] { return w.ahead() == 0; }));
  redis_probe probe{w.redis.port()};
  CAF_CHECK(eventually([&] { return probe.number({"ZCARD", "booking:due"}) == 0; }, 20s));
  CAF_CHECK_EQUAL(w.got("15550004104"), 1u);
}

CAF_TEST(P4_a_reply_that_arrived_without_redis_is_not_sent_again_after_kill_9) {
  world w;
  w.lose_redis();
  w.says("15550004105", "Haircut tomorrow");
  auto delivered = R"(quickbooking_orders_total{end="delivered"})";
  CAF_REQUIRE(eventually([&] { return metric(w.url(), delivered) == 1; }));
  CAF_REQUIRE(eventually([&] { return metric(w.url(), "quickbooking_archive_due_replies") == 0; }));
  w.kill_node();
  w.redis.restart();
  CAF_REQUIRE(becomes(w.url(), "ok"));
  CAF_CHECK(eventually([&] { return w.ahead() == 0; }));
  CAF_CHECK_EQUAL(metric(w.url(), "quickbooking_replies_resent_total"), 0);
  CAF_CHECK_EQUAL(w.got("15550004105"), 1u);
}
