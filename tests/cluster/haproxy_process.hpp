#pragma once

#include "tests/support/child_process.hpp"
#include "tests/support/reserved_port.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <string>

namespace quickbooking {

/// The program; Debian has it where only root's PATH leads.
std::string haproxy_program();

/// HAProxy with cluster-config/haproxy/haproxy.cfg, but for addresses, and without what only root
/// may do (other user, chroot).
class haproxy_process {
public:
  /// In front of nodes on these ports of 127.0.0.1. `certificate`: a PEM file; then its public side
  /// speaks TLS, by the line that the file offers for it. Ready when the constructor returns;
  /// throws std::runtime_error with its output if it does not get there.
  explicit haproxy_process(const std::array<std::uint16_t, 3>& nodes,
                           const std::string& certificate = {});

  /// What Meta calls.
  std::string url() const { return "http://127.0.0.1:" + std::to_string(public_.number()); }
  std::uint16_t public_port() const { return public_.number(); }

  /// What the salon's own programs call.
  std::string internal_url() const {
    return "http://127.0.0.1:" + std::to_string(internal_.number());
  }

  /// The lines of its log that do not tell of an answer with 200, for when a test fails.
  std::string failures() const;

private:
  std::string configuration(const std::array<std::uint16_t, 3>& nodes,
                            const std::string& certificate) const;

  temp_dir dir_;
  reserved_port public_;
  reserved_port internal_;
  std::unique_ptr<child_process> process_;
};

} // namespace quickbooking
