#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

struct redisContext;

namespace quickbooking {

/// Looks into a Redis from a test: blocking, one thread. Throws std::runtime_error if Redis does
/// not answer or answers with an error.
class redis_probe {
public:
  explicit redis_probe(std::uint16_t port);

  /// The text of a string or status, the decimal digits of an integer, empty for nil.
  std::string text(const std::vector<std::string>& command);

  std::int64_t number(const std::vector<std::string>& command) { return std::stoll(text(command)); }

  /// The texts of an array.
  std::vector<std::string> list(const std::vector<std::string>& command);

private:
  struct closer {
    void operator()(redisContext* x) const;
  };

  std::unique_ptr<redisContext, closer> context_;
};

} // namespace quickbooking
