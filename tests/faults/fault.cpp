#include "tests/faults/fault.hpp"

#include <array>

namespace quickbooking::faults {

std::string_view to_string(fault_kind x) {
  constexpr std::array names{
      "redis_killed",    "redis_stopped",       "redis_delayed", "redis_trickled", "redis_frozen",
      "redis_cut",       "redis_reply_cut",     "redis_refused", "redis_full",     "master_killed",
      "master_stopped",  "scripts_flushed",     "node_killed",   "node_ended",     "graph_hangs",
      "graph_refuses",   "graph_loses_answers", "graph_cut",     "graph_frozen",   "replica_killed",
      "sentinel_killed", "node_lost",           "node_stopped",  "link_cut",       "link_frozen",
      "clock_stepped"};
  return names[static_cast<std::size_t>(x)];
}

bool disturbs_redis(fault_kind x) { return x < fault_kind::scripts_flushed; }

bool moves_customers(fault_kind x) {
  return x == fault_kind::node_killed || x == fault_kind::node_ended
         || (x >= fault_kind::node_lost && x <= fault_kind::link_frozen);
}

bool is_instant(fault_kind x) {
  return x == fault_kind::redis_cut || x == fault_kind::scripts_flushed
         || x == fault_kind::node_killed || x == fault_kind::node_ended
         || x == fault_kind::graph_cut || x == fault_kind::clock_stepped;
}

} // namespace quickbooking::faults
