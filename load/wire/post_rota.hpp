#pragma once

#include "load/wire/post_pool.hpp"

#include <vector>

namespace quickbooking {

/// Sends each request to the next of several servers, whether it answers or not, as the simplest of
/// load balancers. Lives on the loop's thread.
class post_rota {
public:
  /// One `post_pool` for each server; at least one. The handlers are those of `post_pool`.
  post_rota(asio::io_context& loop, const std::vector<post_pool_options>& servers,
            const post_pool::departure_handler& on_departure,
            const post_pool::answer_handler& on_answer) {
    for (const auto& server : servers)
      pools_.push_back(std::make_unique<post_pool>(loop, server, on_departure, on_answer));
  }

  void post(std::string bytes, std::uint64_t ticket) {
    pools_[next_++ % pools_.size()]->post(std::move(bytes), ticket);
  }

  /// As `post_pool::sweep`.
  void sweep(loop_clock::time_point now) {
    for (const auto& pool : pools_)
      pool->sweep(now);
  }

private:
  std::vector<std::unique_ptr<post_pool>> pools_;
  std::size_t next_ = 0;
};

} // namespace quickbooking
