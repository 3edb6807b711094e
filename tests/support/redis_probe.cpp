#include "tests/support/redis_probe.hpp"

#include <hiredis/hiredis.h>

#include <stdexcept>

namespace quickbooking {

namespace {

struct reply_closer {
  void operator()(redisReply* x) const { freeReplyObject(x); }
};

using reply_ptr = std::unique_ptr<redisReply, reply_closer>;

reply_ptr ask(redisContext* context, const std::vector<std::string>& command) {
  std::vector<const char*> words;
  std::vector<std::size_t> lengths;
  for (auto& word : command) {
    words.push_back(word.data());
    lengths.push_back(word.size());
  }
  reply_ptr answer{static_cast<redisReply*>(
      redisCommandArgv(context, static_cast<int>(words.size()), words.data(), lengths.data()))};
  if (!answer)
    throw std::runtime_error(std::string{"Redis does not answer: "} + context->errstr);
  if (answer->type == REDIS_REPLY_ERROR)
    throw std::runtime_error("Redis: " + std::string{answer->str, answer->len});
  return answer;
}

std::string text_of(const redisReply& x) {
  if (x.type == REDIS_REPLY_INTEGER)
    return std::to_string(x.integer);
  return x.str ? std::string{x.str, x.len} : std::string{};
}

} // namespace

void redis_probe::closer::operator()(redisContext* x) const { redisFree(x); }

redis_probe::redis_probe(std::uint16_t port) : context_(redisConnect("127.0.0.1", port)) {
  if (!context_ || context_->err)
    throw std::runtime_error("cannot connect to Redis");
}

std::string redis_probe::text(const std::vector<std::string>& command) {
  return text_of(*ask(context_.get(), command));
}

std::vector<std::string> redis_probe::list(const std::vector<std::string>& command) {
  auto answer = ask(context_.get(), command);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < answer->elements; ++i)
    texts.push_back(text_of(*answer->element[i]));
  return texts;
}

} // namespace quickbooking
