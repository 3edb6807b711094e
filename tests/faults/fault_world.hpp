#pragma once

#include "tests/faults/fault_customer.hpp"
#include "tests/faults/graph_recorder.hpp"
#include "tests/faults/history.hpp"
#include "tests/faults/node_fleet.hpp"
#include "tests/faults/plan.hpp"
#include "tests/faults/redis_side.hpp"
#include "tests/support/fault_proxy.hpp"

#include <memory>
#include <string>
#include <vector>

namespace quickbooking::faults {

/// A real Redis that survives kill -9, real nodes, and the Graph API, with proxies between them;
/// and the faults that happen to them. For the thread that made it. Throws std::runtime_error if a
/// part does not come up.
class fault_world {
public:
  /// As the plan wants nodes and Redis to be.
  fault_world(const std::string& node_program, const plan& planned);

  void begin(const fault& x);
  void end(const fault& x);

  /// Looks whether what faults of Redis have set in motion is over. To be called all the time.
  void look_on();

  /// Ends all faults that are still there.
  void lift_all();

  /// True once the nodes say that all is well, nothing is dirty and nothing waits to be sent.
  bool settles(std::chrono::milliseconds limit);

  /// Waits until every reply that Redis has as due has come to its phone. False if one has not.
  bool delivers_what_is_due(std::chrono::milliseconds limit);

  /// SIGTERM; then nothing runs any more but Redis. False if it did not end in order.
  bool stop_nodes() { return nodes_.stop(); }

  /// What Redis, the database and the phones hold. After `stop_nodes`.
  void collect(run_history& into);

  customer_surroundings& surroundings() { return surroundings_; }
  const node_fleet& nodes() const { return nodes_; }
  std::string log_tail() const { return nodes_.log_tail() + redis_->story(); }

private:
  void act(const fault& x, bool begins);
  void whatsapp_is_there();

  const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::unique_ptr<redis_side> redis_;
  graph_recorder graph_;
  fault_proxy graph_proxy_{graph_.port()};
  node_fleet nodes_;
  customer_surroundings surroundings_;
  std::vector<fault> present_; ///< faults that have begun and not ended
  int unsteady_ = 0;           ///< faults of Redis that have ended, though not their effects
  std::chrono::steady_clock::time_point looked_at_;
};

} // namespace quickbooking::faults
