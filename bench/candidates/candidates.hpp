#pragma once

#include <nlohmann/json.hpp>

#include <string>

#include "bench/candidates/candidate.hpp"

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

/// `extra` is merged into the node's configuration.
std::unique_ptr<candidate> start_bench_node(const bench_files& files,
                                            const nlohmann::json& extra = {});

candidate_kind durable_node(const bench_files& files);

/// The same with its bookings in memory.
candidate_kind memory_node(const bench_files& files);

candidate_kind bare_pipeline(const bench_files& files);

candidate_kind node_js_peer(const bench_files& files);

} // namespace quickbooking
