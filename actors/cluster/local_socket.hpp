#pragma once

#include <unistd.h>

#include <utility>

namespace quickbooking {

/// This end of a link on its way to whoever speaks through it: closed if nobody takes it, as when
/// the message that it is in reaches an actor that has ended.
class local_socket {
public:
  explicit local_socket(int socket) : socket_{socket} {}

  ~local_socket() {
    if (socket_ >= 0)
      ::close(socket_);
  }

  local_socket(const local_socket&) = delete;
  local_socket& operator=(const local_socket&) = delete;

  /// The caller's from now on.
  int take() { return std::exchange(socket_, -1); }

private:
  int socket_;
};

} // namespace quickbooking
