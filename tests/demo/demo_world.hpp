#pragma once

#include "load/meta/meta_stand_in.hpp"
#include "tests/demo/demo_control.hpp"
#include "tests/demo/demo_redis.hpp"
#include "tests/demo/task_queue.hpp"
#include "tests/support/node_process.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <memory>
#include <string>

namespace quickbooking {

struct demo_options {
  std::string node_program;
  std::string catalog;     ///< file
  std::string page_folder; ///< of the simulator page
  std::uint16_t port = 0;  ///< of the node; 0: a free one
};

/// How an outside client reaches the demo: what `--serve --json` prints.
struct demo_access {
  std::string url;   ///< of the node
  std::string redis; ///< `redis://127.0.0.1:port`
  std::string salon_id;
  std::string salon_name;
  std::string phone_number_id;
  std::string app_secret;
  std::string verify_token;
  std::string api_token;
  std::string graph; ///< base URL of the stand-in for Meta
};

nlohmann::ordered_json to_json(const demo_access& x);

/// A salon's node with all that it talks to, on free ports of this machine and in temporary
/// folders: a private Redis, a stand-in for Meta, the node itself. Gone at the end of the scope.
class demo_world {
public:
  /// Throws std::runtime_error naming what did not start.
  explicit demo_world(const demo_options& options);
  ~demo_world();

  demo_world(const demo_world&) = delete;
  demo_world& operator=(const demo_world&) = delete;

  const demo_access& access() const { return access_; }
  demo_redis& redis() { return redis_; }
  node_process& node() { return *node_; }
  task_queue& main_thread() { return main_thread_; }

private:
  void start_node(const demo_options& options, const std::string& graph_token);
  void wait_for_redis();

  task_queue main_thread_;
  demo_access access_;
  demo_redis redis_;
  demo_control control_{redis_, main_thread_};
  std::unique_ptr<meta_stand_in> meta_;
  std::unique_ptr<node_process> node_;
};

/// The phone of the demo's first customer.
inline constexpr const char* demo_phone = "+15551230001";

} // namespace quickbooking
