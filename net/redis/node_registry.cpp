#include "net/redis/node_registry.hpp"

#include "net/peer/peer_greeting.hpp"
#include "net/redis/sentinels.hpp"

namespace quickbooking {

namespace {

/// Nodes without a lease are forgotten here, so that the registry does not grow.
constexpr const char* script = R"(
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lease = tonumber(ARGV[2])
if lease > 0 then
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
  redis.call('ZADD', KEYS[2], now + lease, ARGV[1])
else
  redis.call('HDEL', KEYS[1], ARGV[1])
  redis.call('ZREM', KEYS[2], ARGV[1])
end
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now)) do
  redis.call('HDEL', KEYS[1], gone)
  redis.call('ZREM', KEYS[2], gone)
end
return redis.call('HGETALL', KEYS[1])
)";

std::vector<std::string> command(const std::string& cluster, const std::string& node,
                                 std::chrono::milliseconds lease, std::string address) {
  const auto base = "{booking:cluster:" + cluster + "}:";
  return {"EVAL",
          script,
          "2",
          base + "nodes",
          base + "leases",
          node,
          std::to_string(lease.count()),
          std::move(address)};
}

} // namespace

std::vector<std::string> register_command(const std::string& cluster, const registered_node& self,
                                          std::chrono::milliseconds lease) {
  const auto is_ipv6 = self.host.find(':') != std::string::npos;
  const auto host = is_ipv6 ? "[" + self.host + "]" : self.host;
  return command(cluster, self.name, lease, host + ":" + std::to_string(self.port));
}

std::vector<std::string> unregister_command(const std::string& cluster, const std::string& node) {
  return command(cluster, node, std::chrono::milliseconds{0}, {});
}

std::vector<registered_node> read_registry(const redis_value& reply) {
  std::vector<registered_node> nodes;
  for (std::size_t i = 0; i + 1 < reply.items.size(); i += 2) {
    auto& name = reply.items[i].text;
    auto address = parse_host_and_port(reply.items[i + 1].text);
    if (is_peer_name(name) && address)
      nodes.push_back({name, address->host, address->port});
  }
  return nodes;
}

} // namespace quickbooking
