#pragma once

#include "tests/cluster/salon_cluster.hpp"
#include "tests/end_to_end/webhook_customer.hpp"
#include "tests/support/reserved_port.hpp"

#include <array>
#include <chrono>
#include <string>

namespace quickbooking {

/// Three nodes at addresses that they keep when they are started again, for what has those in its
/// configuration, and WhatsApp.
struct reachable_salon {
  faults::graph_recorder graph{demo_meta_number(), std::chrono::steady_clock::now()};
  std::array<reserved_port, 3> ports;
  salon_cluster cluster{3, [this](std::size_t i, nlohmann::json& x) {
                          x["listen"]["port"] = ports.at(i).number();
                          x["graph"]
                              = {{"baseUrl", "http://127.0.0.1:" + std::to_string(graph.port())},
                                 {"messagesPerSecond", 1000}};
                        }};

  std::array<std::uint16_t, 3> port_numbers() const {
    return {ports[0].number(), ports[1].number(), ports[2].number()};
  }
};

} // namespace quickbooking
