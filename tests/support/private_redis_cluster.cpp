#include "tests/support/private_redis_cluster.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <stdexcept>

namespace quickbooking {

namespace {

using words = std::vector<std::string>;
using namespace std::chrono_literals;

/// A cluster's nodes tell each other the news about every second.
constexpr auto ready_limit = 30s;

void require(bool condition, const std::string& what) {
  if (!condition)
    throw std::runtime_error{"the Redis Cluster does not get ready: " + what};
}

/// `12` or `0-5460`; what is moving is in brackets.
bool holds(const std::string& range, std::size_t slot) {
  if (range.empty() || range.front() == '[')
    return false;
  const auto dash = range.find('-');
  const auto first = std::stoul(range);
  const auto last = dash == std::string::npos ? first : std::stoul(range.substr(dash + 1));
  return first <= slot && slot <= last;
}

struct node_line {
  std::uint16_t port = 0;
  bool is_master = false;
  words ranges;

  /// A line of CLUSTER NODES: id, address, flags, five facts, ranges.
  explicit node_line(const std::string& line) {
    std::istringstream in{line};
    const words all{std::istream_iterator<std::string>{in}, {}};
    if (all.size() < 8)
      return;
    port = static_cast<std::uint16_t>(std::stoi(all[1].substr(all[1].find(':') + 1)));
    is_master = all[2].find("master") != std::string::npos;
    ranges.assign(all.begin() + 8, all.end());
  }

  std::string text() const {
    auto all = std::to_string(port) + (is_master ? " master" : " replica");
    for (auto& range : ranges)
      all += " " + range;
    return all;
  }

