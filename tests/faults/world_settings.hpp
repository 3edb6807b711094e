#pragma once

#include "load/meta/meta_rules.hpp"
#include "tests/faults/plan.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace quickbooking::faults {

inline constexpr const char* world_app_secret = "salon-fault-secret";

/// The salon's number as the Graph API has it.
meta_number demo_number();

/// A node's configuration as the plan wants it, for this Redis and a Graph API on this port.
nlohmann::json node_config(const plan& x, const nlohmann::json& redis, std::uint16_t graph);

/// Its secrets, as `NAME=value`.
std::vector<std::string> secrets();

} // namespace quickbooking::faults
