#include "tests/demo/session_look.hpp"

#include <hiredis/hiredis.h>
#include <nlohmann/json.hpp>

#include <sys/time.h>

#include <memory>

namespace quickbooking {

namespace {

struct reply_deleter {
  void operator()(redisReply* reply) const { freeReplyObject(reply); }
};

struct context_deleter {
  void operator()(redisContext* context) const { redisFree(context); }
};

using reply_ptr = std::unique_ptr<redisReply, reply_deleter>;
using context_ptr = std::unique_ptr<redisContext, context_deleter>;

reply_ptr ask(redisContext* redis, const char* command, const std::string& key) {
  return reply_ptr{static_cast<redisReply*>(redisCommand(redis, command, key.c_str()))};
}

} // namespace

std::optional<session_look> look_at_session(std::uint16_t redis_port, const std::string& customer) {
  const timeval limit{1, 0};
  const context_ptr redis{redisConnectWithTimeout("127.0.0.1", redis_port, limit)};
  if (!redis || redis->err || redisSetTimeout(redis.get(), limit) != REDIS_OK)
    return std::nullopt;
  session_look seen;
  seen.key = "booking:session:" + customer;
  const auto value = ask(redis.get(), "GET %s", seen.key);
  const auto ttl = ask(redis.get(), "TTL %s", seen.key);
  if (!value || value->type != REDIS_REPLY_STRING || !ttl)
    return std::nullopt;
  const auto snapshot = nlohmann::json::parse(value->str, value->str + value->len, nullptr, false);
  if (!snapshot.is_object())
    return std::nullopt;
  seen.ttl_s = ttl->integer;
  seen.state = snapshot.value("state", "?");
  seen.revision = snapshot.value<std::int64_t>("revision", 0);
  return seen;
}

} // namespace quickbooking
