#pragma once

#include "tests/support/child_process.hpp"
#include "tests/support/reserved_port.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace quickbooking {

/// How all sentinels here call their master.
inline constexpr const char* sentinel_master_name = "salon";

/// A Redis sentinel on 127.0.0.1, two of which must agree, with its configuration, which it writes
/// itself as time goes on.
class sentinel_process {
public:
  struct times {
    std::chrono::milliseconds down_after{1000};
    std::chrono::milliseconds failover_timeout{5000};
  };

  sentinel_process(std::uint16_t master, const times& how);
  explicit sentinel_process(std::uint16_t master) : sentinel_process{master, times{}} {}

  std::uint16_t port() const { return port_.number(); }
  std::string address() const { return "127.0.0.1:" + std::to_string(port()); }
  bool is_running() const { return process_->is_running(); }

  /// SIGKILL.
  void kill() { process_->kill(); }

  /// Starts it again, as one that knows what it knew.
  void restart();

  /// The port of the master as it sees it; 0 if it does not answer.
  std::uint16_t master() const;

  /// It sees its master alive, and no failover is under way.
  bool is_content() const;

  /// What it has said since the test began.
  std::string log() const;

  /// It knows one replica and two other sentinels.
  bool knows_all() const;

private:
  temp_dir dir_;
  reserved_port port_;
  std::unique_ptr<child_process> process_;
};

/// True if the Redis on this port is a replica that is connected to its master and up to date.
bool is_replicating(std::uint16_t port);

/// True if the Redis on this port says that it is a master.
bool is_master(std::uint16_t port);

} // namespace quickbooking
