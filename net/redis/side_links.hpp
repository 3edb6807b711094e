#pragma once

#include "net/redis/cluster_view.hpp"

#include <map>
#include <memory>

namespace quickbooking {

/// Connections to the servers that a command was redirected to. For the loop's thread.
class side_links {
public:
  /// `like`: credentials and encryption of all of them, and the host where none is named.
  side_links(boost::asio::io_context& loop, redis_address like);

  /// Sends a command there, after `ASKING` if the slot is not that server's yet. Errors: as of
  /// `redis_connection`; `redis_busy` if too many servers were named.
  void command(const cluster_node& where, bool is_ask, std::vector<std::string> args,
               std::chrono::milliseconds limit, redis_connection::reply_handler done);

  /// Ends all; the next command begins anew.
  void close();

  static constexpr std::size_t max_links = 32;

private:
  struct link;

  std::shared_ptr<link> link_to(const cluster_node& where, std::chrono::milliseconds limit);

  boost::asio::io_context* loop_;
  redis_address like_;
  std::shared_ptr<std::map<cluster_node, std::shared_ptr<link>>> links_;
};

} // namespace quickbooking
