#pragma once

#include "tests/support/certificate_authority.hpp"
#include "tests/support/private_postgres.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace quickbooking {

/// One server for all clusters of this process, each of which takes a database of its own: it takes
/// seconds to make a server.
private_postgres& shared_postgres();

/// The configuration of a node of cluster-config/three-nodes but for what belongs to a machine: it
/// keeps its bookings in this database of `shared_postgres`, listens on a free port, and shows a
/// certificate of this process' authority.
nlohmann::json cluster_node_config(const std::string& node, const std::string& database);

/// The file of this process' authority, and a certificate of it for each name, made once. One
/// thread at a time.
std::string cluster_authority();
certificate_authority::certificate cluster_certificate(const std::string& name);

/// The password of that database as `NAME=value`, for a node's environment.
std::string database_secret();

} // namespace quickbooking
