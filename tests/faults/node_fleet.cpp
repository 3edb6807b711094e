#include "tests/faults/node_fleet.hpp"

#include "tests/cluster/cluster_kit.hpp"
#include "tests/faults/booking_rows.hpp"
#include "tests/faults/world_settings.hpp"

#include <algorithm>
#include <stdexcept>

namespace quickbooking::faults {

namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr auto meeting_limit = 20s;

/// Figures are older than what they tell of.
constexpr auto whole_for = 500ms;

std::string name_of(std::size_t node) { return {'n', 'o', 'd', 'e', '-', char('a' + node)}; }

/// What a node said last of that for which a run waits.
std::string unsettled(const health_watch& x) {
  std::string text;
  for (const auto* name : {"degraded", "dirty_sessions", "archive_ahead", "outbox_orders"})
    if (const auto value = x.figure("quickbooking_" + std::string{name}); value != 0)
      text += " " + std::string{name} + "=" + std::to_string(static_cast<long>(value));
  return text;
}

bool steps_clock(const plan& x, std::size_t node) {
  return std::any_of(x.faults.begin(), x.faults.end(), [node](const fault& each) {
    return each.what == fault_kind::clock_stepped && each.node == node;
  });
}

} // namespace

node_fleet::node_fleet(const std::string& program, const plan& planned, const json& redis,
                       std::uint16_t graph, std::chrono::steady_clock::time_point run_began)
    : began_(run_began),
      database_(planned.nodes > 1 ? shared_postgres().add_database() : ""),
      members_(planned.nodes),
      addresses_(planned.nodes) {
  const auto base = node_config(planned, redis, graph);
  for (std::size_t i = 0; i < members_.size(); ++i)
    add(i, program, planned, base);
  if (!eventually([this] { return are_well() && is_whole(); }, meeting_limit))
    throw std::runtime_error("the nodes do not get well:\n" + log_tail());
}

/// The others reach it through a proxy.
json node_fleet::config_of(std::size_t node, json base) {
  if (members_.size() == 1)
    return base;
  auto& mine = members_[node];
  mine.port = std::make_unique<reserved_port>();
  mine.link = std::make_unique<fault_proxy>(mine.port->number());
  base.merge_patch(cluster_node_config(name_of(node), database_));
  base["cluster"]["listen"]["port"] = mine.port->number();
  base["cluster"]["advertise"] = "127.0.0.1:" + std::to_string(mine.link->port());
  return base;
}

void node_fleet::add(std::size_t node, const std::string& program, const plan& planned,
                     const json& base) {
  auto environment = secrets();
  if (!database_.empty())
    environment.push_back(database_secret());
  auto& mine = members_[node];
  if (steps_clock(planned, node)) {
    mine.clock = std::make_unique<stepped_clock>();
    for (const auto& each : mine.clock->environment())
      environment.push_back(each);
  }
  mine.watch = std::make_unique<health_watch>(began_);
  mine.process = std::make_unique<node_process>(program, config_of(node, base), environment);
  is_there_now(node);
}

run_time node_fleet::now() const {
  return std::chrono::duration_cast<run_time>(std::chrono::steady_clock::now() - began_);
}

// -- lives ---

void node_fleet::is_there_now(std::size_t node) {
  auto& mine = members_[node];
  mine.life = lives_.size();
  mine.is_there = true;
  lives_.push_back({now(), run_time::max(), node_life::ending::killed, node});
  mine.watch->watch(mine.process->url());
  addresses_.set(node, mine.process->url(), static_cast<int>(mine.life));
}

void node_fleet::ended(std::size_t node, node_life::ending how) {
  members_[node].is_there = false;
  lives_[members_[node].life].ended = now();
  lives_[members_[node].life].how = how;
}

void node_fleet::kill(std::size_t node) {
  if (!members_[node].is_there)
    return;
  members_[node].process->kill();
  ended(node, node_life::ending::killed);
}

void node_fleet::end_in_order(std::size_t node) {
  if (!members_[node].is_there)
    return;
  const auto in_order = members_[node].process->terminate() == 0;
  ended(node, in_order ? node_life::ending::in_order : node_life::ending::cut_off);
}

