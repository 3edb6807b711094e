#pragma once

#include "tests/support/child_process.hpp"

#include <nlohmann/json.hpp>

#include <csignal>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace quickbooking {

/// `quickbooking-node` as a process of its own, its bookings and its log in a temporary folder.
/// Throws std::runtime_error, with the end of its log, if it does not get ready.
class node_process {
public:
  /// `config` is the node's configuration but for `log`; its `database` is this node's own file if
  /// it names none. `secrets` are `NAME=value`, for the environment. `launcher`: words that run
  /// what stands behind them, as `ip netns exec NAME`.
  node_process(std::string program, nlohmann::json config, std::vector<std::string> secrets,
               std::vector<std::string> launcher = {});

  std::uint16_t port() const { return port_; }
  std::string url() const { return "http://" + host_ + ":" + std::to_string(port_); }
  pid_t pid() const { return process_->pid(); }
  bool is_running() { return process_->is_running(); }

  /// SIGKILL.
  void kill() { process_->kill(); }

  /// SIGSTOP: keeps its connections and answers nothing; the kernel goes on accepting for it.
  void freeze() { process_->signal(SIGSTOP); }

  /// SIGCONT.
  void thaw() { process_->signal(SIGCONT); }

  /// Its exit code (128 + signal if it died of one), or nothing if it runs on.
  std::optional<int> wait_for(std::chrono::milliseconds limit) { return process_->wait_for(limit); }

  /// SIGTERM; its exit code.
  int terminate() { return process_->terminate(std::chrono::seconds{15}); }

  /// Starts it again with the same bookings, on another free port.
  void start();

  /// The file that holds its bookings.
  const std::string& database() const { return database_; }

  /// Lines of its log with these words, since it was made.
  std::size_t times_logged(const std::string& words) const;

  /// What it said last, for when it fails.
  std::string log_tail() const;

private:
  std::optional<std::uint16_t> announced_port() const;

  std::vector<std::string> command_;
  std::string host_;
  std::vector<std::string> secrets_;
  temp_dir dir_;
  std::string database_;
  std::uint16_t port_ = 0;
  std::unique_ptr<child_process> process_;
};

} // namespace quickbooking
