#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

namespace quickbooking {

/// A TCP peer that sends fixed bytes to whoever sends it something, and then listens on in
/// silence. Stands for a server that is broken, hung, or not what it should be.
class silent_peer {
public:
  explicit silent_peer(std::string answer);
  ~silent_peer();

  std::uint16_t port() const { return port_; }

private:
  void serve();

  std::string answer_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<bool> ending_ = false;
  std::thread thread_;
};

} // namespace quickbooking
