#pragma once

#include "net/redis/redis_connection.hpp"

#include <string>
#include <vector>

namespace quickbooking {

/// What a fresh connection says before it is given to anyone: AUTH, SELECT, PING, and ROLE where a
/// master is needed. A stopped server accepts connections (its kernel does), so only the answer to
/// PING proves life.
class redis_handshake {
public:
  explicit redis_handshake(const redis_address& where);

  const std::vector<std::vector<std::string>>& commands() const { return commands_; }

  /// Takes the answers in order. Errors: `redis_auth`, `redis_down`.
  result<void> on_answer(const redis_value& value);

  bool is_done() const { return answered_ == commands_.size(); }

private:
  std::vector<std::vector<std::string>> commands_;
  std::size_t answered_ = 0;
};

} // namespace quickbooking
