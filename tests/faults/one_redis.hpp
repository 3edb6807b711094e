#pragma once

#include "tests/faults/redis_side.hpp"
#include "tests/support/fault_proxy.hpp"
#include "tests/support/private_redis.hpp"

#include <string>
#include <vector>

namespace quickbooking::faults {

/// Words of a command line with which what was acknowledged survives kill -9, and all that ever was
/// written can be read afterwards.
std::vector<std::string> keeps_all();

/// The folder of a Redis.
std::string folder_of(const private_redis& x);

/// A Redis behind a proxy.
class one_redis final : public redis_side {
public:
  nlohmann::json node_config() const override;
  void act(const fault& x, bool begins) override;
  bool is_steady() override { return true; }
  std::uint16_t port() const override { return server_.port(); }
  void collect(run_history& into) override;

private:
  void set_memory(const char* limit);

  private_redis server_{keeps_all()};
  fault_proxy proxy_{server_.port()};
};

} // namespace quickbooking::faults
