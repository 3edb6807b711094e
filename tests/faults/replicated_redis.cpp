#include "tests/faults/replicated_redis.hpp"

#include "tests/faults/append_files.hpp"
#include "tests/faults/append_log.hpp"
#include "tests/faults/lineage.hpp"
#include "tests/faults/one_redis.hpp"
#include "tests/support/redis_probe.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace quickbooking::faults {

namespace {

using namespace std::chrono_literals;

constexpr sentinel_process::times fast{1000ms, 3000ms};

/// A node asks a sentinel each second whether the master is still the same.
constexpr auto node_follows_within = 1500ms;

constexpr auto meeting_limit = 30s;

std::vector<std::string> words_of_master() {
  auto words = keeps_all();
  words.insert(words.end(), {"--repl-diskless-sync-delay", "0"});
  return words;
}

std::vector<std::string> words_of_replica(std::uint16_t master) {
  auto words = words_of_master();
  words.insert(words.end(), {"--replicaof", "127.0.0.1", std::to_string(master)});
  return words;
}

/// How far the replica is behind when the master dies: in one of three cases as good as nothing.
std::chrono::milliseconds lag_of(const fault& x) {
  return x.amount % 3 == 0 ? 0ms : std::chrono::milliseconds{10 * x.amount};
}

void require(bool condition, const char* what) {
  if (!condition)
    throw std::runtime_error{what};
}

/// Its append-only file is whole: after it was filled by its master that takes a while.
bool is_log_whole(std::uint16_t port) {
  const auto info = redis_probe{port}.text({"INFO", "persistence"});
  return info.find("aof_rewrite_in_progress:0") != std::string::npos
         && info.find("aof_rewrite_scheduled:0") != std::string::npos;
}

} // namespace

replicated_redis::replicated_redis()
    : first_(words_of_master()),
      second_(words_of_replica(first_.port())) {
  require(eventually([&] { return is_replicating(second_.port()) && is_log_whole(second_.port()); },
                     meeting_limit),
          "the replica does not find its master");
  for (int i = 0; i < 3; ++i)
    sentinels_.push_back(std::make_unique<sentinel_process>(first_.port(), fast));
  for (const auto& each : sentinels_)
    require(eventually([&] { return each->knows_all(); }, meeting_limit),
            "the sentinels do not find each other");
}

nlohmann::json replicated_redis::node_config() const {
  auto addresses = nlohmann::json::array();
  for (const auto& each : sentinels_)
    addresses.push_back(each->address());
  return {{"sentinels", addresses}, {"master", sentinel_master_name}};
}

// -- faults ---

void replicated_redis::act(const fault& x, bool begins) {
  auto& sentinel = *sentinels_[static_cast<std::size_t>(x.amount) % sentinels_.size()];
  switch (x.what) {
  case fault_kind::master_killed:
    return begins ? kill_master(lag_of(x)) : restart_master(x.amount % 2 == 0);
  case fault_kind::master_stopped:
    return begins ? first_.freeze() : first_.thaw();
  case fault_kind::replica_killed:
    return begins ? replica_dies() : std::exchange(dead_replica_, nullptr)->restart();
  case fault_kind::sentinel_killed:
    return begins ? sentinel.kill() : sentinel.restart();
  default:
    return;
  }
}

/// What it takes in its last `lag` never gets to the replica.
void replicated_redis::kill_master(std::chrono::milliseconds lag) {
  if (lag > 0ms) {
    second_.freeze();
    redis_probe{first_.port()}.text({"CLIENT", "KILL", "TYPE", "replica"});
    std::this_thread::sleep_for(lag);
  }
  first_.kill();
  second_.thaw();
}

/// As it was, a master that nobody has asked, or at once as a replica of the one that took over.
void replicated_redis::restart_master(bool as_replica) {
  const auto now = named_by_all();
  if (as_replica && now == second_.port())
    first_.begin_restart({"--replicaof", "127.0.0.1", std::to_string(now)});
  else
    first_.restart();
}

void replicated_redis::replica_dies() {
  dead_replica_ = port() == second_.port() ? &first_ : &second_;
  dead_replica_->kill();
}

// -- the master of now ---

/// 0 if they do not agree, or not yet.
std::uint16_t replicated_redis::named_by_all() const {
  std::uint16_t named = 0;
  for (const auto& each : sentinels_) {
    if (!each->is_running())
      continue;
    const auto master = each->master();
    if (master == 0 || (named != 0 && master != named))
      return 0;
    named = master;
  }
  return named;
}

std::uint16_t replicated_redis::port() const {
  const auto named = named_by_all();
  return named != 0 ? named : first_.port();
}

bool replicated_redis::is_steady() {
  const auto is_content = std::all_of(sentinels_.begin(), sentinels_.end(), [](const auto& each) {
    return !each->is_running() || each->is_content();
  });
  const auto named = is_content ? named_by_all() : std::uint16_t{0};
  const auto now = std::chrono::steady_clock::now();
  if (named != named_) {
    named_ = named;
    named_since_ = now;
  }
  return named_ != 0 && now - named_since_ >= node_follows_within && is_master(named_);
}

// -- the end ---

std::string replicated_redis::story() const {
  std::string text;
  for (const auto& each : sentinels_) {
    text += "sentinel " + each->address() + "\n";
    std::istringstream lines{each->log()};
    for (std::string line; std::getline(lines, line);)
      if (line.find(" master ") != std::string::npos || line.find("switch") != std::string::npos)
        text += "  " + line + "\n";
  }
  return text;
}

void replicated_redis::collect(run_history& into) {
  const auto was_replaced = port() == second_.port();
  const auto& master = was_replaced ? second_ : first_;
  const auto& other = was_replaced ? first_ : second_;
  require(eventually([&] { return is_log_whole(master.port()); }), "the master writes no log");
  const auto folder = folder_of(master);
  const auto base = stored_writes(read_append_log(current_base(folder)));
  auto all = follow(stored_writes(read_append_log(all_writes(folder_of(other)))), base,
                    stored_writes(read_append_log(current_writes(folder))));
  into.failed_over = was_replaced || !base.empty();
  for (auto& each : into.phones) {
    each.stored = std::move(all.kept[each.phone]);
    each.abandoned = std::move(all.abandoned[each.phone]);
  }
}

} // namespace quickbooking::faults