  bool serves(std::size_t slot) const {
    return is_master
           && std::ranges::any_of(ranges, [&](auto& range) { return holds(range, slot); });
  }
};

std::string file_contents(const std::string& name) {
  std::ifstream file{name};
  return {std::istreambuf_iterator<char>{file}, {}};
}

} // namespace

private_redis_cluster::private_redis_cluster(const options& how) : how_{how} {
  for (std::size_t place = 0; place < nodes; ++place) {
    bus_ports_.push_back(std::make_unique<reserved_port>());
    words arguments{"--cluster-enabled",
                    "yes",
                    "--cluster-port",
                    std::to_string(bus_ports_.back()->number()),
                    "--cluster-node-timeout",
                    std::to_string(how.node_timeout.count()),
                    "--cluster-require-full-coverage",
                    "no",
                    "--repl-diskless-sync-delay",
                    "0"};
    if (!how.password.empty())
      for (auto word :
           {"--requirepass", how.password.c_str(), "--masterauth", how.password.c_str()})
        arguments.emplace_back(word);
    if (how.arguments)
      std::ranges::copy(how.arguments(place), std::back_inserter(arguments));
    nodes_.push_back(std::make_unique<private_redis>(arguments));
  }
  give_slots();
  introduce();
  replicate();
  require(eventually([this] { return is_well(); }, ready_limit), "not all agree");
}

words private_redis_cluster::addresses() const {
  words all;
  for (auto& x : nodes_)
    all.push_back("127.0.0.1:" + std::to_string(x->port()));
  return all;
}

redis_probe private_redis_cluster::probe(std::size_t place) const {
  redis_probe made{nodes_[place]->port()};
  if (!how_.password.empty())
    made.text({"AUTH", how_.password});
  return made;
}

std::size_t private_redis_cluster::master_of(const std::string& key) const {
  for (std::size_t place = 0; place < nodes; ++place)
    if (const auto found = master_of(key, place); found < nodes)
      return found;
  throw std::runtime_error{"no node of the cluster knows a master of " + key};
}

std::size_t private_redis_cluster::master_of(const std::string& key, std::size_t by) const {
  try {
    std::istringstream lines{probe(by).text({"CLUSTER", "NODES"})};
    for (std::string line; std::getline(lines, line);)
      if (const node_line node{line}; node.serves(slot_of_key(key)))
        return std::ranges::find(nodes_, node.port, [](auto& x) { return x->port(); })
               - nodes_.begin();
  } catch (const std::runtime_error&) { // it does not answer
  }
  return nodes;
}

bool private_redis_cluster::is_agreed() const {
  std::set<std::set<std::string>> views;
  for (std::size_t place = 0; place < nodes; ++place) {
    std::set<std::string> view;
    std::istringstream lines{probe(place).text({"CLUSTER", "NODES"})};
    for (std::string line; std::getline(lines, line);)
      view.insert(node_line{line}.text());
    views.insert(view);
  }
  return views.size() == 1;
}

bool private_redis_cluster::is_well() const {
  for (std::size_t place = 0; place < nodes; ++place) {
    auto node = probe(place);
    const auto info = node.text({"CLUSTER", "INFO"});
    const auto replication = node.text({"INFO", "replication"});
    const auto says = [](const std::string& text, const std::string& what) {
      return text.find(what) != std::string::npos;
    };
    if (!says(info, "cluster_state:ok") || !says(info, "cluster_slots_ok:16384")
        || !(says(replication, "master_link_status:up") || says(replication, "connected_slaves:1")))
      return false;
  }
  return is_agreed();
}

void private_redis_cluster::move_slots(std::size_t from, std::size_t to, std::size_t count) const {
  require(eventually([this] { return is_agreed(); }, ready_limit), "not all agree");
  const temp_dir dir;
  words command{"redis-cli",       "--cluster",           "reshard",      addresses()[from],
                "--cluster-from",  id_of(from),           "--cluster-to", id_of(to),
                "--cluster-slots", std::to_string(count), "--cluster-yes"};
  if (!how_.password.empty())
    for (auto word : {"--no-auth-warning", "-a", how_.password.c_str()})
      command.emplace_back(word);
  child_process tool{command, {{}, dir.file("output")}};
  if (tool.wait_for(ready_limit) != 0)
    throw std::runtime_error{"slots do not move: " + file_contents(dir.file("output"))};
}

void private_redis_cluster::open_slot(hash_slot slot, std::size_t from, std::size_t to) const {
  const auto number = std::to_string(slot);
  probe(to).text({"CLUSTER", "SETSLOT", number, "IMPORTING", id_of(from)});
  probe(from).text({"CLUSTER", "SETSLOT", number, "MIGRATING", id_of(to)});
}

void private_redis_cluster::move_keys(hash_slot slot, std::size_t from, std::size_t to) const {
  auto source = probe(from);
  const auto port = std::to_string(nodes_[to]->port());
  for (auto& key : source.list({"CLUSTER", "GETKEYSINSLOT", std::to_string(slot), "1000"}))
    source.text({"MIGRATE", "127.0.0.1", port, key, "0", "1000"});
}

void private_redis_cluster::close_slot(hash_slot slot, std::size_t from, std::size_t to) const {
  for (auto place : {to, from})
    probe(place).text({"CLUSTER", "SETSLOT", std::to_string(slot), "NODE", id_of(to)});
}

void private_redis_cluster::give_slots() {
  for (std::size_t place = 0; place < masters; ++place) {
    const auto first = place * slot_count / masters;
    const auto end = (place + 1) * slot_count / masters;
    auto node = probe(place);
    node.text({"CLUSTER", "ADDSLOTSRANGE", std::to_string(first), std::to_string(end - 1)});
    node.text({"CLUSTER", "SET-CONFIG-EPOCH", std::to_string(place + 1)});
  }
}

void private_redis_cluster::introduce() {
  auto first = probe(0);
  for (std::size_t place = 1; place < nodes; ++place)
    first.text({"CLUSTER", "MEET", "127.0.0.1", std::to_string(nodes_[place]->port()),
                std::to_string(bus_ports_[place]->number())});
  for (std::size_t place = 0; place < nodes; ++place)
    require(eventually(
                [&] {
                  return probe(place).text({"CLUSTER", "INFO"}).find("cluster_known_nodes:6")
                         != std::string::npos;
                },
                ready_limit),
            "not all know each other");
}

void private_redis_cluster::replicate() {
  for (std::size_t place = masters; place < nodes; ++place) {
    const auto master = id_of(place - masters);
    auto accepts = [&] {
      try {
        return probe(place).text({"CLUSTER", "REPLICATE", master}) == "OK";
      } catch (const std::runtime_error&) { // it has not yet heard of that master
        return false;
      }
    };
    require(eventually(accepts, ready_limit), "no replica");
  }
}

std::string private_redis_cluster::id_of(std::size_t place) const {
  return probe(place).text({"CLUSTER", "MYID"});
}

} // namespace quickbooking
