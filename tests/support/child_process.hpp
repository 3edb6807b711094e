#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace quickbooking {

/// A directory of its own under the system's temporary one, removed with all its contents.
class temp_dir {
public:
  temp_dir();
  ~temp_dir();

  temp_dir(const temp_dir&) = delete;
  temp_dir& operator=(const temp_dir&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::string file(const std::string& name) const { return (path_ / name).string(); }

private:
  std::filesystem::path path_;
};

/// A TCP port of 127.0.0.1 that was free a moment ago, for programs that cannot bind port 0.
std::uint16_t free_port();

/// A program started by a test. Killed and waited for at the end of the scope; also killed by the
/// kernel if the thread that started it dies.
class child_process {
public:
  struct options {
    std::vector<std::string> environment; ///< `NAME=value`, added to ours
    std::string output_file;              ///< of stdout and stderr; empty: ours
  };

  /// `argv[0]` is searched in PATH. Throws std::runtime_error if it cannot be started.
  explicit child_process(const std::vector<std::string>& argv) : child_process{argv, options{}} {}
  child_process(const std::vector<std::string>& argv, const options& how);
  ~child_process();

  child_process(const child_process&) = delete;
  child_process& operator=(const child_process&) = delete;

  pid_t pid() const { return pid_; }

  bool is_running();

  /// Sends a signal, if it still runs.
  void signal(int number);

  /// Its exit code (128 + signal if it died of one), or nothing if it runs on.
  std::optional<int> wait_for(std::chrono::milliseconds limit);

  /// SIGTERM, then SIGKILL after the limit.
  int terminate(std::chrono::milliseconds limit = std::chrono::seconds{5});

  /// SIGKILL, and waits.
  void kill();

private:
  pid_t pid_ = -1;
  std::optional<int> status_;
};

void pause_between_tries();

/// Tries `condition` every 5 ms until it holds. False if it never did.
template <class Condition>
bool eventually(Condition condition, std::chrono::milliseconds limit = std::chrono::seconds{10}) {
  const auto end = std::chrono::steady_clock::now() + limit;
  while (!condition()) {
    if (std::chrono::steady_clock::now() >= end)
      return false;
    pause_between_tries();
  }
  return true;
}

/// Looks at `condition` every 5 ms for this long. False as soon as it does not hold.
template <class Condition>
bool throughout(std::chrono::milliseconds time, Condition condition) {
  return !eventually([&] { return !condition(); }, time);
}

} // namespace quickbooking
