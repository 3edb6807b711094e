#pragma once

#include "load/wire/post_pool.hpp"
#include "net/http/url.hpp"

#include <string>

namespace quickbooking {

/// Asks the node once a second what it says of its Redis. Lives on the loop's thread.
class redis_watch {
public:
  redis_watch(asio::io_context& loop, const base_url& target, std::vector<stream_endpoint> peer);

  void ask();

  void sweep(loop_clock::time_point now) { pool_.sweep(now); }

  /// `ok`, `degraded`, `no answer`; empty as long as nothing is known.
  const std::string& state() const { return state_; }

private:
  std::string request_;
  std::string state_;
  bool is_asking_ = false;
  post_pool pool_;
};

} // namespace quickbooking
