#pragma once

#include "net/graph/graph_link.hpp"

#include <deque>
#include <memory>
#include <unordered_set>
#include <vector>

namespace quickbooking {

/// The connections of a client, and the line in front of them. Lives on the loop's thread.
class graph_pool : public std::enable_shared_from_this<graph_pool> {
public:
  graph_pool(asio::io_context& loop, std::shared_ptr<graph_peer> peer, std::size_t connections,
             std::size_t waiting);

  /// Call once; from then on the pool owns itself until `close`.
  void start();

  void submit(std::shared_ptr<graph_exchange> exchange);

  /// Ends everything; all callbacks are called.
  void close();

private:
  std::shared_ptr<graph_link> take_link();
  std::shared_ptr<graph_link> make_link();
  void dispatch();
  void run(graph_link& link, const std::shared_ptr<graph_exchange>& exchange);
  void on_done(graph_link& link, const std::shared_ptr<graph_exchange>& exchange, bool was_open,
               graph_http_answer answer);
  void rest(graph_link& link);
  void forget(graph_link& link);
  void tell_not_sent(graph_exchange& exchange, std::string reason);
  void watch_line();
  void drop_late();

  asio::io_context& loop_;
  std::shared_ptr<graph_peer> peer_;
  const std::size_t connections_;
  const std::size_t waiting_;
  loop_timer timer_; ///< for the front of the line; always waits, which keeps the pool alive
  std::unordered_set<std::shared_ptr<graph_link>> links_;
  std::vector<std::shared_ptr<graph_link>> idle_;
  std::deque<std::shared_ptr<graph_exchange>> line_;
  bool closed_ = false;
};

} // namespace quickbooking
