#pragma once

#include "bench/candidates/candidate.hpp"
#include "tests/support/node_process.hpp"
#include "tests/support/private_redis.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace quickbooking {

/// Where the programs and files of the candidates are.
struct bench_files {
  std::string node;     ///< `quickbooking-node`
  std::string pipeline; ///< `quickbooking-bench-pipeline`
  std::string catalog;  ///< of `bench_catalog`
  std::string samples;  ///< of `take_samples`
  std::string script;   ///< the session script
  std::string peer;     ///< folder of the installed Node.js peer; empty if there is none
};

/// `quickbooking-node` with its bookings, its archive and its Redis, all empty.
class bench_node final : public candidate {
public:
  /// `extra` is merged into the node's configuration.
  explicit bench_node(const bench_files& files,
                      const nlohmann::json& extra = nlohmann::json::object());

  std::uint16_t port() const override { return process_.port(); }
  pid_t pid() const override { return process_.pid(); }
  std::uint16_t redis_port() const override { return redis_.port(); }
  pid_t redis_pid() const override { return redis_.pid(); }

  /// Stops it in order and starts it again, with the same Redis and the same files. Throws
  /// std::runtime_error if it does not end in order.
  void restart();

private:
  nlohmann::json config(const bench_files& files, const nlohmann::json& extra) const;

  temp_dir dir_;
  private_redis redis_;
  node_process process_;
};

candidate_kind durable_node(const bench_files& files);

/// The same with its bookings in memory.
candidate_kind memory_node(const bench_files& files);

candidate_kind bare_pipeline(const bench_files& files);

candidate_kind node_js_peer(const bench_files& files);

} // namespace quickbooking
