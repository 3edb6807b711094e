#pragma once

#include "actors/protocol.hpp"
#include "booking/catalog/salon.hpp"

#include <caf/actor_system_config.hpp>
#include <caf/all.hpp>

#include <chrono>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

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

/// What an actor answers. Throws std::runtime_error if it does not.
template <class Answer, class Message>
Answer answer_of(caf::actor_system& system, const caf::actor& whom, Message what) {
  caf::scoped_actor self{system};
  Answer got{};
  self->request(whom, std::chrono::seconds{10}, std::move(what))
      .receive(
          [&](Answer& x) { got = std::move(x); },
          [](const caf::error& why) { throw std::runtime_error("no answer: " + to_string(why)); });
  return got;
}

} // namespace quickbooking
