#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace quickbooking {

/// The command line as it was given.
struct ctl_command {
  std::string name; ///< of the command
  std::string url = "http://127.0.0.1:3000";
  int timeout = 10; ///< seconds, of each call
  bool as_json = false;
  // What single commands take:
  std::string phone;
  std::string node;
  std::string file;
  std::string shell;
  std::size_t limit = 10'000;
  int wait = 30; ///< seconds
  std::optional<std::int64_t> replay;
  std::optional<std::int64_t> remove;
  bool full = false;
  bool clear = false;
  bool undo = false;
  bool dry_run = false;
};

/// Describes all commands and options; parsing with `app` fills `out`, which must outlive it.
void describe_ctl(CLI::App& app, ctl_command& out);

/// Reads the command line. Nothing if the program is to end with `exit_code`: help was asked for,
/// or something is wrong, and it is told.
std::optional<ctl_command> parse_ctl_command(int argc, const char* const* argv, int& exit_code);

} // namespace quickbooking
