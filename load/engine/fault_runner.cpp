#include "load/engine/fault_runner.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <thread>

namespace quickbooking {

namespace {

using std::chrono::milliseconds;

/// How long the last commands may take.
constexpr milliseconds end_limit{5000};
constexpr milliseconds poll_interval{10};

/// argv wants pointers that are not const, though nobody writes through them.
std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> out;
  for (auto& each : words)
    out.push_back(each.data());
  out.push_back(nullptr);
  return out;
}

} // namespace

fault_runner::fault_runner(std::vector<fault_hook> hooks) {
  for (auto& each : hooks)
    hooks_.push_back({std::move(each)});
}

fault_runner::~fault_runner() { finish({}); }

void fault_runner::advance(milliseconds elapsed) {
  for (auto& x : hooks_) {
    if (x.now == hook::stage::waiting && x.what.at <= elapsed)
      break_it(x, elapsed);
    if (x.now == hook::stage::broken && x.what.until && *x.what.until <= elapsed)
      mend(x, elapsed);
  }
  reap();
}

void fault_runner::break_it(hook& x, milliseconds elapsed) {
  start(x.what.command, x.what.label);
  x.now = hook::stage::broken;
  x.entry = done_.size();
  done_.push_back({elapsed, std::nullopt, x.what.label});
}

void fault_runner::mend(hook& x, milliseconds elapsed) {
  x.now = hook::stage::mended;
  if (x.what.undo.empty())
    return;
  start(x.what.undo, "undo of " + x.what.label);
  done_[x.entry].until = elapsed;
}

void fault_runner::start(const std::vector<std::string>& command, const std::string& label) {
  auto words = command;
  const auto argv = pointers_to(words);
  pid_t pid = 0;
  const auto code = ::posix_spawnp(&pid, argv.front(), nullptr, nullptr, argv.data(), environ);
  if (code != 0)
    failures_.push_back("fault '" + label + "': cannot start " + command.front() + ": "
                        + std::strerror(code));
  else
    children_.push_back({pid, label});
}

void fault_runner::reap() {
  std::erase_if(children_, [this](const child& x) {
    int status = 0;
    const auto found = ::waitpid(x.pid, &status, WNOHANG);
    if (found == 0)
      return false;
    if (found < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
      failures_.push_back("fault '" + x.label + "': its command failed");
    return true;
  });
}

void fault_runner::finish(milliseconds elapsed) {
  for (auto& x : hooks_)
    if (x.now == hook::stage::broken)
      mend(x, elapsed);
  const auto end = std::chrono::steady_clock::now() + end_limit;
  for (reap(); !children_.empty() && std::chrono::steady_clock::now() < end; reap())
    std::this_thread::sleep_for(poll_interval);
}

} // namespace quickbooking
