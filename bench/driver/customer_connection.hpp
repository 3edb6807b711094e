#pragma once

#include "bench/driver/journey.hpp"
#include "net/loop/asio.hpp"

#include <functional>
#include <optional>
#include <string>

namespace quickbooking {

/// One keep-alive connection on which customers follow each other. Lives on the loop's thread;
/// outlives all its operations if the loop is stopped first.
class customer_connection {
public:
  using time = loop_clock::time_point;

  struct listener {
    /// An answer with a body of so many bytes came to what was meant to be sent at `intended`.
    std::function<void(time intended, time now, std::size_t bytes)> answered;

    /// The journey is over; with a problem, if it failed.
    std::function<void(customer_connection&, const std::string& problem)> ended;

    /// The connection broke: nothing more will come.
    std::function<void(const std::string& problem)> broke;
  };

  /// Connects at once, blocking. Throws boost::system::system_error if it cannot.
  customer_connection(asio::io_context& loop, std::uint16_t port, const listener& listener);

  /// Begins a journey that was due at `intended`. Only while idle.
  void begin(journey what, time intended);

  bool is_idle() const { return !journey_; }

private:
  void send();
  void read();
  void received(std::size_t count);
  void take(const scanned_answer& answer);
  void end(const std::string& problem);

  const listener& listener_;
  tcp_socket socket_;
  std::optional<journey> journey_;
  time intended_;
  std::string bytes_; ///< its size is the space, `filled_` what is received
  std::size_t filled_ = 0;
};

} // namespace quickbooking
