#include "tests/cluster/embedded_node.hpp"

#include "tests/cluster/cluster_kit.hpp"

#include <quickbooking/service.hpp>

#include <stdexcept>
#include <utility>

namespace quickbooking {

embedded_node::embedded_node(caf::actor_system& system, const nlohmann::json& config) {
  service_options options;
  options.configuration = config.dump();
  options.folder = dir_.path().string();
  options.secrets = [](std::string_view name) {
    return name == "QUICKBOOKING_DATABASE_PASSWORD" ? std::string{private_postgres::password}
                                                    : std::string{};
  };
  auto started = embedded_service::start(system, std::move(options));
  if (!started)
    throw std::runtime_error{explain(started.error())};
  service_ = std::make_unique<embedded_service>(std::move(*started));
}

embedded_node::~embedded_node() { service_->stop(std::chrono::seconds{5}); }

booking_service embedded_node::bookings() const { return service_->bookings(); }

} // namespace quickbooking
