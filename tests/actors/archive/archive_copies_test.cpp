#define CAF_SUITE archive_copies

// What an archive has other nodes keep, and what it keeps for them. The other nodes are a double
// of the gateway, which notes what it is asked.

#include "actors/archive/archive.hpp"
#include "actors/archive/sqlite_archive.hpp"
#include "actors/cluster/peer_messages.hpp"
#include "actors/outbox/outbox_messages.hpp"
#include "tests/actors/actor_test.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/metrics_text.hpp"

#include <caf/all.hpp>
#include <caf/test/unit_test.hpp>
#include <spdlog/spdlog.h>

#include <mutex>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using strings = std::vector<std::string>;

/// What others heard of the archive, as lines.
class notes {
public:
  void add(std::string line) {
    const std::lock_guard lock{guard_};
    lines_.push_back(std::move(line));
  }

  std::size_t count(const std::string& line) const {
    const std::lock_guard lock{guard_};
    return static_cast<std::size_t>(std::ranges::count(lines_, line));
  }

private:
  mutable std::mutex guard_;
  strings lines_;
};

std::string line_of(const hold_copy& x) {
  return "hold " + x.what.customer + " " + std::to_string(x.what.write.version.revision);
}
std::string line_of(const drop_copy& x) { return "drop " + x.customer; }
std::string line_of(const end_copied_reply& x) { return "ended " + x.customer + " " + x.out_id; }
std::string line_of(const copies_lost&) { return "lost"; }

struct gateway_behaviour {
  std::atomic<bool> answers{true};
  std::atomic<bool> has_place{true};
};

caf::behavior gateway_double(caf::event_based_actor* self, std::shared_ptr<notes> all,
                             std::shared_ptr<gateway_behaviour> how) {
  return {
      [=](const ask_node& x) -> caf::result<bool> {
        all->add(x.node + " " + std::visit([](auto& y) { return line_of(y); }, x.what));
        if (!how->answers)
          return self->make_response_promise<bool>();
        return how->has_place.load();
      },
      [=](const copies_lost& x) { all->add("all " + line_of(x)); },
  };
}

caf::behavior router_double(caf::event_based_actor*, std::shared_ptr<notes> all) {
  return {[all](const wake_session& x) {
    all->add("wake " + x.customer + (x.has_copy ? " for its copy" : ""));
  }};
}

caf::behavior store_double() {
  return {[](const write_order&) { return write_reply{}; }};
}

struct fixture {
  explicit fixture(archive_options options = {}) {
    archive = spawn_archive(system, sqlite_archive::open({}).value(), store, options, now, figures,
                            spdlog::default_logger(), lead, board);
    caf::anon_send(archive, start_restoring{router});
    caf::anon_send(archive, use_gateway{gateway});
  }

  ~fixture() {
    for (auto& x : {archive, store, router, gateway})
      caf::anon_send_exit(x, caf::exit_reason::user_shutdown);
  }

  template <class Answer, class Message>
  Answer ask(Message what) {
    return answer_of<Answer>(system, archive, std::move(what));
  }

  void ring_is(strings nodes) {
    board->put(std::make_shared<const ring>("node-a", std::move(nodes)));
    caf::anon_send(archive, ring_changed{});
  }

  /// Who is to have this customer's copy.
  std::string next(const customer_key& who) const {
    return board->current()->owner_of(who, {"node-a"});
  }

  bool comes(const std::string& line) const {
    return eventually([&] { return heard->count(line) > 0; });
  }

  double figure(const std::string& name) { return metric_in(figures.text(), name).value_or(0); }

  static session_backup backup(const customer_key& who, std::uint64_t revision, bool in_store) {
    session_backup x;
    x.customer = who;
    x.write.version = {7, revision};
    x.write.snapshot = "snapshot";
    x.used_at = now();
    x.in_store = in_store;
    return x;
  }

  std::shared_ptr<notes> heard = std::make_shared<notes>();
  std::shared_ptr<gateway_behaviour> how = std::make_shared<gateway_behaviour>();
  std::shared_ptr<cluster_board> board = std::make_shared<cluster_board>(
      std::make_shared<const ring>("node-a", strings{"node-a", "node-b", "node-c"}));
  metrics figures;
  archive_board lead;
  actor_test_config settings;
  caf::actor_system system{settings};
  caf::actor store = system.spawn(store_double);
  caf::actor router = system.spawn(router_double, heard);
  caf::actor gateway = system.spawn(gateway_double, heard, how);
  caf::actor archive;
};

