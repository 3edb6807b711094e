#pragma once

#include "net/redis/redis_connection.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// Where to ask which Redis is the master, if it is not always the same.
struct sentinel_options {
  std::vector<redis_address> sentinels; ///< none: nobody is asked
  std::string master;                   ///< its name among the sentinels
};

/// `host:port` or `[address]:port`. Error: `invalid_address`.
result<redis_address> parse_host_and_port(std::string_view text);

/// The question for the address of a master.
std::vector<std::string> master_question(const std::string& master);

/// Puts the answer into `where`. Errors: `unknown_master`, and `redis_error` for what is no answer
/// to that.
result<redis_address> read_master(const redis_value& answer, redis_address where);

/// Whose turn it is to be asked: the same sentinel as long as what it says is of use, then the next
/// one.
class sentinel_turn {
public:
  explicit sentinel_turn(std::size_t count) : count_{count} {}

  std::size_t current() const { return current_; }

  void to_the_next() { current_ = count_ == 0 ? 0 : (current_ + 1) % count_; }

private:
  std::size_t count_;
  std::size_t current_ = 0;
};

/// Asks one sentinel, on a connection of its own, for the address of the master; the rest of the
/// result is as in `where`. Each of connecting and answering may take `limit`; `done` is called
/// once, on the loop's thread. Errors: as of `redis_connection` and `read_master`.
void ask_sentinel(boost::asio::io_context& loop, const redis_address& sentinel,
                  const std::string& master, redis_address where, std::chrono::milliseconds limit,
                  std::function<void(result<redis_address>)> done);

} // namespace quickbooking
