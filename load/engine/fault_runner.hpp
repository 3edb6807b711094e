#pragma once

#include "load/report/run_report.hpp"
#include "load/scenario/scenario.hpp"

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

namespace quickbooking {

/// Runs the commands that break something and mend it again, at their times. A command is started
/// and not waited for; its output goes where ours goes.
class fault_runner {
public:
  explicit fault_runner(std::vector<fault_hook> hooks);

  /// Mends what is still broken.
  ~fault_runner();

  fault_runner(const fault_runner&) = delete;
  fault_runner& operator=(const fault_runner&) = delete;

  /// Starts what is due by now; learns of commands that have ended.
  void advance(std::chrono::milliseconds elapsed);

  /// Starts the undo commands of all that is broken, and waits for all commands, some seconds.
  void finish(std::chrono::milliseconds elapsed);

  /// What was done, with the times at which it was done.
  const std::vector<run_fault>& done() const { return done_; }

  /// Commands that could not be started or failed, as sentences: the run was not what was planned.
  const std::vector<std::string>& failures() const { return failures_; }

private:
  struct hook {
    fault_hook what;
    enum class stage { waiting, broken, mended } now = stage::waiting;
    std::size_t entry = 0; ///< in `done_`
  };

  struct child {
    pid_t pid;
    std::string label;
  };

  void start(const std::vector<std::string>& command, const std::string& label);
  void break_it(hook& x, std::chrono::milliseconds elapsed);
  void mend(hook& x, std::chrono::milliseconds elapsed);
  void reap();

  std::vector<hook> hooks_;
  std::vector<child> children_;
  std::vector<run_fault> done_;
  std::vector<std::string> failures_;
};

} // namespace quickbooking
