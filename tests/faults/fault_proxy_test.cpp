#define CAF_SUITE fault_proxy

#include "tests/support/fault_proxy.hpp"
#include "tests/support/private_redis.hpp"

#include <caf/test/unit_test.hpp>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

/// A socket to a Redis behind a proxy, without anything that could hide what the proxy does.
class plain_client {
public:
  explicit plain_client(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_port = htons(port);
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(fd_, reinterpret_cast<sockaddr*>(&where), sizeof(where)) == 0;
  }
  ~plain_client() { ::close(fd_); }

  bool connected() const { return connected_; }

  void says(const std::string& text) { ::send(fd_, text.data(), text.size(), MSG_NOSIGNAL); }

  /// What has come until `size` bytes are there, the time is up, or the other side ended.
  std::string hears(std::size_t size, std::chrono::milliseconds limit = 5s) {
    std::string text;
    const auto end = std::chrono::steady_clock::now() + limit;
    while (text.size() < size && !ended_ && std::chrono::steady_clock::now() < end) {
      pollfd ready{fd_, POLLIN, 0};
      char bytes[512];
      if (::poll(&ready, 1, 10) <= 0)
        continue;
      const auto n = ::recv(fd_, bytes, sizeof(bytes), 0);
      ended_ = n <= 0;
      text.append(bytes, static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
    }
    return text;
  }

  bool ended() const { return ended_; }

private:
  int fd_;
  bool connected_ = false;
  bool ended_ = false;
};

const std::string ping = "PING\r\n";
const std::string pong = "+PONG\r\n";

struct world {
  private_redis redis;
  fault_proxy proxy{redis.port()};
  plain_client client{proxy.port()};

  world() { CAF_REQUIRE_EQUAL(ask(), pong); }

  std::string ask() {
    client.says(ping);
    return client.hears(pong.size());
  }
};

} // namespace

CAF_TEST(nothing_goes_through_while_frozen_and_all_of_it_after) {
  world w;
  w.proxy.freeze();
  w.client.says(ping + ping);
  CAF_CHECK_EQUAL(w.client.hears(1, 50ms), "");
  w.proxy.pass();
  CAF_CHECK_EQUAL(w.client.hears(2 * pong.size()), pong + pong);
}

CAF_TEST(a_delayed_answer_comes_late) {
  world w;
  w.proxy.delay(40ms);
  const auto before = std::chrono::steady_clock::now();
  CAF_CHECK_EQUAL(w.ask(), pong);
  CAF_CHECK(std::chrono::steady_clock::now() - before >= 80ms);
}

CAF_TEST(trickled_bytes_all_arrive) {
  world w;
  const std::string text(1000, 'x');
  w.proxy.trickle();
  w.client.says("ECHO " + text + "\r\n");
  const auto want = "$1000\r\n" + text + "\r\n";
  CAF_CHECK_EQUAL(w.client.hears(want.size()), want);
}

CAF_TEST(a_cut_ends_open_connections_and_takes_new_ones) {
  world w;
  w.proxy.cut();
  w.client.hears(1);
  CAF_CHECK(w.client.ended());
  plain_client next{w.proxy.port()};
  next.says(ping);
  CAF_CHECK_EQUAL(next.hears(pong.size()), pong);
}

CAF_TEST(a_reply_is_cut_in_its_middle_once) {
  world w;
  w.proxy.cut_next_reply();
  w.client.says(ping);
  CAF_CHECK_EQUAL(w.client.hears(pong.size()), pong.substr(0, pong.size() / 2));
  CAF_CHECK(w.client.ended());
  plain_client next{w.proxy.port()};
  next.says(ping);
  CAF_CHECK_EQUAL(next.hears(pong.size()), pong);
}

CAF_TEST(refused_connections_are_taken_again_after) {
  world w;
  w.proxy.refuse();
  CAF_CHECK(!plain_client{w.proxy.port()}.connected());
  CAF_CHECK_EQUAL(w.ask(), pong);
  w.proxy.pass();
  CAF_CHECK(plain_client{w.proxy.port()}.connected());
}
