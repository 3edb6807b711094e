#include "tests/support/raw_client.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace quickbooking {

namespace {

bool wait_for(int fd, short what, std::chrono::steady_clock::time_point end) {
  const auto left
      = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
  pollfd entry{fd, what, 0};
  return ::poll(&entry, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0))) > 0;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

raw_client::answer parse_head(const std::string& head) {
  raw_client::answer out;
  std::istringstream lines{head};
  std::string line;
  std::getline(lines, line);
  out.status = std::stoi(line.substr(line.find(' ')));
  while (std::getline(lines, line) && line != "\r") {
    const auto colon = line.find(':');
    out.headers[lower(line.substr(0, colon))] = line.substr(colon + 2, line.size() - colon - 3);
  }
  return out;
}

} // namespace

std::string raw_client::answer::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

raw_client::raw_client(std::uint16_t port) : fd_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
  sockaddr_in where{};
  where.sin_family = AF_INET;
  where.sin_port = htons(port);
  where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (fd_ < 0 || ::connect(fd_, reinterpret_cast<sockaddr*>(&where), sizeof(where)) != 0)
    throw std::runtime_error{"cannot connect to the server under test"};
}

bool raw_client::can_connect(std::uint16_t port) {
  try {
    const raw_client client{port};
    return true;
  } catch (const std::runtime_error&) {
    return false;
  }
}

raw_client::~raw_client() {
  if (fd_ >= 0)
    ::close(fd_);
}

raw_client::raw_client(raw_client&& other) noexcept
    : fd_{std::exchange(other.fd_, -1)},
      ended_{other.ended_},
      received_{std::move(other.received_)} {}

bool raw_client::send(std::string_view bytes) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  while (!bytes.empty()) {
    if (!wait_for(fd_, POLLOUT, end))
      return false;
    const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0)
      return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool raw_client::send_now(std::string_view bytes) {
  return ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT) >= 0;
}

void raw_client::half_close() { ::shutdown(fd_, SHUT_WR); }

std::optional<raw_client::answer> raw_client::read(bool bodyless, std::chrono::milliseconds limit) {
  const auto end = std::chrono::steady_clock::now() + limit;
  auto head_end = std::string::npos;
  while ((head_end = received_.find("\r\n\r\n")) == std::string::npos)
    if (!receive(end))
      return std::nullopt;
  auto out = parse_head(received_.substr(0, head_end + 2));
  received_.erase(0, head_end + 4);
  const auto length = bodyless ? "" : out.header("content-length");
  const auto size = length.empty() ? 0 : std::stoul(length);
  while (received_.size() < size)
    if (!receive(end))
      return std::nullopt;
  out.body = received_.substr(0, size);
  received_.erase(0, size);
  return out;
}

bool raw_client::is_closed_within(std::chrono::milliseconds limit) {
  const auto end = std::chrono::steady_clock::now() + limit;
  while (receive(end))
    received_.clear();
  return ended_;
}

bool raw_client::receive(std::chrono::steady_clock::time_point end) {
  if (ended_ || !wait_for(fd_, POLLIN, end))
    return false;
  std::array<char, 65536> chunk;
  const auto count = ::recv(fd_, chunk.data(), chunk.size(), 0);
  ended_ = count <= 0;
  if (!ended_)
    received_.append(chunk.data(), static_cast<std::size_t>(count));
  return !ended_;
}

std::string post_bytes(const std::string& path, std::string_view body, const std::string& more) {
  return "POST " + path + " HTTP/1.1\r\nHost: test\r\n" + more
         + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
}

std::string get_bytes(const std::string& path, const std::string& more) {
  return "GET " + path + " HTTP/1.1\r\nHost: test\r\n" + more + "\r\n";
}

} // namespace quickbooking
