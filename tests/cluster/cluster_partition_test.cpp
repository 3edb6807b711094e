#define CAF_SUITE cluster_partition

#include "tests/cluster/bars.hpp"
#include "tests/cluster/black_hole.hpp"

#include <caf/test/unit_test.hpp>

#include <set>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using std::chrono::steady_clock;

constexpr int rounds = 6;

/// Three nodes, of which the last one can vanish without a word, and customers of all of them.
struct parted_salon {
  parted_salon() {
    CAF_MESSAGE("node-c is apart by " << hole.kind());
    for (int i = 0; i < 9; ++i)
      customers.emplace_back(salon, salon.phone_of(static_cast<std::size_t>(i) % 3, i));
  }

  /// Each says something at these nodes in turn.
  void all_say(const std::vector<std::size_t>& nodes) {
    for (auto& who : customers) {
      const auto asked = steady_clock::now();
      CAF_CHECK(who.says("Haircut", nodes));
      waits.add(std::chrono::ceil<std::chrono::milliseconds>(steady_clock::now() - asked));
    }
  }

  /// Customers of whom Redis has not handled every message, each once. (A revision may be a
  /// copy's.)
  int lost_updates() {
    redis_probe redis{salon.redis.port()};
    int lost = 0;
    for (auto& who : customers) {
      const auto ids
          = redis.list({"LRANGE", "{booking:session:" + who.phone() + "}:handled", "0", "-1"});
      const auto handled = static_cast<int>(std::set<std::string>{ids.begin(), ids.end()}.size());
      lost += handled != who.taken() || salon.transitions_of(who.phone()) < who.taken();
    }
    return lost;
  }

  black_hole hole;
  salon_cluster salon{
      3,
      [this](std::size_t i, nlohmann::json& x) {
        if (i == 2)
          hole.put(x);
      },
      [this](std::size_t i) { return i == 2 ? hole.launcher() : std::vector<std::string>{}; }};
  std::vector<persistent_customer> customers;
  worst_values waits; ///< for an answer
};

} // namespace

CAF_TEST(P5_nodes_whose_links_are_swallowed_serve_everybody_and_redis_refuses_the_stale_writes) {
  parted_salon x;
  x.all_say({0, 1, 2});
  x.hole.swallow_links();
  for (int i = 0; i < rounds; ++i)
    x.all_say({0, 1, 2});
  CAF_CHECK(x.salon.sees_nodes({0, 1}, 2));
  CAF_CHECK(x.salon.sees_nodes({2}, 1)); // it believes that it is alone, and takes all
  for (int i = 0; i < rounds; ++i)
    x.all_say({0, 1, 2});
  const auto fenced = x.salon.figure("quickbooking_fenced_writes_total");
  x.hole.pass_links();
  CAF_CHECK(x.salon.is_whole());
  x.all_say({0, 1, 2});
  CAF_CHECK(fenced > 0);
  CAF_CHECK(x.waits.max() < 10s);
  CAF_CHECK_EQUAL(x.lost_updates(), 0);
  const auto what = "links of a node swallowed (" + x.hole.kind() + "): ";
  tell_bar(what + "longest answer", text_of(x.waits.max()), "<= 10 s", x.waits.max() <= 10s);
  tell_bar(what + "stale writes refused", std::to_string(int(fenced)), "> 0", fenced > 0);
  tell_bar(what + "customers with lost updates", std::to_string(x.lost_updates()), "0",
           x.lost_updates() == 0);
}

CAF_TEST(a_node_that_vanishes_without_a_word_is_replaced_and_comes_back) {
  parted_salon x;
  x.all_say({0, 1, 2});
  x.hole.swallow_all();
  for (int i = 0; i < rounds; ++i)
    x.all_say({0, 1});
  CAF_CHECK(x.salon.sees_nodes({0, 1}, 2));
  CAF_CHECK(x.waits.max() < 10s);
  x.hole.pass_all();
  CAF_CHECK(x.salon.is_whole());
  x.all_say({0, 1, 2});
  CAF_CHECK_EQUAL(x.lost_updates(), 0);
  const auto what = "a node swallowed (" + x.hole.kind() + "): ";
  tell_bar(what + "longest answer", text_of(x.waits.max()), "<= 10 s", x.waits.max() <= 10s);
  tell_bar(what + "customers with lost updates", std::to_string(x.lost_updates()), "0",
           x.lost_updates() == 0);
}
