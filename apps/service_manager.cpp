#include "apps/service_manager.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>

namespace quickbooking {

namespace {

struct notify_address {
  sockaddr_un name{};
  socklen_t size = 0;
};

/// A path, or with "@" in front a name in Linux' abstract namespace, where a zero byte is there
/// instead and the length ends the name.
std::optional<notify_address> parse_address(std::string_view text) {
  notify_address out;
  const auto is_abstract = text.starts_with('@');
  if ((!is_abstract && !text.starts_with('/')) || text.size() >= sizeof(out.name.sun_path))
    return std::nullopt;
  out.name.sun_family = AF_UNIX;
  std::memcpy(out.name.sun_path, text.data(), text.size());
  if (is_abstract)
    out.name.sun_path[0] = '\0';
  out.size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + text.size());
  return out;
}

bool send_to(const notify_address& where, std::string_view state) {
  const auto fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0)
    return false;
  const auto name = reinterpret_cast<const sockaddr*>(&where.name);
  const auto sent = sendto(fd, state.data(), state.size(), MSG_NOSIGNAL, name, where.size);
  const auto reason = errno;
  close(fd);
  errno = reason;
  return sent == static_cast<ssize_t>(state.size());
}

} // namespace

result<void> tell_service_manager(std::string_view state) {
  const auto socket_name = std::getenv("NOTIFY_SOCKET");
  if (!socket_name || *socket_name == '\0')
    return {};
  const auto where = parse_address(socket_name);
  if (!where)
    return fail("not_notified", std::string{"NOTIFY_SOCKET '"} + socket_name
                                    + "' is neither an absolute path nor @name");
  if (!send_to(*where, state))
    return fail("not_notified",
                std::string{"NOTIFY_SOCKET "} + socket_name + ": " + std::strerror(errno));
  return {};
}

} // namespace quickbooking
