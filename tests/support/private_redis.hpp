#pragma once

#include "tests/support/child_process.hpp"
#include "tests/support/reserved_port.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace quickbooking {

/// A redis-server of the test's own: on a free port of 127.0.0.1 and on a unix socket, empty,
/// nothing on disk beyond its directory. Ready when the constructor returns.
class private_redis {
public:
  /// Further words of its command line, as `--requirepass`, `secret`. Throws std::runtime_error
  /// with its log if it does not come up.
  explicit private_redis(std::vector<std::string> arguments = {});

  std::uint16_t port() const { return port_.number(); }
  std::string unix_path() const { return dir_.file("redis.sock"); }

  /// SIGSTOP: keeps its connections and answers nothing; the kernel goes on accepting for it.
  void freeze();

  /// SIGCONT.
  void thaw();

  /// kill -9.
  void kill();

  /// Starts it again on the same port after `kill`; empty.
  void restart();

  /// Starts it again like this, with further words of its command line for this time, and does not
  /// wait until it is ready.
  void begin_restart(const std::vector<std::string>& more);

  pid_t pid() const { return process_->pid(); }

private:
  void start(const std::vector<std::string>& more = {});
  bool is_ready();

  temp_dir dir_;
  std::vector<std::string> arguments_;
  reserved_port port_;
  std::unique_ptr<child_process> process_;
};

} // namespace quickbooking
