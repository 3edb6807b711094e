#include "tests/net/redis_client.hpp"

namespace quickbooking {

redis_client::redis_client(redis_address where)
    : connection_{redis_connection::make(loop.context(), std::move(where))} {}

std::string redis_client::connect(std::chrono::milliseconds limit) {
  const auto done = std::make_shared<awaited<result<void>>>();
  connection_->connect(
      limit, [done](result<void> outcome) { done->set(std::move(outcome)); },
      [lost = lost_](failure why) { lost->set(std::move(why)); });
  const auto outcome = done->get();
  return !outcome ? "no callback" : *outcome ? "" : outcome->error().code;
}

std::shared_ptr<awaited<bool>> redis_client::begin_connect(std::chrono::milliseconds limit) {
  auto done = std::make_shared<awaited<bool>>();
  connection_->connect(
      limit, [done](const result<void>& outcome) { done->set(outcome.has_value()); },
      [lost = lost_](failure why) { lost->set(std::move(why)); });
  return done;
}

result<redis_value> redis_client::run(std::vector<std::string> args,
                                      std::chrono::milliseconds limit) {
  const auto done = std::make_shared<awaited<result<redis_value>>>();
  connection_->command(std::move(args), limit,
                       [done](result<redis_value> reply) { done->set(std::move(reply)); });
  const auto reply = done->get();
  return reply ? *reply : fail("no_callback", "the callback was not called");
}

std::string redis_client::text(std::vector<std::string> args, std::chrono::milliseconds limit) {
  const auto reply = run(std::move(args), limit);
  return reply ? reply->text : "!" + reply.error().code;
}

std::string redis_client::lost(std::chrono::milliseconds limit) {
  const auto why = lost_->get(limit);
  return why ? why->code : "";
}

} // namespace quickbooking
