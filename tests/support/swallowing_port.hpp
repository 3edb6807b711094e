#pragma once

#include <cstdint>
#include <vector>

namespace quickbooking {

/// A TCP port of 127.0.0.1 that swallows whoever calls: neither taken nor refused. Somebody
/// listens, and so many are waiting to be let in that the kernel answers nobody else.
class swallowing_port {
public:
  /// Throws std::runtime_error if the system does not go along.
  swallowing_port();
  ~swallowing_port();

  swallowing_port(const swallowing_port&) = delete;
  swallowing_port& operator=(const swallowing_port&) = delete;

  std::uint16_t number() const { return number_; }

private:
  bool takes_a_caller();

  std::vector<int> sockets_; ///< the listening one and those that wait
  std::uint16_t number_ = 0;
};

} // namespace quickbooking
