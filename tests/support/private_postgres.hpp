#pragma once

#include "tests/support/child_process.hpp"
#include "tests/support/reserved_port.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace quickbooking {

/// A PostgreSQL server of the test's own: on a free port of 127.0.0.1, where it asks for a
/// password, and on a unix socket, where it does not. A commit is on the disk. Ready when the
/// constructor returns. Root may not run one: then it belongs to `nobody`.
class private_postgres {
public:
  static constexpr const char* password = "a salon's password";

  /// Throws std::runtime_error with its log if it does not come up.
  private_postgres();
  ~private_postgres();

  std::uint16_t port() const { return port_.number(); }

  /// Makes an empty database; its name.
  std::string add_database();

  /// The URL of a database over TCP.
  std::string url(const std::string& database, const std::string& user = "salon") const;

  /// Runs SQL with psql as the server's owner; what it printed, values parted by `|`. Throws
  /// std::runtime_error with what it said if it fails.
  std::string sql(const std::string& database, const std::string& text);

  /// SIGSTOP of the server and of all its sessions: connections stay, nothing is answered.
  void freeze();

  /// SIGCONT.
  void thaw();

  /// kill -9 of the server; returns once its sessions have ended, too.
  void kill();

  /// Starts it again on the same port after `kill`, with what it had committed.
  void restart();

private:
  void initialize();
  void start();
  std::vector<pid_t> family() const;
  void signal_all(int number);
  std::string log() const;

  temp_dir dir_;
  reserved_port port_;
  std::unique_ptr<child_process> process_;
  int databases_ = 0;
};

} // namespace quickbooking
