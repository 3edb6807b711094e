#pragma once

#include "actors/store/store_supervisor.hpp"

namespace quickbooking {

/// Spawns the actor that stands before the store supervisors of a Redis Cluster, one per master,
/// and speaks the same messages as one of them: it passes every order to the one that serves the
/// customer's hash slot. It asks the cluster's nodes who serves what, starting with
/// `options.cluster`: now and then, at once when a server sends a command elsewhere, often while a
/// shard is degraded. A shard whose master changes keeps its supervisor, with its dirty sessions.
caf::actor spawn_store_cluster(caf::actor_system& system, boost::asio::io_context& loop,
                               store_options options, std::function<instant()> now,
                               metrics& figures, log_ptr log);

} // namespace quickbooking
