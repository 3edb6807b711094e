#include "tests/demo/session_look.hpp"

#include "tests/support/redis_probe.hpp"

#include <nlohmann/json.hpp>

namespace quickbooking {

std::optional<session_look> look_at_session(std::uint16_t redis_port, const std::string& customer) {
  redis_probe redis{redis_port};
  session_look seen;
  seen.key = "booking:session:" + customer;
  const auto snapshot = nlohmann::json::parse(redis.text({"GET", seen.key}), nullptr, false);
  if (!snapshot.is_object())
    return std::nullopt;
  seen.ttl_s = redis.number({"TTL", seen.key});
  seen.state = snapshot.value("state", "?");
  seen.revision = snapshot.value<std::int64_t>("revision", 0);
  return seen;
}

} // namespace quickbooking
