#pragma once

#include "net/redis/redis_connection.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace quickbooking {

/// As many as there were commands, in their order; or the first failure that is no reply of Redis.
using replies_handler = std::function<void(result<std::vector<redis_value>>)>;

/// Sends commands in one go. `done` is called once, on the loop's thread, within `limit`; at once
/// if there are none.
void send_together(redis_connection& redis, std::vector<std::vector<std::string>> commands,
                   std::chrono::milliseconds limit, replies_handler done);

/// The same on a connection of its own, which is closed then. Each of connecting and answering may
/// take `limit`.
void ask_once(boost::asio::io_context& loop, const redis_address& whom,
              std::vector<std::vector<std::string>> commands, std::chrono::milliseconds limit,
              replies_handler done);

} // namespace quickbooking
