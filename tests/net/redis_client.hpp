#pragma once

#include "net/loop/event_loop.hpp"
#include "net/redis/redis_connection.hpp"
#include "tests/net/awaited.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace quickbooking {

/// A connection under test that can be used as if it were blocking.
class redis_client {
public:
  explicit redis_client(redis_address where);

  /// The code of the error, or nothing.
  std::string connect(std::chrono::milliseconds limit = std::chrono::seconds{5});

  /// Starts to connect; gets true or false when it is done.
  std::shared_ptr<awaited<bool>> begin_connect(std::chrono::milliseconds limit);

  result<redis_value> run(std::vector<std::string> args,
                          std::chrono::milliseconds limit = std::chrono::seconds{5});

  /// Its text, or `!` and the code of the error.
  std::string text(std::vector<std::string> args,
                   std::chrono::milliseconds limit = std::chrono::seconds{5});

  /// Why the last connection was lost, if it was.
  std::string lost(std::chrono::milliseconds limit = std::chrono::seconds{10});
  int times_lost() { return lost_->times(); }

  redis_connection& operator*() { return *connection_; }
  redis_connection* operator->() { return connection_.get(); }
  void drop() { connection_.reset(); }

  event_loop loop;

private:
  std::shared_ptr<redis_connection> connection_;
  std::shared_ptr<awaited<failure>> lost_ = std::make_shared<awaited<failure>>();
};

} // namespace quickbooking
