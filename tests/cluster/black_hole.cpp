#include "tests/cluster/black_hole.hpp"

#include "tests/cluster/cluster_kit.hpp"

namespace quickbooking {

namespace {

using nlohmann::json;

constexpr auto links = network_namespace::first;
constexpr auto services = network_namespace::second;

} // namespace

black_hole::black_hole() : refusal_(network_namespace::refusal()) {
  if (refusal_.empty())
    inside_ = std::make_unique<network_namespace>();
}

std::string black_hole::kind() const {
  return inside_ ? "network namespace" : "proxies (" + refusal_ + ")";
}

std::string black_hole::services_address() const {
  return inside_ ? inside_->outside(services) : "127.0.0.1";
}

void black_hole::put(json& config) {
  const auto address = services_address();
  redis_ = std::make_unique<fault_proxy>(config["redis"]["port"].get<std::uint16_t>(), address);
  database_ = std::make_unique<fault_proxy>(shared_postgres().port(), address);
  config["redis"] = {{"host", address}, {"port", redis_->port()}};
  auto url = config["database"].get<std::string>();
  const auto server = "127.0.0.1:" + std::to_string(shared_postgres().port());
  url.replace(url.find(server), server.size(), address + ":" + std::to_string(database_->port()));
  config["database"] = url;
  inside_ ? put_into_namespace(config) : put_behind_proxies(config);
}

std::vector<std::string> black_hole::launcher() const {
  return inside_ ? inside_->launcher() : std::vector<std::string>{};
}

void black_hole::put_into_namespace(json& config) {
  config["listen"] = {{"address", inside_->inside(services)}, {"port", 0}};
  config["cluster"]["listen"]["address"] = inside_->inside(links);
}

void black_hole::put_behind_proxies(json& config) {
  link_port_ = std::make_unique<reserved_port>();
  link_ = std::make_unique<fault_proxy>(link_port_->number());
  config["cluster"]["listen"]["port"] = link_port_->number();
  config["cluster"]["advertise"] = "127.0.0.1:" + std::to_string(link_->port());
}

void black_hole::swallow_links() { inside_ ? inside_->swallow(links) : link_->freeze(); }

void black_hole::pass_links() { inside_ ? inside_->pass(links) : link_->pass(); }

void black_hole::swallow_all() {
  swallow_links();
  if (inside_)
    return inside_->swallow(services);
  redis_->freeze();
  database_->freeze();
}

void black_hole::pass_all() {
  pass_links();
  if (inside_)
    return inside_->pass(services);
  redis_->pass();
  database_->pass();
}

} // namespace quickbooking
