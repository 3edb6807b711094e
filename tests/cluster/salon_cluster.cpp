#include "tests/cluster/salon_cluster.hpp"

#include "tests/cluster/cluster_kit.hpp"

#include <stdexcept>

namespace quickbooking {

namespace {

using nlohmann::json;
using namespace std::chrono;

ring ring_of(std::size_t nodes) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < nodes; ++i)
    names.push_back(salon_cluster::name(i));
  return {"nobody", names};
}

} // namespace

salon_cluster::salon_cluster(std::size_t nodes,
                             const std::function<void(std::size_t, json&)>& configure,
                             const std::function<std::vector<std::string>(std::size_t)>& launcher)
    : database_(shared_postgres().add_database()),
      all_(ring_of(nodes)) {
  for (std::size_t i = 0; i < nodes; ++i) {
    auto config = cluster_node_config(name(i), database_);
    config["redis"] = {{"host", "127.0.0.1"}, {"port", redis.port()}};
    configure(i, config);
    nodes_.push_back(start_node(QUICKBOOKING_BINARY_DIR "/apps/node/quickbooking-node",
                                redis.port(), config, {database_secret()}, launcher(i)));
  }
  if (!is_whole())
    throw std::runtime_error("the nodes do not find each other:\n" + nodes_[0]->log_tail());
}

std::size_t salon_cluster::owner_of(const std::string& phone) const {
  auto& owner = all_.owner_of(phone);
  return static_cast<std::size_t>(owner.back() - 'a');
}

std::string salon_cluster::phone_of(std::size_t owner, int n) const {
  for (int i = 1'000'000;; ++i) {
    auto phone = "+1777" + std::to_string(i);
    if (owner_of(phone) == owner && n-- == 0)
      return phone;
  }
}

bool salon_cluster::sees_nodes(const std::vector<std::size_t>& which, int nodes,
                               milliseconds limit) const {
  auto sees = [&](std::size_t i) { return metric(url(i), "quickbooking_cluster_nodes") == nodes; };
  return eventually([&] { return std::ranges::all_of(which, sees); }, limit);
}

bool salon_cluster::is_whole() const {
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < nodes_.size(); ++i)
    all.push_back(i);
  return sees_nodes(all, static_cast<int>(nodes_.size()));
}

std::string salon_cluster::sql(const std::string& text) const {
  return shared_postgres().sql(database_, text);
}

std::size_t salon_cluster::times_logged(const std::string& words) const {
  std::size_t sum = 0;
  for (auto& node : nodes_)
    sum += node->times_logged(words);
  return sum;
}

double salon_cluster::figure(const std::string& line) const {
  double sum = 0;
  for (auto& node : nodes_)
    sum += metric(node->url(), line);
  return sum;
}

std::int64_t salon_cluster::transitions_of(const std::string& phone) {
  auto snapshot = redis_probe{redis.port()}.text({"GET", "booking:session:" + phone});
  return snapshot.empty() ? 0 : json::parse(snapshot).value("revision", std::int64_t{0});
}

bool persistent_customer::says(const std::string& words, const std::vector<std::size_t>& nodes,
                               milliseconds limit) {
  ++said_;
  const auto end = steady_clock::now() + limit;
  for (std::size_t turn = 0; steady_clock::now() < end; ++turn)
    if (says_at(nodes[(static_cast<std::size_t>(said_) + turn) % nodes.size()], words))
      return ++taken_, true;
  return false;
}

bool persistent_customer::says_at(std::size_t node, const std::string& words) {
  api_customer someone{where_.url(node), phone_};
  auto reply = someone.says(words, {{"messageId", phone_ + "-" + std::to_string(said_)}});
  failures_ += reply.status != 200;
  return reply.status == 200;
}

} // namespace quickbooking
