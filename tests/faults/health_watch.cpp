#include "tests/faults/health_watch.hpp"

#include "net/http/http_client.hpp"

#include <algorithm>
#include <sstream>

namespace quickbooking::faults {

namespace {

using namespace std::chrono_literals;

constexpr auto poll_interval = 20ms;

/// A call to Redis that began before a fault ended may fail this much later.
constexpr auto aftermath = 200ms;

double value(const figures& x, const std::string& name) {
  const auto found = x.find(name);
  return found == x.end() ? 0 : found->second;
}

} // namespace

figures parse_figures(const std::string& text) {
  figures all;
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);)
    if (const auto space = line.rfind(' '); space != std::string::npos && line.front() != '#')
      all[line.substr(0, space)] = std::strtod(line.c_str() + space, nullptr);
  return all;
}

// -- disturbance ---

void disturbance::begin(run_time at) {
  if (!since_)
    since_ = at;
}

void disturbance::fault_begins(run_time now) {
  ++faults_;
  must_be_well_ = false;
  begin(now);
}

void disturbance::fault_ended(run_time now) {
  --faults_;
  quiet_since_ = now;
}

void disturbance::node_began(run_time now) {
  quiet_since_ = last_seen_ = now;
  degraded_answers_ = 0;
  must_be_well_ = is_calm();
}

void disturbance::node_goes_on(run_time now) { last_seen_ = std::max(last_seen_, now); }

void disturbance::saw(const figures& x, run_time now) {
  const auto degraded_answers = value(x, R"(quickbooking_transitions_total{durable="archive"})")
                                + value(x, R"(quickbooking_transitions_total{durable="false"})");
  const auto trouble
      = value(x, "quickbooking_degraded") > 0 || value(x, "quickbooking_dirty_sessions") > 0
        || value(x, "quickbooking_archive_ahead") > 0 || degraded_answers > degraded_answers_;
  degraded_answers_ = degraded_answers;
  must_be_well_ = must_be_well_ && trouble;
  if (trouble && !must_be_well_) {
    begin(last_seen_);
    quiet_since_ = std::max(now, last_seen_);
  } else if (since_ && faults_ == 0 && now - quiet_since_ >= aftermath) {
    over_.push_back({*since_, now});
    since_.reset();
  }
  last_seen_ = std::max(last_seen_, now);
}

std::vector<interval> disturbance::intervals(run_time now) const {
  auto all = over_;
  if (since_)
    all.push_back({*since_, now});
  return all;
}

// -- health_watch ---

health_watch::health_watch(std::chrono::steady_clock::time_point run_began)
    : began_(run_began),
      thread_([this] { run(); }) {}

health_watch::~health_watch() {
  stopped_ = true;
  thread_.join();
}

run_time health_watch::now() const {
  return std::chrono::duration_cast<run_time>(std::chrono::steady_clock::now() - began_);
}

void health_watch::watch(std::string node_url) {
  const std::lock_guard guard{mutex_};
  url_ = std::move(node_url);
  for (const auto& [name, x] : last_)
    sums_[name] += x;
  last_.clear();
  state_.node_began(now());
}

void health_watch::redis_fault_begins() {
  const std::lock_guard guard{mutex_};
  state_.fault_begins(now());
}

void health_watch::redis_fault_ended() {
  const std::lock_guard guard{mutex_};
  state_.fault_ended(now());
}

/// What was seen of the node before is old.
void health_watch::node_goes_on() {
  const std::lock_guard guard{mutex_};
  state_.node_goes_on(now());
  last_.erase("quickbooking_cluster_nodes");
}

bool health_watch::is_well() const {
  const std::lock_guard guard{mutex_};
  return !last_.empty() && value(last_, "quickbooking_degraded") == 0;
}

bool health_watch::is_calm() const {
  const std::lock_guard guard{mutex_};
  return state_.is_calm();
}

double health_watch::figure(const std::string& name) const {
  const std::lock_guard guard{mutex_};
  return value(last_, name);
}

double health_watch::total(const std::string& name) const {
  const std::lock_guard guard{mutex_};
  return value(last_, name) + value(sums_, name);
}

std::vector<interval> health_watch::disturbed() const {
  const std::lock_guard guard{mutex_};
  return state_.intervals(now());
}

void health_watch::run() {
  std::string asked;
  std::unique_ptr<http_client> client;
  for (; !stopped_; std::this_thread::sleep_for(poll_interval)) {
    {
      const std::lock_guard guard{mutex_};
      if (asked != url_) {
        asked = url_;
        client = std::make_unique<http_client>(asked, 5s);
      }
    }
    if (!client)
      continue;
    const auto before = now();
    const auto answer = client->get("/metrics");
    const std::lock_guard guard{mutex_};
    if (answer.status != 200 || asked != url_)
      continue;
    last_ = parse_figures(answer.body);
    state_.saw(last_, before);
  }
}

} // namespace quickbooking::faults
