#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace quickbooking {

/// A server under measurement, with a Redis of its own. Ends with the scope.
class candidate {
public:
  virtual ~candidate() = default;

  virtual std::uint16_t port() const = 0;
  virtual pid_t pid() const = 0;
  virtual std::uint16_t redis_port() const = 0;
  virtual pid_t redis_pid() const = 0;
};

/// How a candidate is called, and how to start one, fresh and empty. Starting throws
/// std::runtime_error if it does not get ready.
struct candidate_kind {
  std::string name;  ///< in JSON
  std::string title; ///< in the table
  std::function<std::unique_ptr<candidate>()> start;
};

} // namespace quickbooking
