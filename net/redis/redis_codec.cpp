#include "net/redis/redis_codec.hpp"

#include "messages/encoding/ascii.hpp"

#include <hiredis/hiredis.h>

#include <new>
#include <utility>

namespace quickbooking {

namespace {

using kind = redis_value::kind;

/// Of `$<length>` and two line ends.
constexpr std::size_t length_bytes = 1 + 20 + 4;

kind kind_of(int type) {
  switch (type) {
  case REDIS_REPLY_STATUS:
    return kind::status;
  case REDIS_REPLY_ERROR:
    return kind::error;
  case REDIS_REPLY_INTEGER:
    return kind::integer;
  case REDIS_REPLY_ARRAY:
    return kind::array;
  case REDIS_REPLY_NIL:
    return kind::nil;
  default:
    return kind::string;
  }
}

/// Puts a value where the reply under construction has its place for it. hiredis asks for the
/// values of an array one after the other, so that pointers to unfinished ones stay valid while
/// arrays grow; it treats null as lack of memory, and is C: no exception may pass through it.
redis_value* place(const redisReadTask* task, redis_value value) noexcept {
  auto& items = *static_cast<std::size_t*>(task->privdata);
  if (++items > redis_decoder::max_items)
    return nullptr;
  try {
    if (task->parent == nullptr)
      return new redis_value{std::move(value)};
    auto& siblings = static_cast<redis_value*>(task->parent->obj)->items;
    return &siblings.emplace_back(std::move(value));
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}

void* make_text(const redisReadTask* task, char* text, std::size_t size) noexcept {
  try {
    return place(task, {kind_of(task->type), std::string(text, size), 0, {}});
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}

void* make_array(const redisReadTask* task, int) noexcept {
  return place(task, {kind::array, {}, 0, {}});
}

void* make_integer(const redisReadTask* task, long long number) noexcept {
  return place(task, {kind::integer, {}, number, {}});
}

void* make_nil(const redisReadTask* task) noexcept { return place(task, {}); }

void free_value(void* value) noexcept { delete static_cast<redis_value*>(value); }

void append_length(std::string& out, char kind_of_value, std::size_t length) {
  append_padded(out += kind_of_value, length, 1);
  out += "\r\n";
}

redisReplyObjectFunctions functions{make_text, make_array, make_integer, make_nil, free_value};

} // namespace

/// hiredis has a function for it, which formats each length by `sprintf`: 5 % of what a turn costs.
std::string encode_redis(const std::vector<std::string>& args) {
  auto most = length_bytes;
  for (const auto& arg : args)
    most += length_bytes + arg.size();
  std::string out;
  out.reserve(most);
  append_length(out, '*', args.size());
  for (const auto& arg : args) {
    append_length(out, '$', arg.size());
    out.append(arg).append("\r\n");
  }
  return out;
}

void redis_decoder::free_reader::operator()(redisReader* reader) const { redisReaderFree(reader); }

redis_decoder::redis_decoder() : reader_{redisReaderCreateWithFunctions(&functions)} {
  if (!reader_)
    throw std::bad_alloc{};
  reader_->privdata = &items_;
}

redis_decoder::~redis_decoder() = default;

void redis_decoder::feed(std::string_view bytes) {
  open_bytes_ += bytes.size();
  redisReaderFeed(reader_.get(), bytes.data(), bytes.size()); // an error shows in next()
}

result<std::optional<redis_value>> redis_decoder::next() {
  void* reply = nullptr;
  if (redisReaderGetReply(reader_.get(), &reply) != REDIS_OK)
    return fail("redis_lost", "the peer does not speak RESP2: " + std::string{reader_->errstr});
  if (reply == nullptr && open_bytes_ > max_reply)
    return fail("redis_lost",
                "the peer sends a reply larger than " + std::to_string(max_reply >> 20) + " MiB");
  if (reply == nullptr)
    return std::nullopt;
  const std::unique_ptr<redis_value> owner{static_cast<redis_value*>(reply)};
  open_bytes_ = reader_->len - reader_->pos;
  items_ = 0;
  return std::move(*owner);
}

} // namespace quickbooking
