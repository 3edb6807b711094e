#pragma once

#include "tests/faults/redis_side.hpp"
#include "tests/support/private_redis.hpp"
#include "tests/support/sentinel_process.hpp"

#include <chrono>
#include <memory>
#include <vector>

namespace quickbooking::faults {

/// A master with a replica that takes its place if three sentinels find the master dead. No proxy
/// in between: the node asks the sentinels for addresses.
class replicated_redis final : public redis_side {
public:
  /// Throws std::runtime_error if they do not find each other.
  replicated_redis();

  nlohmann::json node_config() const override;
  void act(const fault& x, bool begins) override;
  bool is_steady() override;
  std::uint16_t port() const override;

  /// What the sentinels say of the master.
  std::string story() const override;

  /// What the master holds counts as stored, see `follow`.
  void collect(run_history& into) override;

private:
  void kill_master(std::chrono::milliseconds lag);
  void restart_master(bool as_replica);
  void replica_dies();
  std::uint16_t named_by_all() const;

  private_redis first_;
  private_redis second_;
  std::vector<std::unique_ptr<sentinel_process>> sentinels_;
  private_redis* dead_replica_ = nullptr;
  std::uint16_t named_ = 0; ///< by all sentinels
  std::chrono::steady_clock::time_point named_since_;
};

} // namespace quickbooking::faults
