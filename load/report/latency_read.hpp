#pragma once

#include "load/report/latency_figures.hpp"
#include "messages/encoding/checked_json.hpp"

namespace quickbooking {

// Latencies from a report's JSON; what is wrong is noted.

brief_latency brief_in(const checked_json& x);

latency_pair pair_in(const checked_json& x);

} // namespace quickbooking
