#pragma once

#include "tests/faults/fault_customer.hpp"
#include "tests/faults/graph_recorder.hpp"
#include "tests/faults/health_watch.hpp"
#include "tests/faults/history.hpp"
#include "tests/faults/plan.hpp"
#include "tests/support/fault_proxy.hpp"
#include "tests/support/node_process.hpp"
#include "tests/support/private_redis.hpp"

#include <memory>
#include <string>
#include <vector>

namespace quickbooking::faults {

/// A real Redis that survives kill -9, one real node, and the Graph API, with proxies between them;
/// and the faults that happen to them. For the thread that made it. Throws std::runtime_error if a
/// part does not come up.
class fault_world {
public:
  explicit fault_world(const std::string& node_program);

  void begin(const fault& x);
  void end(const fault& x);

  /// Ends all faults that are still there.
  void lift_all();

  /// True once the node says that all is well, nothing is dirty and nothing waits to be sent.
  bool settles(std::chrono::milliseconds limit);

  /// Waits until every reply that Redis has as due has come to its phone. False if one has not.
  bool delivers_what_is_due(std::chrono::milliseconds limit);

  /// SIGTERM; then nothing runs any more but Redis. False if it did not end in order.
  bool stop_node();

  /// What Redis, the database and the phones hold. After `stop_node`.
  void collect(run_history& into) const;

  customer_surroundings& surroundings() { return surroundings_; }
  const health_watch& watch() const { return watch_; }
  std::string log_tail() const { return node_->log_tail(); }

private:
  void act(const fault& x, bool begins);
  void set_redis_memory(const char* limit);
  void kill_node();
  void end_node();
  void node_is_there();
  void life_ended(node_life::ending how);
  run_time now() const;

  const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  private_redis redis_;
  graph_recorder graph_;
  fault_proxy redis_proxy_{redis_.port()};
  fault_proxy graph_proxy_{graph_.port()};
  std::unique_ptr<node_process> node_;
  node_address address_;
  customer_surroundings surroundings_;
  health_watch watch_{began_};
  std::vector<node_life> lives_;
  std::vector<fault> present_; ///< faults that have begun and not ended
  bool redis_is_down_ = false;
};

} // namespace quickbooking::faults
