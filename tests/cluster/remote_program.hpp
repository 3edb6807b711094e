#pragma once

#include "tests/cluster/other_program.hpp"
#include "tests/cluster/salon_cluster.hpp"
#include "tests/support/reserved_port.hpp"

#include <quickbooking/remote_cluster.hpp>

#include <caf/scoped_actor.hpp>

#include <array>
#include <string>

namespace quickbooking {

/// Nodes that are found at ports that they keep.
class reachable_cluster {
public:
  explicit reachable_cluster(
      std::size_t nodes = 3, const std::function<void(nlohmann::json&)>& configure = [](auto&) {});

  /// For a program with a certificate of the nodes' authority.
  remote_options options(const std::string& name = "front-desk") const;

private:
  std::array<reserved_port, 3> ports_;

public:
  salon_cluster salon;
};

/// A customer of that program. For one thread.
class remote_customer {
public:
  remote_customer(caf::actor_system& system, booking_service bookings, std::string phone);

  /// Each under an id of its own. With the outcome `unanswered` if nothing comes in 15 seconds.
  customer_answer says(const std::string& text);
  customer_answer taps(const std::string& button_id);

  customer_answer says(const std::string& text, const std::string& message_id);
  customer_answer taps(const std::string& button_id, const std::string& message_id);

  session_record session();
  session_record clear();

  const std::string& phone() const { return phone_; }

private:
  template <class Answer, class Question>
  Answer ask(Question what);

  caf::scoped_actor self_;
  booking_service bookings_;
  std::string phone_;
  int said_ = 0;
};

/// What cannot come back from a service.
inline constexpr turn_outcome unanswered{0};

/// As one of `/v1`, for a look at its buttons.
answer as_answer(const customer_answer& x);

} // namespace quickbooking
