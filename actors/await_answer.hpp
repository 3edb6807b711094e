#pragma once

#include "actors/protocol.hpp"

#include <caf/all.hpp>

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <utility>

namespace quickbooking {

/// So often a question is repeated whose answer is not good yet.
inline constexpr std::chrono::milliseconds answer_interval{5};

/// Asks `whom` until an answer is good or `limit` is over, and waits for that. Not for the actor
/// system's threads.
///
/// The questions are asked by an actor of its own. A scoped actor would get the timeouts of those
/// that were answered before, and CAF 0.17 never frees what a scoped actor has passed over.
template <class Answer, class Message>
void await_answer(caf::actor_system& system, const caf::actor& whom,
                  std::chrono::milliseconds limit, Message what,
                  std::function<bool(const Answer&)> is_good) {
  auto over = std::make_shared<std::promise<void>>();
  auto ask = [=](caf::event_based_actor* self) -> caf::behavior {
    const auto end = self->clock().now() + limit;
    auto next = [=](bool good) {
      if (!good && self->clock().now() < end)
        return self->delayed_send(self, answer_interval, tick_now{});
      self->quit();
      over->set_value();
    };
    self->send(self, tick_now{});
    return {[=](tick_now) {
      self->request(whom, limit, what)
          .then([=](const Answer& x) { next(is_good(x)); },
                [=](const caf::error&) { next(false); });
    }};
  };
  system.spawn(ask);
  over->get_future().wait();
}

} // namespace quickbooking
