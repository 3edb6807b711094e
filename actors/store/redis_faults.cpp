#include "actors/store/redis_faults.hpp"

#include <string_view>

namespace quickbooking {

namespace {

/// The words with which Redis says that it cannot do its work for anybody, not just for this key.
bool is_fault_of_redis(std::string_view error) {
  for (auto word : {"READONLY", "OOM", "LOADING", "NOAUTH", "NOPERM", "MISCONF", "MASTERDOWN",
                    "CLUSTERDOWN", "NOREPLICAS", "BUSY"})
    if (error.starts_with(word))
      return true;
  return false;
}

} // namespace

std::optional<redis_fault> fault_of(const failure& why) {
  if (why.code == "redis_timeout")
    return redis_fault::timeout;
  if (why.code == "redis_lost" || why.code == "redis_down")
    return redis_fault::lost;
  if (why.code == "redis_auth" || is_fault_of_redis(why.message))
    return redis_fault::refused;
  return std::nullopt;
}

} // namespace quickbooking
