#include "bench/candidates/candidates.hpp"

#include "bench/candidates/ready_process.hpp"
#include "bench/driver/journey.hpp"

#include <stdexcept>

namespace quickbooking {

namespace {

using nlohmann::json;

const std::string app_secret = "QUICKBOOKING_APP_SECRET=" + std::string{journey::secret};

class bench_process final : public candidate {
public:
  /// `environment` is added to; `REDIS_PORT` is what all of them are told.
  bench_process(const std::vector<std::string>& argv, std::vector<std::string> environment)
      : process_(argv, with_redis(std::move(environment))) {}

  std::uint16_t port() const override { return process_.port(); }
  pid_t pid() const override { return process_.pid(); }
  std::uint16_t redis_port() const override { return redis_.port(); }
  pid_t redis_pid() const override { return redis_.pid(); }

private:
  std::vector<std::string> with_redis(std::vector<std::string> environment) const {
    environment.push_back("REDIS_PORT=" + std::to_string(redis_.port()));
    return environment;
  }

  private_redis redis_;
  ready_process process_;
};

} // namespace

// -- the node ---

bench_node::bench_node(const bench_files& files, const json& extra)
    : process_(files.node, config(files, extra), {app_secret}) {}

json bench_node::config(const bench_files& files, const json& extra) const {
  json out{{"listen", {{"port", 0}}},
           {"redis", {{"port", redis_.port()}}},
           {"catalog", files.catalog},
           {"archive", {{"file", dir_.file("archive.sqlite")}}}};
  out.update(extra);
  return out;
}

void bench_node::restart() {
  if (const auto code = process_.terminate(); code != 0)
    throw std::runtime_error{"the node ended with exit code " + std::to_string(code) + ":\n"
                             + process_.log_tail()};
  process_.start();
}

// -- kinds ---

candidate_kind durable_node(const bench_files& files) {
  return {"node", "quickbooking-node", [files] { return std::make_unique<bench_node>(files); }};
}

candidate_kind memory_node(const bench_files& files) {
  return {"node_memory", "quickbooking-node, bookings in memory", [files] {
            return std::make_unique<bench_node>(files, json{{"database", ""}});
          }};
}

candidate_kind bare_pipeline(const bench_files& files) {
  return {"pipeline", "bare pipeline", [files] {
            return std::make_unique<bench_process>(
                std::vector<std::string>{files.pipeline},
                std::vector<std::string>{app_secret, "SAMPLES=" + files.samples});
          }};
}

candidate_kind node_js_peer(const bench_files& files) {
  return {
      "peer", "lean Node.js peer", [files] {
        return std::make_unique<bench_process>(
            std::vector<std::string>{"node", "--max-semi-space-size=64", files.peer + "/server.js"},
            std::vector<std::string>{"NODE_ENV=production", "CATALOG=" + files.catalog,
                                     "SCRIPT=" + files.script});
      }};
}

} // namespace quickbooking