/// A customer whom this node of three has.
customer_key customer_of(const std::string& node) {
  const ring all{"node-a", {"node-a", "node-b", "node-c"}};
  for (int i = 1000;; ++i)
    if (auto who = "+" + std::to_string(i); all.owner_of(who) == node)
      return who;
}

} // namespace

CAF_TEST(what_the_store_has_not_is_with_the_next_node_before_anybody_hears_that_it_is_kept) {
  fixture f;
  CAF_CHECK(f.ask<bool>(back_up{fixture::backup("+1", 4, false)}));
  CAF_CHECK_EQUAL(f.heard->count(f.next("+1") + " hold +1 4"), 1u);
  CAF_CHECK(f.ask<bool>(back_up{fixture::backup("+1", 5, false)}));
  CAF_CHECK_EQUAL(f.heard->count(f.next("+1") + " hold +1 5"), 1u);
  CAF_CHECK_EQUAL(f.figure("quickbooking_session_copies_total"), 2);
}

CAF_TEST(what_the_store_has_is_not_copied_and_ends_the_copy_that_there_was) {
  fixture f;
  caf::anon_send(f.archive, back_up{fixture::backup("+2", 1, true)});
  CAF_CHECK(f.ask<bool>(back_up{fixture::backup("+1", 4, false)}));
  caf::anon_send(f.archive, back_up{fixture::backup("+1", 5, true)});
  CAF_CHECK(f.comes(f.next("+1") + " drop +1"));
  CAF_CHECK_EQUAL(f.heard->count(f.next("+2") + " hold +2 1"), 0u);
  CAF_CHECK_EQUAL(f.heard->count(f.next("+2") + " drop +2"), 0u);
}

CAF_TEST(a_node_that_does_not_answer_costs_a_turn_a_tenth_of_a_second) {
  fixture f;
  f.how->answers = false;
  auto began = std::chrono::steady_clock::now();
  CAF_CHECK(f.ask<bool>(back_up{fixture::backup("+1", 4, false)}));
  CAF_CHECK(std::chrono::steady_clock::now() - began < 2s);
  CAF_CHECK_EQUAL(f.figure("quickbooking_session_copies_missed_total"), 1);
}

CAF_TEST(a_copy_that_nobody_takes_is_counted_and_the_disk_has_it_all_the_same) {
  fixture f;
  f.how->has_place = false;
  CAF_CHECK(f.ask<bool>(back_up{fixture::backup("+1", 4, false)}));
  CAF_CHECK_EQUAL(f.figure("quickbooking_session_copies_missed_total"), 1);
  CAF_CHECK_EQUAL(f.lead.ahead.load(), 1u);
}

CAF_TEST(a_node_that_is_alone_keeps_all_on_its_own_disk) {
  fixture f;
  f.board->put(std::make_shared<const ring>("node-a", strings{"node-a"}));
  CAF_CHECK(f.ask<bool>(back_up{fixture::backup("+1", 4, false)}));
  CAF_CHECK_EQUAL(f.figure("quickbooking_session_copies_missed_total"), 1);
  CAF_CHECK_EQUAL(f.lead.ahead.load(), 1u);
}

CAF_TEST(with_another_ring_the_copies_go_to_the_nodes_that_are_next_then) {
  fixture f;
  strings customers;
  for (int i = 0; i < 250; ++i) {
    customers.push_back("+" + std::to_string(1000 + i));
    f.ask<bool>(back_up{fixture::backup(customers.back(), 1, false)});
  }
  auto before = *f.board->current();
  f.ring_is({"node-a", "node-c"});
  for (auto& x : customers) {
    CAF_REQUIRE(f.comes("node-c hold " + x + " 1"));
    auto moved = before.owner_of(x, {"node-a"}) == "node-b";
    CAF_CHECK_EQUAL(f.heard->count("node-b drop " + x), moved ? 1u : 0u);
    CAF_CHECK_EQUAL(f.heard->count("node-c hold " + x + " 1"), 1u);
  }
}

