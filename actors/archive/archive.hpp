#pragma once

#include "actors/archive/archive_store.hpp"
#include "actors/metrics.hpp"

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

namespace quickbooking {

struct archive_options {
  /// Sessions that changed are backed up after at most so long; 0: only what Redis has not.
  std::chrono::milliseconds interval{10'000};
  std::size_t max_waiting = 20'000; ///< backups and questions; beyond, they are refused and counted
};

/// Spawns the actor that keeps session backups and dead letters on this node's disk. It
/// - answers `back_up`, `find_backup`, `bury_letter`, `list_letters`, `read_letter`,
///   `remove_letter`;
/// - takes `send_report`s and forgets these replies;
/// - once it got a `start_restoring`, has every session taken into memory that is newer here than
///   in Redis, and again whenever Redis returns; writes all sessions to a Redis that may have lost
///   them, each through the fence that refuses what is older than what Redis has.
/// The archive is called by a thread of its own; what arrives during one transaction is the next
/// one. `ahead` is kept at the number of sessions that the archive has and Redis has not; it and
/// `figures` outlive the actor.
caf::actor spawn_archive(caf::actor_system& system, std::shared_ptr<archive_store> files,
                         caf::actor store, archive_options options, std::function<instant()> now,
                         metrics& figures, std::atomic<std::uint64_t>& ahead);

} // namespace quickbooking
