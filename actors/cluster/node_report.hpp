#pragma once

#include "actors/protocol.hpp"

#include <nlohmann/json.hpp>

#include <optional>

namespace quickbooking {

// How a node says how it is, to another node and to operators.

/// `{name, version, draining, uptimeSeconds, sessionsInMemory, turnsUnderWay, redis}`; a node
/// without a cluster has null for a name.
nlohmann::ordered_json to_json(const node_report& x);

/// The same with `answers` and `inRing`. Of a node that does not answer: its name and the reason.
nlohmann::ordered_json to_json(const node_answer& x);

/// `{state, since, dirtySessions, reason?}`.
nlohmann::ordered_json to_json(const store_health& x);

/// Reads a report; nothing if it is something else.
std::optional<node_report> node_report_from(const nlohmann::json& x);

} // namespace quickbooking
