#define CAF_SUITE service_manager

#include "apps/service_manager.hpp"
#include "tests/support/child_process.hpp"

#include <caf/test/unit_test.hpp>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdlib>
#include <cstring>

using namespace quickbooking;

namespace {

/// The receiving end, as the service manager has it. A name with a zero byte in front is abstract.
class manager_socket {
public:
  explicit manager_socket(const std::string& name)
      : fd_(socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, name.data(), name.size());
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
    CAF_REQUIRE_EQUAL(bind(fd_, reinterpret_cast<const sockaddr*>(&address), size), 0);
  }

  ~manager_socket() { close(fd_); }

  /// The next datagram; empty if there is none.
  std::string next() const {
    std::array<char, 256> buffer{};
    const auto size = recv(fd_, buffer.data(), buffer.size(), 0);
    return size > 0 ? std::string(buffer.data(), static_cast<std::size_t>(size)) : std::string{};
  }

private:
  int fd_;
};

struct environment_fixture {
  ~environment_fixture() { unsetenv("NOTIFY_SOCKET"); }

  static void name_socket(const std::string& name) { setenv("NOTIFY_SOCKET", name.c_str(), 1); }

  temp_dir dir;
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(service_manager_tests, environment_fixture)

CAF_TEST(the_manager_gets_each_state_as_one_datagram) {
  const manager_socket manager{dir.file("notify")};
  name_socket(dir.file("notify"));
  CAF_CHECK(tell_service_manager("READY=1").has_value());
  CAF_CHECK(tell_service_manager("STOPPING=1").has_value());
  CAF_CHECK_EQUAL(manager.next(), "READY=1");
  CAF_CHECK_EQUAL(manager.next(), "STOPPING=1");
  CAF_CHECK_EQUAL(manager.next(), "");
}

CAF_TEST(a_name_with_an_at_sign_is_an_abstract_socket) {
  const auto name = "quickbooking" + dir.path().string();
  const manager_socket manager{'\0' + name};
  name_socket('@' + name);
  CAF_CHECK(tell_service_manager("READY=1").has_value());
  CAF_CHECK_EQUAL(manager.next(), "READY=1");
}

CAF_TEST(without_a_manager_nothing_is_to_be_told) {
  unsetenv("NOTIFY_SOCKET");
  CAF_CHECK(tell_service_manager("READY=1").has_value());
  name_socket("");
  CAF_CHECK(tell_service_manager("READY=1").has_value());
}

CAF_TEST(a_manager_that_cannot_be_told_is_named) {
  for (const auto& wrong :
       {std::string{"notify"}, dir.file("nobody"), '/' + std::string(200, 'x')}) {
    name_socket(wrong);
    const auto told = tell_service_manager("READY=1");
    CAF_REQUIRE(!told);
    CAF_CHECK_EQUAL(told.error().code, "not_notified");
    CAF_CHECK(told.error().message.find(wrong) != std::string::npos);
  }
}

CAF_TEST_FIXTURE_SCOPE_END()
