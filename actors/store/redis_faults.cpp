#include "actors/store/redis_faults.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace quickbooking {

namespace {

/// The words with which Redis says that it cannot do its work for anybody.
constexpr std::array<std::string_view, 12> words{
    "READONLY",
    "OOM",
    "LOADING",
    "NOAUTH",
    "NOPERM",
    "MISCONF",
    "MASTERDOWN",
    "CLUSTERDOWN",
    "NOREPLICAS",
    "BUSY",
    "ERR ACL failure in script",
    "ERR The user executing the script can't run this command"};

/// Up to Redis 6 the error of a command in a script comes within another one: `ERR Error running
/// script (call to f_...): @user_script:21: -OOM command not allowed ...`.
bool says(std::string_view error, std::string_view word) {
  return error.starts_with(word)
         || error.find(": -" + std::string{word} + " ") != std::string_view::npos;
}

} // namespace

bool is_fault_of_redis(const failure& why) {
  if (why.code == "redis_error")
    return std::any_of(words.begin(), words.end(),
                       [&](auto word) { return says(why.message, word); });
  return why.code == "redis_timeout" || why.code == "redis_lost" || why.code == "redis_down"
         || why.code == "redis_auth";
}

} // namespace quickbooking
