#pragma once

#include <cstdint>

namespace quickbooking {

/// A TCP port of 127.0.0.1 that stays ours while nobody listens on it: a server of ours may bind it
/// (with SO_REUSEADDR), end, and bind it again, and no other socket of this machine gets it.
class reserved_port {
public:
  /// Throws std::runtime_error if the system has none.
  reserved_port();
  ~reserved_port();

  reserved_port(const reserved_port&) = delete;
  reserved_port& operator=(const reserved_port&) = delete;

  std::uint16_t number() const { return number_; }

private:
  int socket_ = -1;
  std::uint16_t number_ = 0;
};

} // namespace quickbooking
