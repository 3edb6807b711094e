#define CAF_SUITE killed_at_every_step

// Exactly one effect (P2, P4, P6), wherever on a message's way the node is killed: a real Redis, a
// node that kills itself at one point (dying_node.cpp), and then the real one in its place.

#include "tests/end_to_end/webhook_customer.hpp"
#include "tests/faults/booking_rows.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <list>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using strings = std::vector<std::string>;

/// In the order in which a message gets there.
const strings points{"before decode 1", "after decode 1", "before route 1",  "after route 1",
                     "before load 1",   "after load 1",   "before decide 1", "after decide 1",
                     "before write 1",  "after write 1",  "before answer 1", "after answer 1",
                     "before send 1",   "after send 1"};

/// Between what the calendar has booked and the reply to it.
const strings points_of_a_booking{"before decide 2", "after decide 2"};

/// Those that may come after the 200.
const strings points_after_the_answer{"after answer 1", "before send 1", "after send 1"};

/// By then the message's effect is in Redis.
bool is_durable_at(const std::string& point) {
  return std::ranges::find(points, point) >= std::ranges::find(points, "after write 1")
         && std::ranges::find(points, point) != points.end();
}

/// The messages of a conversation, up to the booking.
enum stage { text, slot, confirm };

/// A message whose node was killed.
struct case_of {
  webhook_customer customer;
  std::string point;
  stage which;
  webhook_message message{};
  std::size_t replies = 0; ///< that the customer had before
};

struct world {
  private_redis redis;
  redis_probe probe{redis.port()};
  faults::graph_recorder graph{demo_meta_number(), std::chrono::steady_clock::now()};
  temp_dir dir;
  std::unique_ptr<node_process> node = start_node(redis.port(), settings());
  std::list<case_of> cases;

  nlohmann::json settings() {
    return {{"graph", {{"baseUrl", "http://127.0.0.1:" + std::to_string(graph.port())}}},
            {"database", dir.file("bookings.sqlite")},
            // A node that waits to die has threads for all else.
            {"threads", 4},
            {"spareTurns", false}};
  }

  std::string key(const case_of& x, const std::string& name) {
    return "{booking:session:" + x.customer.phone() + "}:" + name;
  }

  /// A new customer's next message of that kind.
  webhook_message next(case_of& x, stage what) {
    auto days = std::to_string(1 + cases.size());
    return what == text   ? x.customer.text("Haircut in " + days + " days at 13:00")
           : what == slot ? x.customer.tap("slot_")
                          : x.customer.tap("confirm_");
  }

  bool nothing_is_due() {
    return eventually([&] { return probe.number({"ZCARD", "booking:due"}) == 0; }, 40s);
  }

  /// A customer who has come so far that this message is the next one.
  case_of& prepare(const std::string& point, stage which) {
    auto phone = "+1555000" + std::to_string(8001 + cases.size());
    auto& x = cases.emplace_back(case_of{{graph, phone}, point, which});
    for (auto i : {text, slot, confirm})
      if (i < which)
        CAF_REQUIRE(x.customer.has_reply_to(node->url(), next(x, i)));
    x.message = next(x, which);
    x.replies = x.customer.replies().size();
    return x;
  }

  /// Delivers the message to a node that dies of it, and starts another one. The delivery's status.
  int die_of(case_of& x, bool after_answer) {
    node->kill();
    strings how{"QUICKBOOKING_DIE_AT=" + x.point};
    auto sign = dir.file("die." + x.customer.phone());
    if (after_answer)
      how.push_back("QUICKBOOKING_DIE_AFTER=" + sign);
    auto dying = start_node(QUICKBOOKING_BINARY_DIR "/tests/end_to_end/quickbooking-dying-node",
                            redis.port(), settings(), how);
    auto status = x.customer.deliver(dying->url(), x.message);
    std::ofstream{sign}.flush();
    CAF_CHECK_EQUAL(dying->wait_for(10s).value_or(0), 128 + SIGKILL);
    CAF_CHECK_EQUAL(handled(x), is_durable_at(x.point) ? 1 : 0);
    node->start();
    return status;
  }

  /// How often the message's id is among those that took effect.
  int handled(const case_of& x) {
    auto ids = probe.list({"LRANGE", key(x, "handled"), "0", "-1"});
    return static_cast<int>(std::ranges::count(ids, x.message.id));
  }

  int revision(const case_of& x) {
    auto stored = x.which == confirm ? key(x, "receipt") : "booking:session:" + x.customer.phone();
    auto snapshot = nlohmann::json::parse(probe.text({"GET", stored}), nullptr, false);
    return snapshot.is_object() ? snapshot.value("revision", 0) : 0;
  }

