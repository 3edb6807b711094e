#pragma once

#include "tests/support/child_process.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace quickbooking {

/// A program that says `{"ready":true,"port":12345}` on its standard output once it serves. Throws
/// std::runtime_error with what it said if it does not.
class ready_process {
public:
  ready_process(const std::vector<std::string>& argv, std::vector<std::string> environment);

  std::uint16_t port() const { return port_; }
  pid_t pid() const { return process_->pid(); }

private:
  temp_dir dir_;
  std::unique_ptr<child_process> process_;
  std::uint16_t port_ = 0;
};

} // namespace quickbooking
