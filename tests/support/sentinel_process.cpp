#include "tests/support/sentinel_process.hpp"

#include "tests/support/redis_probe.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

namespace quickbooking {

namespace {

using words = std::vector<std::string>;

/// What a command is answered with, or nothing if there is no answer or an error.
words ask(std::uint16_t port, const words& command) {
  try {
    return redis_probe{port}.list(command);
  } catch (const std::runtime_error&) {
    return {};
  }
}

} // namespace

sentinel_process::sentinel_process(std::uint16_t master, const times& how) {
  const std::string name{sentinel_master_name};
  std::ofstream{dir_.file("sentinel.conf")}
      << "port " << port() << "\nbind 127.0.0.1\ndir " << dir_.path().string()
      << "\nsentinel monitor " << name << " 127.0.0.1 " << master << " 2\n"
      << "sentinel down-after-milliseconds " << name << " " << how.down_after.count() << "\n"
      << "sentinel failover-timeout " << name << " " << how.failover_timeout.count() << "\n";
  restart();
}

void sentinel_process::restart() {
  process_.reset();
  process_ = std::make_unique<child_process>(
      words{"redis-server", dir_.file("sentinel.conf"), "--sentinel"},
      child_process::options{{}, dir_.file("sentinel.log")});
}

std::uint16_t sentinel_process::master() const {
  const auto found = ask(port(), {"SENTINEL", "GET-MASTER-ADDR-BY-NAME", sentinel_master_name});
  return found.size() == 2 ? static_cast<std::uint16_t>(std::stoi(found[1])) : std::uint16_t{0};
}

bool sentinel_process::is_content() const {
  const auto facts = ask(port(), {"SENTINEL", "MASTER", sentinel_master_name});
  const auto flags = std::find(facts.begin(), facts.end(), "flags");
  return flags != facts.end() && *std::next(flags) == "master";
}

bool sentinel_process::knows_all() const {
  return ask(port(), {"SENTINEL", "REPLICAS", sentinel_master_name}).size() == 1
         && ask(port(), {"SENTINEL", "SENTINELS", sentinel_master_name}).size() == 2;
}

std::string sentinel_process::log() const {
  std::ifstream file{dir_.file("sentinel.log")};
  return {std::istreambuf_iterator<char>{file}, {}};
}

bool is_replicating(std::uint16_t port) {
  const auto role = ask(port, {"ROLE"});
  return role.size() == 5 && role[3] == "connected";
}

bool is_master(std::uint16_t port) {
  const auto role = ask(port, {"ROLE"});
  return !role.empty() && role.front() == "master";
}

} // namespace quickbooking
