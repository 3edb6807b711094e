#include "apps/ctl/commands.hpp"
#include "messages/encoding/json_fields.hpp"
#include "net/http/url.hpp"

#include <thread>

// What an operator asks and tells nodes.

namespace quickbooking {

namespace {

using json = nlohmann::ordered_json;
using namespace std::chrono;

constexpr milliseconds look_again{100};

/// Whether nothing of the node's own would be cut off, or missed, if it ended now.
bool is_idle(const nlohmann::json& node) {
  return integer_field(node, "turnsUnderWay") == 0 && integer_field(node, "sessionsInMemory") == 0
         && integer_field(field(node, "redis"), "dirtySessions") == 0;
}

/// The node as it is once it is idle, or when the time is over.
result<nlohmann::json> await_idle(const std::string& target, seconds limit, node_client& node) {
  const auto end = steady_clock::now() + limit;
  for (;;) {
    auto seen = node.get(target);
    if (!seen || is_idle(*seen) || steady_clock::now() >= end)
      return seen;
    std::this_thread::sleep_for(look_again);
  }
}

} // namespace

result<ctl_outcome> show_status(const ctl_command&, node_client& node) {
  const auto alive = node.get("/healthz");
  if (!alive)
    return tl::make_unexpected(alive.error());
  const auto ready = node.get("/readyz");
  if (!ready)
    return tl::make_unexpected(ready.error());
  json out{{"url", node.url()}};
  out.update(json(*ready));
  return ctl_outcome{std::move(out)};
}

result<ctl_outcome> show_nodes(const ctl_command&, node_client& node) {
  return node.get("/v1/nodes").map([](nlohmann::json&& x) { return ctl_outcome{json(x)}; });
}

result<ctl_outcome> drain_node(const ctl_command& what, node_client& node) {
  const auto target = "/v1/nodes/" + percent_encode(what.node);
  const auto told = node.ask(what.undo ? "DELETE" : "POST", target + "/drain");
  if (!told)
    return tl::make_unexpected(told.error());
  if (what.undo)
    return ctl_outcome{json{{"node", what.node}, {"draining", false}}};
  const auto seen = await_idle(target, seconds{what.wait}, node);
  if (!seen)
    return tl::make_unexpected(seen.error());
  const auto idle = is_idle(*seen);
  return ctl_outcome{json{{"node", what.node}, {"draining", true}, {"idle", idle}, {"seen", *seen}},
                     idle};
}

} // namespace quickbooking
