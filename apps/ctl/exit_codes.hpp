#pragma once

namespace quickbooking {

/// How `quickbooking-ctl` ends; `--help` lists them.
enum ctl_exit_code {
  exit_done = 0,
  exit_refused = 1,      ///< the node refused, or something was not done
  exit_usage = 2,        ///< command line or environment
  exit_unauthorized = 3, ///< the node wants another token
  exit_unreachable = 4   ///< nobody answers at the address
};

} // namespace quickbooking
