#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace quickbooking {

/// What `quickbooking-ctl` said, on both its outputs, and how it ended.
struct ctl_end {
  int exit_code = -1; ///< -1: not within a minute
  std::string said;

  /// The document that it printed with `--json`; null if it printed something else.
  nlohmann::json document() const { return nlohmann::json::parse(said, nullptr, false); }

  /// A member of that document; null if there is none.
  nlohmann::json member(const std::string& name) const {
    const auto all = document();
    return all.is_object() && all.contains(name) ? all[name] : nlohmann::json{};
  }

  bool says(std::string_view words) const { return said.find(words) != std::string::npos; }
};

/// Runs it with this command line in our environment and these `NAME=value`.
ctl_end run_ctl(const std::vector<std::string>& words, std::vector<std::string> environment = {});

} // namespace quickbooking
