#pragma once

#include "tests/embedding/demo_salon.hpp"
#include "tests/support/caught_lines.hpp"
#include "tests/support/child_process.hpp"

#include <quickbooking/quickbooking.hpp>

#include <caf/all.hpp>
#include <caf/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace quickbooking {

// What tests of embedded services on real threads share.

struct host_config : with_quickbooking<> {
  host_config() {
    tune_scheduler(*this, 2);
    load_links(*this);
  }
};

inline embedded_service start_or_throw(caf::actor_system& system, service_options options) {
  auto started = embedded_service::start(system, std::move(options));
  if (!started)
    throw std::runtime_error(explain(started.error()));
  return std::move(*started);
}

/// What the actor answers; throws if it does not.
template <class Answer, class Handle, class Question>
Answer ask(caf::actor_system& system, const Handle& whom, Question what) {
  caf::scoped_actor self{system};
  std::optional<Answer> got;
  self->request(whom, std::chrono::seconds{20}, std::move(what))
      .receive([&](Answer& x) { got = std::move(x); },
               [](const caf::error& why) { throw std::runtime_error(to_string(why)); });
  return std::move(*got);
}

} // namespace quickbooking
