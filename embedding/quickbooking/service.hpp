#pragma once

#include <quickbooking/actors.hpp>
#include <quickbooking/errors.hpp>
#include <quickbooking/export.hpp>
#include <quickbooking/intent_reader.hpp>
#include <quickbooking/metrics_sink.hpp>

#include <caf/expected.hpp>
#include <caf/fwd.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

/// @file
/// The service itself: what it is made of, how it starts and how it stops.

namespace spdlog {
class logger;
}

namespace quickbooking {

/// What a service is made of. What is left empty is the service's own.
struct QUICKBOOKING_EXPORT service_options {
  /// JSON in the form of quickbooking-node's configuration file (cluster-config/one-node.json shows
  /// all keys, docs/embedding.md what differs here): `listen` opens the HTTP surface, without it
  /// there is none; `threads` and `log` are the host's affair and refused.
  std::string configuration = "{}";

  std::string folder = "."; ///< relative paths in `configuration` begin here

  /// The salons as JSON (cluster-config/demo-salon.json shows the form); empty: `configuration`
  /// names the file.
  std::string catalog;

  /// Looks up what is secret by the name of the node's environment variable
  /// (`QUICKBOOKING_REDIS_PASSWORD`, ...), empty if there is none. Default: the environment.
  std::function<std::string(std::string_view)> secrets;

  /// Sessions live in this process only and end with it: for tests and for trying things out. Redis
  /// is not used. Excludes a cluster.
  bool sessions_in_memory = false;

  // -- the host's own parts ---

  calendar_service calendar; ///< in place of `database`
  message_sender sender;     ///< in place of WhatsApp's Cloud API
  std::shared_ptr<const intent_reader> reader;
  std::function<caf::timestamp()> clock; ///< called by any thread

  std::shared_ptr<metrics_sink> metrics;
  std::chrono::milliseconds metrics_interval{10'000}; ///< between two calls of `metrics`

  std::shared_ptr<spdlog::logger> log; ///< empty: spdlog's default logger of this moment

  /// A part of the service died too often, or held what cannot be had again; the service takes no
  /// more messages and should be stopped and started anew. Called by any thread, must not wait for
  /// the service. Default: logs it.
  std::function<void()> given_up;
};

/// A booking service in the host's actor system: sessions, what keeps them, and, if configured, the
/// HTTP surface and the links of a cluster. Several may live in one system, at most one of them in
/// a cluster, beside a `remote_cluster` for another one only. It has no state outside of this
/// object, sets no signal handler and writes nothing but to its logger.
///
/// Methods: any thread that is not one of the actor system's, but for the handles, which are
/// values. Must end before the actor system does.
class QUICKBOOKING_EXPORT embedded_service {
public:
  /// Starts everything. Waits, at most half a second, for the first answer of Redis, and at most 2
  /// seconds for the cluster's other nodes; does not wait with `sessions_in_memory`. The system's
  /// configuration must have been prepared by `configure`. Errors: `invalid_configuration`,
  /// `cannot_start`.
  static caf::expected<embedded_service> start(caf::actor_system& system, service_options options);

  /// What was moved from may only be assigned to, or end. A service that is assigned to ends
  /// first, as in the destructor.
  embedded_service(embedded_service&& other) noexcept;
  /// @copydoc embedded_service(embedded_service&&)
  embedded_service& operator=(embedded_service&& other) noexcept;

  /// Stops at once, if `stop` was not called.
  ~embedded_service();

  /// Takes customers' turns, wherever in the cluster the customer's session is.
  booking_service bookings() const;

  /// The sessions of this node, for a host that routes by itself: whoever comes here stays here.
  booking_service sessions() const;

  /// Counts the sessions in Redis and those of this node.
  statistics_source statistics() const;

  /// Tells what happens on this node.
  event_source events() const;

  /// Something changed in the host's calendar that this service did not do: its bookings are asked
  /// for again within a quarter of a second.
  void calendar_changed(const std::string& salon_id);

  std::uint16_t http_port() const; ///< 0 without the HTTP surface
  std::uint16_t peer_port() const; ///< 0 without a cluster

  /// All figures as they stand.
  std::vector<metric> figures() const;

  /// Orderly stop: what is under way is answered, sessions that Redis has not are written if it is
  /// there, replies are sent; then all actors end. Waits at most `limit`, and a second more for
  /// actors that do not end. False if something was cut off.
  bool stop(std::chrono::milliseconds limit);

  /// The same without waiting: `done` is called once, by a thread of the actor system. The object
  /// may end only after that.
  void stop_async(std::chrono::milliseconds limit, std::function<void(bool)> done);

private:
  class QUICKBOOKING_HIDDEN parts;
  explicit embedded_service(std::unique_ptr<parts> all);
  std::unique_ptr<parts> parts_;
};

} // namespace quickbooking
