#include "tests/faults/fault_world.hpp"

#include "tests/faults/one_redis.hpp"
#include "tests/faults/replicated_redis.hpp"
#include "tests/faults/world_settings.hpp"
#include "tests/support/redis_probe.hpp"

#include <algorithm>

namespace quickbooking::faults {

namespace {

using namespace std::chrono_literals;

/// How often Redis is asked whether it is steady.
constexpr auto look_interval = 100ms;

std::unique_ptr<redis_side> make_redis(const plan& x) {
  if (x.has_sentinels)
    return std::make_unique<replicated_redis>();
  return std::make_unique<one_redis>();
}

meta_fault graph_fault(const fault& x) {
  meta_fault made;
  made.times = x.amount;
  made.hang = x.what == fault_kind::graph_hangs;
  made.accepted = x.what == fault_kind::graph_loses_answers;
  if (!made.hang)
    made.status = 502;
  return made;
}

} // namespace

fault_world::fault_world(const std::string& node_program, const plan& planned)
    : redis_(make_redis(planned)),
      graph_(demo_number(), began_),
      nodes_(node_program, planned, redis_->node_config(), graph_proxy_.port(), began_),
      surroundings_{graph_, nodes_.addresses(), world_app_secret, began_} {}

// -- faults ---

void fault_world::begin(const fault& x) {
  present_.push_back(x);
  if (disturbs_redis(x.what))
    nodes_.redis_fault_begins();
  act(x, true);
}

void fault_world::end(const fault& x) {
  const auto same = [&x](const fault& y) { return y.what == x.what && y.from == x.from; };
  const auto found = std::find_if(present_.begin(), present_.end(), same);
  if (found == present_.end())
    return;
  present_.erase(found);
  act(x, false);
  unsteady_ += disturbs_redis(x.what);
  look_on();
}

void fault_world::look_on() {
  nodes_.look_on();
  const auto now = std::chrono::steady_clock::now();
  if (unsteady_ == 0 || now - looked_at_ < look_interval)
    return;
  looked_at_ = now;
  if (std::any_of(present_.begin(), present_.end(),
                  [](const fault& x) { return disturbs_redis(x.what); })
      || !redis_->is_steady())
    return;
  for (; unsteady_ > 0; --unsteady_)
    nodes_.redis_fault_ended();
}

void fault_world::lift_all() {
  while (!present_.empty())
    end(fault{present_.back()});
}

void fault_world::act(const fault& x, bool begins) {
  switch (x.what) {
  case fault_kind::node_ended: // waits for its outbox when it ends
    if (begins)
      whatsapp_is_there();
    return nodes_.act(x, begins);
  case fault_kind::node_killed:
  case fault_kind::node_lost:
  case fault_kind::node_stopped:
  case fault_kind::link_cut:
  case fault_kind::link_frozen:
  case fault_kind::clock_stepped:
    return nodes_.act(x, begins);
  case fault_kind::graph_hangs:
  case fault_kind::graph_refuses:
  case fault_kind::graph_loses_answers:
    return begins ? graph_.add_fault(graph_fault(x)) : graph_.lift_faults();
  case fault_kind::graph_cut:
    return begins ? graph_proxy_.cut() : graph_proxy_.pass();
  case fault_kind::graph_frozen:
    return begins ? graph_proxy_.freeze() : graph_proxy_.pass();
  default:
    return redis_->act(x, begins);
  }
}

void fault_world::whatsapp_is_there() {
  graph_.lift_faults();
  graph_proxy_.pass();
}

// -- the end ---

bool fault_world::settles(std::chrono::milliseconds limit) {
  return eventually(
      [this] {
        look_on();
        return nodes_.are_settled();
      },
      limit);
}

bool fault_world::delivers_what_is_due(std::chrono::milliseconds limit) {
  redis_probe redis{redis_->port()};
  return eventually(
      [&] {
        for (const auto& entry : redis.list({"ZRANGE", "booking:due", "0", "-1"}))
          if (!graph_.has_brought(entry.substr(entry.rfind(' ') + 1)))
            return false;
        return true;
      },
      limit);
}

void fault_world::collect(run_history& into) {
  redis_->collect(into);
  for (auto& each : into.phones)
    each.received = graph_.received(each.phone);
  nodes_.collect(into);
}

} // namespace quickbooking::faults