  /// The message took effect once, and its reply came, though perhaps in copies. A second node that
  /// is killed before it sends what it was asked to send again costs half a minute.
  void check_effect(case_of& x) {
    CAF_REQUIRE(x.customer.has_more_than(x.replies, 40s));
    CAF_CHECK_EQUAL(handled(x), 1);
    CAF_CHECK_EQUAL(revision(x), x.which + 1);
    CAF_CHECK_EQUAL(x.customer.replies().size(), x.replies + 1);
  }

  void go_on_to_a_booking(case_of& x) {
    for (auto i : {slot, confirm})
      if (i > x.which)
        CAF_CHECK(x.customer.has_reply_to(node->url(), next(x, i)));
  }

  /// Every customer got three replies and has one booking, whose code the last of them tells.
  void check_end() {
    CAF_CHECK(nothing_is_due());
    CAF_CHECK_EQUAL(node->terminate(), 0);
    auto bookings = faults::read_bookings(node->database());
    CAF_CHECK_EQUAL(bookings.size(), cases.size());
    for (auto& x : cases) {
      auto replies = x.customer.replies();
      CAF_CHECK_EQUAL(replies.size(), 3u);
      auto of_mine = [&](const auto& row) { return row.phone == x.customer.phone(); };
      CAF_REQUIRE_EQUAL(std::ranges::count_if(bookings, of_mine), 1);
      auto code = std::ranges::find_if(bookings, of_mine)->code;
      CAF_CHECK(replies.back().text.find(code) != std::string::npos);
    }
  }

  void play_redelivered(const std::string& point, stage which) {
    CAF_MESSAGE("killed " << point);
    auto& x = prepare(point, which);
    CAF_REQUIRE(nothing_is_due()); // nobody else's reply shall meet the point
    if (die_of(x, false) == 200)
      CAF_CHECK(std::ranges::count(points_after_the_answer, point) == 1);
    CAF_CHECK_EQUAL(x.customer.deliver(node->url(), x.message), 200);
    check_effect(x);
    go_on_to_a_booking(x);
  }
};

void play_all_points(stage which) {
  world w;
  for (auto& point : points)
    w.play_redelivered(point, which);
  if (which == confirm)
    for (auto& point : points_of_a_booking)
      w.play_redelivered(point, which);
  w.check_end();
}

} // namespace

CAF_TEST(a_text_redelivered_after_a_kill_at_any_step_takes_effect_once) { play_all_points(text); }

CAF_TEST(a_tap_redelivered_after_a_kill_at_any_step_takes_effect_once) { play_all_points(slot); }

CAF_TEST(a_confirm_redelivered_after_a_kill_at_any_step_is_one_booking) {
  play_all_points(confirm);
}

CAF_TEST(a_reply_whose_node_is_killed_after_the_200_arrives_without_redelivery) {
  world w;
  for (auto which : {text, slot, confirm})
    for (auto& point : points_after_the_answer) {
      CAF_MESSAGE("message " << which + 1 << ", killed " << point);
      CAF_CHECK_EQUAL(w.die_of(w.prepare(point, which), true), 200);
    }
  for (auto& x : w.cases) {
    w.check_effect(x);
    w.go_on_to_a_booking(x);
  }
  w.check_end();
}

CAF_TEST(P4_a_reply_that_whatsapp_says_it_has_is_not_sent_again_though_its_node_was_killed) {
  world w;
  auto& x = w.prepare("after send 1", text);
  CAF_CHECK_EQUAL(w.die_of(x, true), 200);
  CAF_CHECK_EQUAL(w.probe.number({"ZCARD", "booking:due"}), 1);
  CAF_CHECK_EQUAL(x.customer.deliver(w.node->url(), x.customer.status("sent")), 200);
  CAF_CHECK(w.nothing_is_due());
  CAF_CHECK_EQUAL(w.graph.replies_to(x.customer.phone()), 1u);
}

CAF_TEST(P4_a_redelivered_message_waits_for_whatsapp_to_say_what_became_of_its_reply) {
  world w;
  auto& x = w.prepare("after send 1", text);
  CAF_CHECK_EQUAL(w.die_of(x, true), 200);
  CAF_CHECK_EQUAL(x.customer.deliver(w.node->url(), x.message), 200);
  CAF_REQUIRE(eventually(
      [&] { return metric(w.node->url(), "quickbooking_duplicate_messages_total") == 1; }));
  CAF_CHECK_EQUAL(w.probe.number({"ZCARD", "booking:due"}), 1);
  CAF_CHECK_EQUAL(x.customer.deliver(w.node->url(), x.customer.status("sent")), 200);
  CAF_CHECK(w.nothing_is_due());
  CAF_CHECK(x.customer.has_reply_to(w.node->url(), w.next(x, slot)));
  CAF_CHECK_EQUAL(w.graph.replies_to(x.customer.phone()), 2u);
}
