#pragma once

#include <quickbooking/errors.hpp>
#include <quickbooking/export.hpp>
#include <quickbooking/service.hpp>

#include <caf/actor_system_config.hpp>
#include <caf/expected.hpp>

#include <cstdint>
#include <string>

/// @file
/// What a host's actor system needs before it is made, and the options of its users.

namespace quickbooking {

// What a host's actor system needs, all before it is made. Any thread, one at a time.

/// Adds our message types to the host's. Hosts must not use ids from `caf::first_custom_type_id +
/// 1000` to `+ 1999`.
QUICKBOOKING_EXPORT void configure(caf::actor_system_config& config);

/// Sets CAF's scheduler to what a service with many sessions needs: one queue instead of work
/// stealing, whose cost grows with the number of sessions, a bound on the messages that an actor
/// takes in a row, and an actor that a running one wakes goes on in the same thread. So no actor of
/// the host may block its thread to wait for one that it has woken, unless it is detached.
/// Recommended, not required. `threads` 0: one per core, but two at least.
QUICKBOOKING_EXPORT void tune_scheduler(caf::actor_system_config& config, std::size_t threads = 0);

/// Loads CAF's `io` module for the links between nodes, which the host needs for a service in a
/// cluster and for `remote_cluster`. Its event loop takes only connections that are made by us:
/// hosts that publish actors themselves load CAF's own, and set `middleman.heartbeat-interval` to a
/// second; links then take a thread of their own.
QUICKBOOKING_EXPORT void load_links(caf::actor_system_config& config);

/// What a host's users may set in its configuration file or on its command line.
struct service_settings {
  std::string config_file;  ///< see `service_options::configuration`; the rest stands above it
  std::string catalog_file; ///< the salons
  std::string redis;        ///< `HOST:PORT`, or `memory`
  std::string database;     ///< SQLite file, PostgreSQL URL
  std::string archive_file; ///< SQLite file for what Redis has not
  std::string listen;       ///< `ADDRESS:PORT` of the HTTP surface, or `none`
};

/// Reads the files that the settings name. Errors: `invalid_configuration`.
QUICKBOOKING_EXPORT caf::expected<service_options> read_settings(const service_settings& from);

/// A host's configuration with `configure` done, and the options `quickbooking.config-file`,
/// `.catalog-file`, `.redis`, `.database`, `.archive-file` and `.listen` beside the host's own.
template <class Base = caf::actor_system_config>
class with_quickbooking : public Base {
public:
  with_quickbooking() {
    configure(*this);
    caf::config_option_adder{this->custom_options_, "quickbooking"}
        .add(quickbooking.config_file, "config-file", "configuration of the booking service (JSON)")
        .add(quickbooking.catalog_file, "catalog-file", "the salons (JSON)")
        .add(quickbooking.redis, "redis", "HOST:PORT of Redis, or memory")
        .add(quickbooking.database, "database", "bookings: SQLite file or PostgreSQL URL")
        .add(quickbooking.archive_file, "archive-file", "SQLite file for what Redis has not")
        .add(quickbooking.listen, "listen", "ADDRESS:PORT of the HTTP surface, or none");
  }

  service_settings quickbooking; ///< as set by the host, its users, or both: the last one counts
};

} // namespace quickbooking
