#pragma once

#include "net/loop/event_loop.hpp"
#include "tests/support/reserved_port.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace quickbooking {

/// A TCP proxy on a free port in front of one port of 127.0.0.1 that can be told to behave badly.
/// Methods: any thread; they take effect in the order of the calls, and have taken effect when they
/// return.
class fault_proxy {
public:
  /// `address`: of this machine, IPv4. Throws std::runtime_error if it cannot listen.
  explicit fault_proxy(std::uint16_t upstream, const std::string& address = "127.0.0.1");
  ~fault_proxy();

  fault_proxy(const fault_proxy&) = delete;
  fault_proxy& operator=(const fault_proxy&) = delete;

  std::uint16_t port() const { return port_.number(); }

  // -- how bytes go, both ways: one of these at a time ---

  /// As if it were not there, and new connections are taken again. What was held goes on.
  void pass();

  /// Every chunk waits so long.
  void delay(std::chrono::milliseconds wait);

  /// A few bytes each millisecond.
  void trickle();

  /// None; connections stay.
  void freeze();

  // -- connections ---

  /// Resets all connections.
  void cut();

  /// Lets half of the next bytes from upstream through, then resets that connection.
  void cut_next_reply();

  /// New connections are refused until `pass`; open ones stay.
  void refuse();

private:
  class core;

  template <class F>
  void tell(F f);

  reserved_port port_;
  event_loop loop_;
  std::shared_ptr<core> core_;
};

} // namespace quickbooking
