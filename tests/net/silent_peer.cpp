#include "tests/net/silent_peer.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <utility>
#include <vector>

namespace quickbooking {

silent_peer::silent_peer(std::string answer)
    : answer_{std::move(answer)},
      listener_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
  sockaddr_in where{};
  where.sin_family = AF_INET;
  where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(where);
  auto* address = reinterpret_cast<sockaddr*>(&where);
  if (::bind(listener_, address, size) != 0 || ::listen(listener_, 64) != 0
      || ::getsockname(listener_, address, &size) != 0)
    throw std::runtime_error{"cannot listen"};
  port_ = ntohs(where.sin_port);
  thread_ = std::thread{[this] { serve(); }};
}

silent_peer::~silent_peer() {
  ending_ = true;
  thread_.join();
  ::close(listener_);
}

void silent_peer::serve() {
  std::vector<pollfd> entries{{listener_, POLLIN, 0}};
  std::array<char, 4096> buffer{};
  while (!ending_) {
    ::poll(entries.data(), entries.size(), 20);
    for (std::size_t i = 1; i < entries.size(); ++i) {
      if (entries[i].revents == 0)
        continue;
      if (::recv(entries[i].fd, buffer.data(), buffer.size(), 0) > 0)
        ::send(entries[i].fd, answer_.data(), answer_.size(), MSG_NOSIGNAL);
      else
        ::close(std::exchange(entries[i].fd, -1));
    }
    if (entries[0].revents != 0)
      entries.push_back({::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC), POLLIN, 0});
  }
  for (std::size_t i = 1; i < entries.size(); ++i)
    if (entries[i].fd >= 0)
      ::close(entries[i].fd);
}

} // namespace quickbooking
