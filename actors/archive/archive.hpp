#pragma once

#include "actors/archive/archive_board.hpp"
#include "actors/archive/archive_store.hpp"
#include "actors/cluster/cluster_board.hpp"
#include "actors/metrics.hpp"
#include "net/log.hpp"

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

#include <chrono>
#include <functional>
#include <memory>

namespace quickbooking {

struct archive_options {
  /// Sessions that changed are backed up after at most so long; 0: only what Redis has not.
  std::chrono::milliseconds interval{10'000};
  std::size_t max_waiting = 20'000; ///< backups and questions; beyond, they are refused and counted
  std::size_t max_copies = 20'000;  ///< kept for other nodes; beyond, likewise
};

/// Spawns the actor that keeps session backups and dead letters on this node's disk. It
/// - answers `back_up`, `find_backup`, `bury_letter`, `list_letters`, `read_letter`,
///   `remove_letter`;
/// - takes `send_report`s and forgets these replies;
/// - once it got a `start_restoring`, has every session taken into memory that is newer here than
///   in Redis, and again whenever Redis returns; writes all sessions to a Redis that may have lost
///   them, each through the fence that refuses what is older than what Redis has;
/// - in a cluster, once it got a `use_gateway`, has the next node in a customer's ranking keep a
///   copy of what Redis has not before it answers `back_up`, and keeps such copies for others. It
///   gives them with `find_backup`, and has their customers taken into memory when the node that
///   has the original is gone (`peer_gone`), or when they are this node's (`ring_changed`).
/// The archive is called by a thread of its own; what arrives during one transaction is the next
/// one. `board` and `figures` outlive the actor; `cluster` is null without a cluster.
caf::actor spawn_archive(caf::actor_system& system, std::shared_ptr<archive_store> files,
                         caf::actor store, archive_options options, std::function<instant()> now,
                         metrics& figures, log_ptr log, archive_board& board,
                         std::shared_ptr<const cluster_board> cluster = nullptr);

} // namespace quickbooking
