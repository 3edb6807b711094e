#define CAF_SUITE cluster_remote

// A program that is none of the nodes, its customers, and nodes that fail.

#include "tests/cluster/remote_program.hpp"

#include <caf/test/unit_test.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <set>
#include <thread>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using std::chrono::steady_clock;

const std::string sent = R"(quickbooking_forwards_total{what="sent"})";
const std::string bookings = "SELECT count(*) FROM quickbooking.bookings";
const std::string taken = R"(quickbooking_forwards_total{what="taken"})";

struct fixture {
  remote_cluster connect() { return connect(nodes.options()); }

  /// With a link to each of the nodes that the options name.
  remote_cluster connect(const remote_options& options) {
    auto made = remote_cluster::connect(program.system(), options);
    CAF_REQUIRE(made);
    CAF_REQUIRE(eventually([&] { return made->linked_nodes().size() == options.nodes.size(); }));
    return std::move(*made);
  }

  remote_customer customer(const remote_cluster& from, std::string phone) {
    return {program.system(), from.bookings(), std::move(phone)};
  }

  double sessions_of(std::size_t node) const {
    return metric(salon.url(node), "quickbooking_sessions_in_memory");
  }

  reachable_cluster nodes;
  salon_cluster& salon = nodes.salon;
  other_program program;
};

/// Books again and again, until told to end: text, slot, confirm.
struct booker {
  booker(fixture& where, const remote_cluster& from, std::string phone)
      : who{where.customer(from, std::move(phone))} {}

  void books_until(const std::atomic<bool>& ends) {
    while (!ends) {
      auto card = as_answer(counted(who.says("Haircut")));
      auto slot = card.option("slot_");
      if (slot.empty())
        continue;
      auto chosen = as_answer(counted(who.taps(slot)));
      const auto confirm = chosen.option("confirm_");
      if (!confirm.empty())
        note(counted(who.taps(confirm)));
    }
    counted(who.says("Haircut")); // a session whose transitions can be counted
  }

  /// A node that has not heard of a booking yet offers that time again: who takes it again has the
  /// same booking.
  void note(const customer_answer& x) {
    if (x.message_type == "booking_confirmed")
      booked.insert(nlohmann::json::parse(x.payload).at("bookingId").get<std::string>());
  }

  customer_answer counted(customer_answer x) {
    const auto good = x.outcome == turn_outcome::handled || x.outcome == turn_outcome::duplicate;
    if (good)
      ++took;
    else
      ++failed;
    return x;
  }

