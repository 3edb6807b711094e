#pragma once

namespace quickbooking {

/// How `quickbooking-load` ends; `--help` lists them.
enum load_exit_code {
  exit_pass = 0,
  exit_failed = 1,     ///< a threshold was exceeded
  exit_usage = 2,      ///< command line, scenario or environment
  exit_invalid = 3,    ///< the tool did not keep its own schedule
  exit_unreachable = 4 ///< no answer from the target, or the stand-in's port is taken
};

} // namespace quickbooking
