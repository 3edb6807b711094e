#pragma once

#include "actors/archive/archive.hpp"
#include "actors/calendar/calendar_board.hpp"
#include "actors/cluster/membership.hpp"
#include "actors/cores/restart_limit.hpp"
#include "actors/event_board.hpp"
#include "actors/http/front_door.hpp"
#include "actors/node_context.hpp"
#include "actors/outbox/outbox.hpp"
#include "actors/store/store_supervisor.hpp"
#include "booking/reading/reader.hpp"
#include "net/graph/graph_client.hpp"
#include "net/http/http_server.hpp"
#include "net/log.hpp"
#include "net/loop/event_loop.hpp"
#include "net/peer/peer_network.hpp"

#include <caf/fwd.hpp>

#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace quickbooking {

/// What makes a node one of several. The actor system must have been prepared by `load_basp`, or
/// have CAF's own `io` module with heartbeats (see `check_basp`).
struct cluster_options {
  peer_options links;
  membership_options members;
};

/// What a calendar works with. All of it outlives the actor.
struct calendar_parts {
  caf::actor_system& system;
  std::shared_ptr<calendar_board> board;
  catalog_ptr salons;
  metrics& figures;
  log_ptr log;
  std::function<instant()> now;
};

struct node_options {
  std::string version; ///< of the program, for operators and `/metrics`
  log_ptr log;         ///< null: spdlog's default logger at the start
  std::string address = "127.0.0.1";
  std::uint16_t port = 0; ///< 0: a free one
  http_limits http;
  store_options store;
  graph_options graph;
  outbox_options outbox;
  front_door_options door;
  std::string database; ///< SQLite file or PostgreSQL URL; empty: bookings live in memory only
  std::string database_password; ///< for PostgreSQL
  std::string archive_file; ///< SQLite file of session backups and dead letters; empty: sessions
                            ///< are not backed up, dead letters live in memory only
  archive_options archive;
  catalog_ptr salons;
  std::chrono::seconds idle_release{60};
  std::size_t max_sessions = 100'000;                           ///< in memory
  rate_limit customer_pace{100, std::chrono::milliseconds{50}}; ///< messages of one customer
  std::size_t pack_above = 0;                                   ///< bytes; see `to_snapshot`
  std::optional<cluster_options> cluster;
  restart_limits restarts; ///< of each part; beyond, `give_up` is called

  /// A part of the node died too often, or held what cannot be had again: the process has to end
  /// and be started anew. Called by any thread, must not wait for the node.
  std::function<void()> give_up = [] { std::abort(); };

  /// What the sockets' thread does instead of sleeping, for a short time: false if there was
  /// nothing. May be null; see `spare_turns`.
  std::function<bool()> meanwhile;

  // -- what a program that embeds the node may want otherwise ---

  bool listens = true;                      ///< false: no HTTP surface
  bool sends = true;                        ///< false: nothing goes to WhatsApp
  bool keeps_in_memory = false;             ///< sessions instead of in Redis; excludes a cluster
  std::function<instant()> now;             ///< any thread; null: the system's clock
  std::shared_ptr<const reader> understand; ///< null: the rules
  std::shared_ptr<graph_client> sender;     ///< in place of `graph`
  std::shared_ptr<event_board> events;      ///< who wants to know what happens; may be null

  /// Makes the calendar in place of `database`: it answers what `spawn_calendar` says and puts
  /// views on the board. Called again when that one died.
  std::function<caf::actor(const calendar_parts&)> make_calendar;
};

/// What there is of a node for whoever speaks with it from within the process.
struct node_contacts {
  caf::actor router;    ///< takes turns, wherever the customer is
  caf::actor sessions;  ///< takes turns of whoever comes
  caf::actor directory; ///< counts sessions
  caf::actor calendar;
  caf::actor store;
};

/// One node: all its actors and sockets, wired. `start`, `stop` and the destructor are not for the
/// actor system's threads.
class node {
public:
  /// Starts everything; when it returns, the port is open. Errors: `cannot_listen`,
  /// `invalid_graph_url`, `invalid_ca_file`, `invalid_certificate`, `cannot_link` (another node of
  /// the cluster is in this actor system), and those of the bookings' store and of the archive.
  static result<std::unique_ptr<node>> start(caf::actor_system& system, node_options options);

  /// Stops at once, if `stop` was not called.
  virtual ~node() = default;

  virtual std::uint16_t port() const = 0;

  /// Where other nodes link to this one; 0 without a cluster.
  virtual std::uint16_t peer_port() const = 0;

  /// Orderly stop: the cluster's other nodes get its customers, no new connections, what is under
  /// way is answered, dirty sessions are written if Redis is there; then all actors end. Waits at
  /// most `limit`, of which half for clients that have not sent all of their request. Returns false
  /// if something was cut off.
  virtual bool stop(std::chrono::milliseconds limit) = 0;

  /// The same without waiting: `done` is called by one of the actor system's threads, or by the
  /// sockets' one if that takes their turns, and the node must not end before that. To be called
  /// once, and not beside `stop`.
  virtual void begin_stop(std::chrono::milliseconds limit, std::function<void(bool)> done) = 0;

  /// All figures as they stand. Any thread; not once it is being stopped.
  virtual std::vector<prometheus::MetricFamily> figures() = 0;

  /// Valid until it is stopped.
  virtual node_contacts contacts() const = 0;
};

} // namespace quickbooking
