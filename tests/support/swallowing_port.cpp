#include "tests/support/swallowing_port.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace quickbooking {

namespace {

constexpr int most_callers = 16;
constexpr int answer_limit_ms = 200; // a caller on this machine is let in at once

sockaddr_in local(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

} // namespace

swallowing_port::swallowing_port() {
  sockets_.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  auto address = local(0);
  socklen_t size = sizeof(address);
  auto* where = reinterpret_cast<sockaddr*>(&address);
  if (::bind(sockets_.front(), where, size) != 0 || ::listen(sockets_.front(), 0) != 0
      || ::getsockname(sockets_.front(), where, &size) != 0)
    throw std::runtime_error{"cannot listen"};
  number_ = ntohs(address.sin_port);
  for (int i = 0; i < most_callers; ++i)
    if (!takes_a_caller())
      return;
  throw std::runtime_error{"the kernel lets in more callers than it was told to"};
}

swallowing_port::~swallowing_port() {
  for (const auto each : sockets_)
    ::close(each);
}

bool swallowing_port::takes_a_caller() {
  const auto caller = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  sockets_.push_back(caller);
  const auto address = local(number_);
  ::connect(caller, reinterpret_cast<const sockaddr*>(&address), sizeof(address));
  pollfd until{caller, POLLOUT, 0};
  return ::poll(&until, 1, answer_limit_ms) == 1;
}

} // namespace quickbooking