CAF_TEST(a_node_that_lost_its_copies_gets_them_again) {
  fixture f;
  f.ask<bool>(back_up{fixture::backup("+1", 1, false)});
  auto holder = f.next("+1");
  CAF_CHECK(f.ask<bool>(copies_lost{holder}));
  CAF_CHECK(eventually([&] { return f.heard->count(holder + " hold +1 1") == 2; }));
  caf::anon_send(f.archive, peer_gone{holder}); // and came back before the ring was looked at
  caf::anon_send(f.archive, ring_changed{});
  CAF_CHECK(eventually([&] { return f.heard->count(holder + " hold +1 1") == 3; }));
}

CAF_TEST(an_archive_that_begins_tells_the_others_that_it_holds_nothing) {
  fixture f;
  CAF_CHECK(f.comes("all lost"));
}

CAF_TEST(who_holds_a_copy_hears_of_replies_that_arrived) {
  fixture f;
  f.ask<bool>(back_up{fixture::backup("+1", 1, false)});
  caf::anon_send(f.archive, send_report{"+1", "out_1", true, {}});
  CAF_CHECK(f.comes(f.next("+1") + " ended +1 out_1"));
}

// -- for others ---

CAF_TEST(a_copy_is_found_until_its_owner_says_that_the_store_has_it) {
  fixture f;
  auto who = customer_of("node-b");
  CAF_CHECK(f.ask<bool>(hold_copy{"node-b", fixture::backup(who, 8, false)}));
  CAF_CHECK_EQUAL(f.lead.copies.load(), 1u);
  auto found = f.ask<backup_reply>(find_backup{who});
  CAF_REQUIRE(found.copy);
  CAF_CHECK_EQUAL(found.copy->write.version.revision, 8u);
  CAF_CHECK(!found.found);
  CAF_CHECK(f.ask<bool>(drop_copy{"node-b", who}));
  CAF_CHECK(!f.ask<backup_reply>(find_backup{who}).copy);
  CAF_CHECK_EQUAL(f.lead.copies.load(), 0u);
  CAF_CHECK_EQUAL(f.heard->count("wake " + who + " for its copy"), 0u);
}

CAF_TEST(when_a_node_is_gone_its_customers_are_taken_into_memory) {
  fixture f;
  strings customers;
  for (int i = 0; i < 250; ++i) {
    customers.push_back("+" + std::to_string(1000 + i));
    f.ask<bool>(hold_copy{"node-b", fixture::backup(customers.back(), 8, false)});
  }
  auto other = customer_of("node-c") + "0";
  f.ask<bool>(hold_copy{"node-c", fixture::backup(other, 8, false)});
  caf::anon_send(f.archive, peer_gone{"node-b"});
  for (auto& x : customers)
    CAF_CHECK(f.comes("wake " + x + " for its copy"));
}

CAF_TEST(who_comes_to_this_node_with_what_another_one_had_is_taken_into_memory_at_once) {
  fixture f;
  auto mine = customer_of("node-a");
  CAF_CHECK(f.ask<bool>(hold_copy{"node-b", fixture::backup(mine, 8, false)}));
  CAF_CHECK(f.comes("wake " + mine + " for its copy"));
}

CAF_TEST(what_this_node_keeps_itself_it_does_not_hold_for_another) {
  fixture f;
  auto who = customer_of("node-b");
  f.ask<bool>(hold_copy{"node-b", fixture::backup(who, 8, false)});
  f.ask<bool>(back_up{fixture::backup(who, 9, false)});
  auto found = f.ask<backup_reply>(find_backup{who});
  CAF_CHECK(!found.copy);
  CAF_CHECK(found.found && found.found->write.version.revision == 9);
}

CAF_TEST(copies_are_bounded) {
  archive_options few;
  few.max_copies = 2;
  fixture f{few};
  CAF_CHECK(f.ask<bool>(hold_copy{"node-b", fixture::backup("+1", 8, false)}));
  CAF_CHECK(f.ask<bool>(hold_copy{"node-b", fixture::backup("+2", 8, false)}));
  CAF_CHECK(!f.ask<bool>(hold_copy{"node-b", fixture::backup("+3", 8, false)}));
  CAF_CHECK_EQUAL(f.figure("quickbooking_archive_refused_total"), 1);
}
