#pragma once

#include "load/wire/post_lane.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

namespace quickbooking {

struct post_pool_options {
  std::vector<stream_endpoint> peer;       ///< tried in this order
  std::size_t connections = 1024;          ///< at most
  std::chrono::milliseconds limit{10'000}; ///< for one exchange, connecting included
};

/// Sends HTTP requests over kept-alive connections, one exchange on each at a time, as Meta does:
/// opens a further connection whenever all are busy. Lives on the loop's thread.
class post_pool {
public:
  using answer_handler = std::function<void(std::uint64_t ticket, post_answer)>;
  using departure_handler = std::function<void(std::uint64_t ticket)>;

  /// `on_departure` is called when a request gets its connection: at once, unless all that there
  /// may be are busy. `on_answer` is called once for each request, never from within `post`.
  post_pool(asio::io_context& loop, post_pool_options options, departure_handler on_departure,
            answer_handler on_answer);
  ~post_pool();

  post_pool(const post_pool&) = delete;
  post_pool& operator=(const post_pool&) = delete;

  void post(std::string bytes, std::uint64_t ticket);

  /// Ends exchanges that take too long, and connections that were idle for long. To be called some
  /// ten times a second.
  void sweep(loop_clock::time_point now);

  std::size_t connections() const { return lanes_.size(); }

  /// Requests that wait for a connection.
  std::size_t waiting() const { return line_.size(); }

private:
  struct queued {
    std::string bytes;
    std::uint64_t ticket;
  };

  void depart(post_lane& lane, std::string bytes, std::uint64_t ticket);
  post_lane& add_lane();
  void on_answer(post_lane& lane, post_answer answer);
  void on_end(post_lane& lane);
  void dispatch();

  asio::io_context& loop_;
  post_pool_options options_;
  departure_handler on_departure_;
  answer_handler on_answer_;
  std::unordered_set<std::shared_ptr<post_lane>> lanes_;
  std::vector<post_lane*> idle_; ///< the one used last at the back
  std::deque<queued> line_;
};

} // namespace quickbooking
