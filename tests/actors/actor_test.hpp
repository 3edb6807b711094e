#pragma once

#include "actors/protocol.hpp"
#include "booking/catalog/salon.hpp"

#include <caf/actor_system_config.hpp>

#include <chrono>
#include <fstream>
#include <memory>
#include <sstream>

namespace quickbooking {

// What tests of actors share.

struct actor_test_config : caf::actor_system_config {
  actor_test_config() {
    add_message_types<caf::id_block::quickbooking>();
    set("scheduler.policy", caf::atom("sharing"));
  }
};

inline std::shared_ptr<const catalog> demo_catalog() {
  std::ifstream file{QUICKBOOKING_SOURCE_DIR "/cluster-config/demo-salon.json"};
  std::stringstream text;
  text << file.rdbuf();
  return std::make_shared<const catalog>(catalog::parse(text.str()).value());
}

inline instant now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

} // namespace quickbooking
