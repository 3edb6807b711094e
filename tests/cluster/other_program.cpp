#include "tests/cluster/other_program.hpp"

#include <quickbooking/config.hpp>

#include <caf/all.hpp>
#include <caf/io/middleman.hpp>

namespace quickbooking {

namespace {

std::unique_ptr<caf::actor_system_config> configured(other_program::loop which,
                                                     caf::timespan heartbeat) {
  auto out = std::make_unique<caf::actor_system_config>();
  configure(*out);
  tune_scheduler(*out, 2);
  if (which == other_program::loop::ours)
    load_links(*out);
  if (which == other_program::loop::of_caf) {
    out->load<caf::io::middleman>();
    out->set("middleman.heartbeat-interval", heartbeat);
  }
  return out;
}

} // namespace

other_program::other_program(loop which, caf::timespan heartbeat)
    : config_{configured(which, heartbeat)},
      system_{*config_} {}

} // namespace quickbooking
