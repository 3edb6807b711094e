#pragma once

#include "actors/node.hpp"
#include "messages/failure.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace quickbooking {

/// What the program needs besides the node's own options.
struct node_config {
  node_options node;
  std::string log_level = "info"; ///< trace|debug|info|warn|error
  std::string log_file;           ///< empty: standard error
  std::size_t threads = 0;        ///< of the actor system; 0: one per core
  bool spare_turns = true;        ///< actors run in the sockets' thread, too
};

/// Looks up an environment variable; empty if it is not set.
using environment = std::function<std::string(std::string_view name)>;

/// That of this process.
std::string process_environment(std::string_view name);

/// Reads the configuration file's JSON (cluster-config/one-node.json shows all of it) and the
/// secrets from the environment: QUICKBOOKING_APP_SECRET, QUICKBOOKING_VERIFY_TOKEN,
/// QUICKBOOKING_API_TOKEN, QUICKBOOKING_GRAPH_TOKEN, QUICKBOOKING_REDIS_PASSWORD,
/// QUICKBOOKING_SENTINEL_PASSWORD, QUICKBOOKING_DATABASE_PASSWORD, each also as ..._FILE (the name
/// of a file that holds it). In `cluster.node` and `cluster.advertise`, and nowhere else, ${NAME}
/// is that environment variable, so that nodes can share one file. Relative paths are relative to
/// `folder`. Errors: `invalid_config`,
/// naming the key and what is wrong with it, also for unknown keys; `invalid_catalog`.
result<node_config> parse_node_config(std::string_view json, const std::string& folder,
                                      const environment& env);

/// The same for a node in another program. No HTTP surface without `listen`, and no app secret is
/// asked for without it; nothing is sent to WhatsApp without a token for it; `threads`,
/// `spareTurns`, `log` and `demo` are unknown keys. `catalog_text` is the salons' JSON, if it is
/// not empty, and no `catalog` is read.
result<node_options> parse_embedded_config(std::string_view json, const std::string& folder,
                                           const environment& env, std::string_view catalog_text);

} // namespace quickbooking
