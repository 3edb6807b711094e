#pragma once

#include "tests/support/child_process.hpp"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>

namespace quickbooking {

/// `quickbooking-demo --serve --json` as a process of its own. Throws std::runtime_error with its
/// output if it does not get ready.
class demo_program {
public:
  explicit demo_program(const std::string& file);

  /// A member of its one line: `url`, `redis`, `graph`, ...
  std::string access(const char* name) const { return access_.at(name).get<std::string>(); }

  child_process& process() { return *process_; }

private:
  temp_dir dir_;
  std::unique_ptr<child_process> process_;
  nlohmann::json access_;
};

} // namespace quickbooking