  remote_customer who;
  std::atomic<int> took = 0;
  int failed = 0;
  std::set<std::string> booked; ///< ids
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(cluster_remote_tests, fixture)

CAF_TEST(P2_an_appointment_is_booked_over_the_handle_and_its_session_looked_at_and_cleared) {
  auto cluster = connect();
  auto who = customer(cluster, salon.phone_of(1, 0));
  CAF_CHECK(!who.session().found);
  auto card = as_answer(who.says("Haircut tomorrow 3pm"));
  CAF_REQUIRE(!card.option("slot_").empty());
  auto chosen = as_answer(who.taps(card.option("slot_")));
  const auto seen = who.session();
  CAF_CHECK(seen.available && seen.found && seen.durable);
  const auto snapshot = nlohmann::json::parse(seen.snapshot);
  CAF_CHECK_EQUAL(snapshot["sessionId"], chosen.body["sessionId"]);
  CAF_CHECK_EQUAL(salon.transitions_of(who.phone()), 2);
  const auto confirm = chosen.option("confirm_");
  const auto confirmed = who.taps(confirm, "confirm");
  CAF_CHECK_EQUAL(confirmed.message_type, "booking_confirmed");
  CAF_CHECK(confirmed.kept == storage::redis);
  // The conversation is over. What it had handled stays known, and its last reply, too.
  CAF_CHECK(!who.session().found);
  const auto again = who.taps(confirm, "confirm");
  CAF_CHECK(again.outcome == turn_outcome::duplicate);
  CAF_CHECK_EQUAL(again.payload, confirmed.payload);
  CAF_CHECK_EQUAL(salon.sql(bookings), "1");
  CAF_CHECK(who.says("Manicure").outcome == turn_outcome::handled);
  CAF_CHECK(who.session().found);
  CAF_CHECK(who.clear().found);
  CAF_CHECK(!who.session().found);
  CAF_CHECK(who.taps(confirm, "confirm").outcome == turn_outcome::duplicate);
  CAF_CHECK_EQUAL(salon.sql(bookings), "1");
}

CAF_TEST(customers_of_all_nodes_reach_their_node_at_once) {
  auto cluster = connect();
  constexpr int customers = 200;
  const auto before = salon.figure(taken);
  for (int i = 0; i < customers; ++i) {
    auto who = customer(cluster, salon.phone_of(static_cast<std::size_t>(i) % 3, i));
    CAF_CHECK(who.says("Haircut").outcome == turn_outcome::handled);
  }
  CAF_CHECK_EQUAL(salon.figure(sent), 0); // no node passed one on to another
  CAF_CHECK_EQUAL(salon.figure(taken) - before, customers);
  for (std::size_t i = 0; i < salon.size(); ++i)
    CAF_CHECK(eventually([&] { return sessions_of(i) >= customers / 3; }));
}

CAF_TEST(a_program_that_knows_one_node_has_what_others_own_passed_on) {
  auto options = nodes.options();
  options.nodes.resize(1);
  auto cluster = connect(options);
  for (int i = 0; i < 3; ++i) {
    auto who = customer(cluster, salon.phone_of(static_cast<std::size_t>(i), 0));
    CAF_CHECK(who.says("Haircut").outcome == turn_outcome::handled);
    CAF_CHECK(who.session().found);
  }
  CAF_CHECK_EQUAL(metric(salon.url(0), sent), 4);
  for (std::size_t i = 0; i < salon.size(); ++i)
    CAF_CHECK(eventually([&] { return sessions_of(i) == 1; }));
}

CAF_TEST(what_nodes_refuse_comes_back_with_its_reason) {
  auto cluster = connect();
  caf::scoped_actor self{program.system()};
  auto refused = [&](customer_text x) {
    std::string code;
    self->request(cluster.bookings(), 10s, x)
        .receive([&](const customer_answer& y) { code = y.error_code; }, [](const caf::error&) {});
    return code;
  };
  customer_text good{salon.phone_of(1, 0), std::string{demo_salon}, "Haircut", "1", {}, {}};
  good.route = reply_route::answer;
  CAF_CHECK_EQUAL(refused(good), "");
  auto elsewhere = good;
  elsewhere.message_id = "2";
  elsewhere.salon_id = "elsewhere";
  CAF_CHECK_EQUAL(refused(elsewhere), "unknown_salon");
  auto nobody = good;
  nobody.customer = "nobody";
  CAF_CHECK_EQUAL(refused(nobody), "invalid_phone");
}

CAF_TEST(P2_P6_of_messages_with_ids_none_is_lost_or_repeated_when_a_node_is_killed) {
  auto cluster = connect();
  std::atomic<bool> ends = false;
  std::vector<std::unique_ptr<booker>> all;
  std::vector<std::future<void>> talks;
  for (int i = 0; i < 12; ++i) {
    all.push_back(std::make_unique<booker>(*this, cluster,
                                           salon.phone_of(static_cast<std::size_t>(i) % 3, i)));
    talks.push_back(
        std::async(std::launch::async, [&, who = all.back().get()] { who->books_until(ends); }));
  }
  // Until each of them has had this many answers more.
  auto all_go_on = [&](int answers) {
    for (auto& x : all) {
      const auto wanted = x->took + answers;
      CAF_CHECK(eventually([&] { return x->took >= wanted; }));
    }
  };
  all_go_on(10);
  salon.node(1).kill();
  CAF_CHECK(eventually([&] { return cluster.linked_nodes().size() == 2; }));
  all_go_on(20);
  salon.node(1).start();
  CAF_CHECK(eventually([&] { return cluster.linked_nodes().size() == 3; }));
  CAF_CHECK(salon.is_whole());
  CAF_CHECK(eventually([&] { return metric(salon.url(1), taken) > 0; }));
  all_go_on(10);
  ends = true;
  for (auto& x : talks)
    x.get();
  std::set<std::string> booked;
  for (auto& x : all) {
    CAF_CHECK_EQUAL(x->failed, 0);
    CAF_CHECK_EQUAL(salon.transitions_of(x->who.phone()), x->took.load());
    booked.insert(x->booked.begin(), x->booked.end());
  }
  CAF_MESSAGE("bookings: " << booked.size());
  CAF_CHECK(booked.size() > 12);
  CAF_CHECK_EQUAL(salon.sql(R"(SELECT id FROM quickbooking.bookings ORDER BY id COLLATE "C")"),
                  fmt::format("{}", fmt::join(booked, "\n")));
}

CAF_TEST(a_node_that_leaves_or_is_drained_gets_no_more_messages) {
  auto cluster = connect();
  CAF_REQUIRE_EQUAL(salon.node(2).terminate(), 0);
  CAF_CHECK(eventually([&] { return cluster.linked_nodes().size() == 2; }));
  http_client operators{salon.url(0)};
  const http_headers shown{{"Authorization", "Bearer " + std::string{api_token}}};
  CAF_REQUIRE_EQUAL(operators.send("POST", "/v1/nodes/node-b/drain", "", shown).status, 200);
  CAF_CHECK(
      eventually([&] { return cluster.linked_nodes() == std::vector<std::string>{"node-a"}; }));
  auto who = customer(cluster, salon.phone_of(1, 0));
  CAF_CHECK(who.says("Haircut").outcome == turn_outcome::handled);
  CAF_CHECK(eventually([&] { return sessions_of(0) == 1; }));
  // A guest is nobody to leave customers to.
  CAF_CHECK_EQUAL(operators.send("POST", "/v1/nodes/node-a/drain", "", shown).status, 409);
  CAF_REQUIRE_EQUAL(operators.send("DELETE", "/v1/nodes/node-b/drain", "", shown).status, 200);
  CAF_CHECK(eventually([&] { return cluster.linked_nodes().size() == 2; }));
}

CAF_TEST(P2_a_message_without_an_id_takes_effect_once_though_two_nodes_get_it) {
  auto cluster = connect();
  auto who = customer(cluster, salon.phone_of(1, 0));
  CAF_CHECK(who.says("Haircut", "").outcome == turn_outcome::handled);
  salon.node(1).freeze();
  CAF_CHECK(who.says("Manicure", "").outcome == turn_outcome::handled); // by another node
  CAF_CHECK_EQUAL(salon.transitions_of(who.phone()), 2);
  salon.node(1).thaw();
  CAF_CHECK(eventually([&] { return cluster.linked_nodes().size() == 3; }));
  // It comes to what it had missed, and finds that it has been done.
  CAF_CHECK(eventually(
      [&] { return metric(salon.url(1), "quickbooking_duplicate_messages_total") >= 1; }));
  CAF_CHECK_EQUAL(salon.transitions_of(who.phone()), 2);
  // What the program says again is another message.
  CAF_CHECK(who.says("Manicure", "").outcome == turn_outcome::handled);
  CAF_CHECK_EQUAL(salon.transitions_of(who.phone()), 3);
}

CAF_TEST(turns_under_way_are_answered_when_the_program_gives_up) {
  std::optional<remote_cluster> cluster{connect()};
  auto who = customer(*cluster, salon.phone_of(1, 0));
  CAF_CHECK(who.says("Haircut").outcome == turn_outcome::handled);
  for (std::size_t i = 0; i < 3; ++i)
    salon.node(i).freeze();
  auto handle = cluster->bookings();
  auto late = std::async(std::launch::async, [&] { return who.says("Manicure").outcome; });
  CAF_CHECK(late.wait_for(300ms) == std::future_status::timeout);
  const auto begin = steady_clock::now();
  cluster.reset();
  CAF_CHECK(late.get() == turn_outcome::overloaded);
  CAF_CHECK(steady_clock::now() - begin < 1s);
  // The handle is of nobody now, which its askers hear at once.
  auto other = remote_customer{program.system(), handle, salon.phone_of(2, 0)};
  CAF_CHECK(other.says("Haircut").outcome == unanswered);
  CAF_CHECK(steady_clock::now() - begin < 2s);
  for (std::size_t i = 0; i < 3; ++i)
    salon.node(i).thaw();
}

CAF_TEST(where_no_node_is_left_turns_are_answered_with_overloaded) {
  auto cluster = connect();
  auto who = customer(cluster, salon.phone_of(1, 0));
  for (std::size_t i = 0; i < 3; ++i)
    salon.node(i).kill();
  CAF_CHECK(eventually([&] { return cluster.linked_nodes().empty(); }));
  CAF_CHECK(who.says("Haircut").outcome == turn_outcome::overloaded);
  CAF_CHECK(!who.session().available);
  for (std::size_t i = 0; i < 3; ++i)
    salon.node(i).start();
  CAF_CHECK(eventually([&] { return cluster.linked_nodes().size() == 3; }));
  CAF_CHECK(who.says("Haircut").outcome == turn_outcome::handled);
}

CAF_TEST(a_program_is_no_node_and_gets_no_copies) {
  auto cluster = connect();
  for (std::size_t i = 0; i < 3; ++i) {
    CAF_CHECK_EQUAL(metric(salon.url(i), "quickbooking_cluster_nodes"), 3);
    http_client operators{salon.url(i)};
    auto said = operators.send("GET", "/v1/nodes", "",
                               {{"Authorization", "Bearer " + std::string{api_token}}});
    std::vector<std::string> names;
    const auto told = nlohmann::json::parse(said.body);
    for (auto& row : told["nodes"])
      names.push_back(row["name"]);
    CAF_CHECK(names == (std::vector<std::string>{"node-a", "node-b", "node-c"}));
    CAF_CHECK(said.body.find("front-desk") == std::string::npos);
  }
  salon.redis.kill();
  for (std::size_t i = 0; i < 3; ++i)
    CAF_REQUIRE(becomes(salon.url(i), "degraded"));
  constexpr int customers = 30;
  for (int i = 0; i < customers; ++i) {
    auto who = customer(cluster, salon.phone_of(static_cast<std::size_t>(i) % 3, i));
    auto said = who.says("Haircut");
    CAF_CHECK(said.outcome == turn_outcome::handled);
    CAF_CHECK(said.kept == storage::archive);
    CAF_CHECK(!who.session().durable);
  }
  CAF_CHECK(salon.figure("quickbooking_session_copies_total") >= customers);
  CAF_CHECK_EQUAL(salon.figure("quickbooking_session_copies_missed_total"), 0);
  CAF_CHECK_EQUAL(salon.figure("quickbooking_session_copies_held"), customers);
}

CAF_TEST_FIXTURE_SCOPE_END()
