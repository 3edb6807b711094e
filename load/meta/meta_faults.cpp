#include "load/meta/meta_faults.hpp"

#include <algorithm>
#include <array>

namespace quickbooking {

namespace {

using nlohmann::json;

constexpr std::array fault_keys{"times", "customer", "code",    "status",
                                "hang",  "delayMs",  "accepted"};

std::optional<int> optional_int(const json& x, const char* key) {
  return x.contains(key) ? std::optional<int>{x.at(key).get<int>()} : std::nullopt;
}

} // namespace

result<meta_fault> parse_fault(const json& x) {
  if (!x.is_object())
    return fail("invalid_fault", "a fault is a JSON object");
  for (const auto& [key, value] : x.items())
    if (std::find(fault_keys.begin(), fault_keys.end(), key) == fault_keys.end())
      return fail("invalid_fault", "unknown key " + key);
  try {
    meta_fault fault;
    fault.times = x.value("times", 1);
    fault.customer = x.value("customer", "");
    fault.code = optional_int(x, "code");
    fault.status = optional_int(x, "status");
    fault.hang = x.value("hang", false);
    fault.delay = std::chrono::milliseconds{x.value("delayMs", 0)};
    fault.accepted = x.value("accepted", false);
    return fault;
  } catch (const json::exception& e) {
    return fail("invalid_fault", e.what());
  }
}

std::optional<meta_fault> meta_faults::take(const std::string& customer) {
  auto meant
      = [&customer](const meta_fault& x) { return x.customer.empty() || x.customer == customer; };
  const auto found = std::find_if(waiting_.begin(), waiting_.end(), meant);
  if (found == waiting_.end())
    return std::nullopt;
  auto fault = *found;
  if (--found->times <= 0)
    waiting_.erase(found);
  return fault;
}

} // namespace quickbooking