void node_fleet::start(std::size_t node) {
  if (members_[node].is_there)
    return;
  members_[node].process->start();
  is_there_now(node);
}

bool node_fleet::stop() {
  for (std::size_t i = 0; i < members_.size(); ++i)
    end_in_order(i);
  return std::ranges::all_of(members_, [this](const member& x) {
    return lives_[x.life].how == node_life::ending::in_order;
  });
}

// -- faults ---

void node_fleet::act(const fault& x, bool begins) {
  if (moves_customers(x.what))
    note_unrest(x, begins);
  auto& mine = members_[x.node];
  switch (x.what) {
  case fault_kind::link_cut:
    if (!begins)
      return mine.link->pass();
    mine.link->refuse();
    return mine.link->cut();
  case fault_kind::link_frozen:
    return begins ? mine.link->freeze() : mine.link->pass();
  case fault_kind::clock_stepped:
    return begins ? mine.clock->step(std::chrono::seconds{x.amount}) : void();
  default:
    return act_on_node(x, begins);
  }
}

void node_fleet::act_on_node(const fault& x, bool begins) {
  switch (x.what) {
  case fault_kind::node_killed:
    return begins ? kill(x.node) : start(x.node);
  case fault_kind::node_ended:
    return begins ? end_in_order(x.node) : start(x.node);
  case fault_kind::node_lost:
    return begins ? kill(x.node) : start(x.node);
  case fault_kind::node_stopped:
    if (begins)
      return members_[x.node].process->freeze();
    members_[x.node].watch->node_goes_on();
    return members_[x.node].process->thaw();
  default:
    return;
  }
}

void node_fleet::note_unrest(const fault& x, bool begins) {
  if (!unrest_since_)
    unrest_since_ = now();
  if (!is_instant(x.what))
    unsettling_ += begins ? 1 : -1;
  quiet_since_ = now();
}

void node_fleet::redis_fault_begins() {
  for (auto& x : members_)
    x.watch->redis_fault_begins();
}

void node_fleet::redis_fault_ended() {
  for (auto& x : members_)
    x.watch->redis_fault_ended();
}

// -- what they say ---

bool node_fleet::all(const std::function<bool(const health_watch&)>& condition) const {
  return std::ranges::all_of(members_, [&](const member& x) { return condition(*x.watch); });
}

bool node_fleet::is_whole() const {
  const auto nodes = static_cast<double>(members_.size());
  return nodes == 1 || all([nodes](const health_watch& x) {
           return x.figure("quickbooking_cluster_nodes") == nodes;
         });
}

void node_fleet::look_on() {
  if (!unrest_since_ || unsettling_ > 0)
    return;
  if (!is_whole())
    quiet_since_ = now();
  if (now() - quiet_since_ < whole_for)
    return;
  unrest_.push_back({*unrest_since_, now()});
  unrest_since_.reset();
}

bool node_fleet::are_well() const {
  return all([](const health_watch& x) { return x.is_well(); });
}

bool node_fleet::are_settled() const {
  return is_whole() && !unrest_since_ && all([](const health_watch& x) {
           return x.is_calm() && x.figure("quickbooking_outbox_orders") == 0;
         });
}

double node_fleet::total(const std::string& name) const {
  double sum = 0;
  for (const auto& x : members_)
    sum += x.watch->total(name);
  return sum;
}

std::string node_fleet::log_tail() const {
  std::string text;
  for (std::size_t i = 0; i < members_.size(); ++i)
    if (members_[i].process)
      text += name_of(i) + ":" + unsettled(*members_[i].watch) + "\n"
              + members_[i].process->log_tail();
  return text;
}

// -- the end ---

void node_fleet::collect(run_history& into) const {
  into.nodes = members_.size();
  into.bookings = database_.empty() ? read_bookings(members_.front().process->database())
                                    : read_shared_bookings(database_);
  into.lives = lives_;
  into.unrest = unrest_;
  if (unrest_since_)
    into.unrest.push_back({*unrest_since_, now()});
  for (const auto& x : members_)
    for (const auto& each : x.watch->disturbed())
      into.disturbed.push_back(each);
}

} // namespace quickbooking::faults
