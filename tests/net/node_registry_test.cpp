#define CAF_SUITE node_registry

#include "net/redis/node_registry.hpp"
#include "tests/net/redis_client.hpp"
#include "tests/support/private_redis.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

struct registry {
  private_redis server;
  redis_client client{[this] {
    redis_address where;
    where.port = server.port();
    return where;
  }()};

  registry() { CAF_REQUIRE_EQUAL(client.connect(), ""); }

  std::vector<registered_node> comes_by(const std::string& node, std::chrono::milliseconds lease,
                                        const std::string& host = "10.0.0.1") {
    return ask(register_command("salon", {node, host, 7100}, lease));
  }

  std::vector<registered_node> ask(const std::vector<std::string>& command) {
    auto reply = client.run(command);
    CAF_REQUIRE(reply && !reply->is_error());
    auto found = read_registry(*reply);
    std::ranges::sort(found, {}, &registered_node::name);
    return found;
  }
};

std::string names(const std::vector<registered_node>& nodes) {
  std::string all;
  for (auto& x : nodes)
    all += x.name;
  return all;
}

} // namespace

CAF_TEST(nodes_find_each_other_with_their_addresses) {
  registry x;
  CAF_CHECK_EQUAL(names(x.comes_by("a", 10s)), "a");
  auto found = x.comes_by("b", 10s, "::1");
  CAF_REQUIRE_EQUAL(found.size(), 2u);
  CAF_CHECK((found[0] == registered_node{"a", "10.0.0.1", 7100}));
  CAF_CHECK((found[1] == registered_node{"b", "::1", 7100}));
}

CAF_TEST(a_node_that_does_not_come_by_is_forgotten_with_its_lease) {
  registry x;
  x.comes_by("a", 50ms);
  const auto end = std::chrono::steady_clock::now() + 5s;
  std::string seen;
  do
    seen = names(x.comes_by("b", 10s));
  while (seen != "b" && std::chrono::steady_clock::now() < end);
  CAF_CHECK_EQUAL(seen, "b");
  const auto leases = x.client.run({"ZCARD", "{booking:cluster:salon}:leases"});
  CAF_REQUIRE(leases);
  CAF_CHECK_EQUAL(leases->number, 1);
}

CAF_TEST(a_node_that_leaves_is_forgotten_at_once) {
  registry x;
  x.comes_by("a", 10s);
  x.comes_by("b", 10s);
  CAF_CHECK_EQUAL(names(x.ask(unregister_command("salon", "a"))), "b");
}

CAF_TEST(a_registry_that_redis_lost_is_there_again_once_all_came_by) {
  registry x;
  x.comes_by("a", 10s);
  x.comes_by("b", 10s);
  x.client.text({"FLUSHALL"});
  x.comes_by("a", 10s);
  CAF_CHECK_EQUAL(names(x.comes_by("b", 10s)), "ab");
}

CAF_TEST(clusters_on_one_redis_do_not_see_each_other) {
  registry x;
  x.comes_by("a", 10s);
  CAF_CHECK_EQUAL(names(x.ask(register_command("barber", {"c", "10.0.0.3", 7100}, 10s))), "c");
}

CAF_TEST(entries_that_are_none_of_ours_are_left_out) {
  registry x;
  x.client.text({"HSET", "{booking:cluster:salon}:nodes", "B!", "10.0.0.2:7100", "d", "nowhere",
                 "e", "10.0.0.5:99999", "f", ""});
  CAF_CHECK_EQUAL(names(x.comes_by("a", 10s)), "a");
}
