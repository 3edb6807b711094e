#pragma once

#include "net/redis/redis_connection.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct redisReader;

namespace quickbooking {

/// The bytes of one command. `args` must not be empty.
std::string encode_redis(const std::vector<std::string>& args);

/// Turns the bytes of a Redis server into replies.
class redis_decoder {
public:
  redis_decoder();
  ~redis_decoder();

  /// Bytes of one reply; a larger one is an error.
  static constexpr std::size_t max_reply = 64 * 1024 * 1024;

  /// Values within one reply.
  static constexpr std::size_t max_items = 1'000'000;

  void feed(std::string_view bytes);

  /// The next whole reply, or nothing yet. Error `redis_lost`: this is not RESP2, or too much of
  /// it; nothing more can be read.
  result<std::optional<redis_value>> next();

private:
  struct free_reader {
    void operator()(redisReader* reader) const;
  };

  std::unique_ptr<redisReader, free_reader> reader_;
  std::size_t open_bytes_ = 0; ///< fed since the last whole reply
  std::size_t items_ = 0;      ///< made since the last whole reply
};

} // namespace quickbooking
