#pragma once

#include "tests/faults/fault.hpp"
#include "tests/faults/fault_customer.hpp"
#include "tests/faults/health_watch.hpp"
#include "tests/faults/plan.hpp"
#include "tests/support/fault_proxy.hpp"
#include "tests/support/node_process.hpp"
#include "tests/support/reserved_port.hpp"
#include "tests/support/stepped_clock.hpp"

#include <nlohmann/json.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace quickbooking::faults {

/// The nodes of a run from life to life: one that keeps its bookings in a file, or several that
/// share a PostgreSQL, with a proxy in each link. For the thread that made it.
class node_fleet {
public:
  /// As the plan wants them, for this Redis and a Graph API on this port. Returns when they are
  /// ready and see each other; throws std::runtime_error if they do not get there.
  node_fleet(const std::string& program, const plan& planned, const nlohmann::json& redis,
             std::uint16_t graph, std::chrono::steady_clock::time_point run_began);

  const node_addresses& addresses() const { return addresses_; }

  /// A fault of a node, its links or its clock begins or ends.
  void act(const fault& x, bool begins);

  void redis_fault_begins();
  void redis_fault_ended();

  /// Looks whether what faults of nodes have set in motion is over. To be called all the time.
  void look_on();

  /// All say that Redis is well.
  bool are_well() const;

  /// All say that all is well, nothing is dirty and nothing waits to be sent, and see each other.
  bool are_settled() const;

  /// SIGTERM. False if one did not end in order.
  bool stop();

  /// Bookings, lives, and when what was in unrest. After `stop`.
  void collect(run_history& into) const;

  /// The sum of a counter over all lives.
  double total(const std::string& name) const;

  std::string log_tail() const;

private:
  struct member {
    std::unique_ptr<reserved_port> port; ///< for the others; nothing if there are none
    std::unique_ptr<fault_proxy> link;   ///< through which they reach it
    std::unique_ptr<stepped_clock> clock;
    std::unique_ptr<node_process> process;
    std::unique_ptr<health_watch> watch;
    std::size_t life = 0;
    bool is_there = false;
  };

  nlohmann::json config_of(std::size_t node, nlohmann::json base);
  void add(std::size_t node, const std::string& program, const plan& planned,
           const nlohmann::json& base);
  void is_there_now(std::size_t node);
  void ended(std::size_t node, node_life::ending how);
  void kill(std::size_t node);
  void end_in_order(std::size_t node);
  void start(std::size_t node);
  void act_on_node(const fault& x, bool begins);
  void note_unrest(const fault& x, bool begins);
  bool is_whole() const;
  bool all(const std::function<bool(const health_watch&)>& condition) const;
  run_time now() const;

  const std::chrono::steady_clock::time_point began_;
  std::string database_; ///< of `shared_postgres`; empty with one node
  std::vector<member> members_;
  node_addresses addresses_;
  std::vector<node_life> lives_;
  std::vector<interval> unrest_;
  std::optional<run_time> unrest_since_;
  run_time quiet_since_{0}; ///< no fault since
  int unsettling_ = 0;      ///< faults of nodes and links that are there
};

} // namespace quickbooking::faults
