#pragma once

#include "net/http/http_server.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <list>
#include <optional>

namespace quickbooking {

/// Requests that wait for something to happen. Lives on the loop's thread.
class long_polls {
public:
  /// Gives the answer once there is one.
  using question = std::function<std::optional<http_response>()>;

  explicit long_polls(boost::asio::io_context& loop) : timer_(loop) {}

  /// Answers at once if it can, else when `recheck` finds an answer, or with `otherwise()` when
  /// the time is up.
  void wait(question ask, std::function<http_response()> otherwise, std::chrono::milliseconds limit,
            http_responder respond);

  /// Asks all questions again.
  void recheck();

  /// Answers all with what they get when the time is up.
  void finish();

private:
  using clock = std::chrono::steady_clock;

  struct poll {
    question ask;
    std::function<http_response()> otherwise;
    clock::time_point until;
    http_responder respond;
  };

  void watch();

  std::list<poll> waiting_;
  boost::asio::steady_timer timer_;
};

} // namespace quickbooking
