#pragma once

#include "load/engine/run_recorder.hpp"
#include "load/report/run_report.hpp"
#include "load/scenario/scenario.hpp"
#include "load/wire/letter.hpp"
#include "messages/failure.hpp"
#include "net/loop/dial.hpp"

#include <caf/fwd.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace quickbooking {

/// A node that customers' messages go to.
struct load_target {
  base_url where;
  std::vector<stream_endpoint> addresses; ///< not empty
};

/// What a run needs besides its scenario.
struct load_options {
  scenario what;
  letter_head head;
  std::vector<load_target> targets;        ///< messages go to them in turn; not empty
  std::string graph_address = "127.0.0.1"; ///< where the Graph API's stand-in listens
  std::uint16_t graph_port = 0;
  std::string graph_token; ///< what the node's calls to it must bear
  std::size_t connections = 1024;
  std::string version;
  /// Called every second, on a thread of the run's.
  std::function<void(const second_row&)> on_second;
};

/// A run that is over.
struct load_result {
  run_report report;
  histogram_pair to_acknowledgement;
  histogram_pair to_reply;
};

/// One run of the load tool: customers, their messages, the replies, and the books that are kept on
/// them. Methods: any thread but the run's own.
class load_run {
public:
  /// Opens the Graph API's stand-in (with the webhook) and starts. Error: it cannot listen.
  static result<std::unique_ptr<load_run>> start(caf::actor_system& system, load_options options);
  ~load_run();

  load_run(const load_run&) = delete;
  load_run& operator=(const load_run&) = delete;

  /// Ends it before its time: no further messages; a second call does not wait for replies either.
  void cut_short();

  /// Waits until it is over. Call once.
  load_result wait();

private:
  class engine;

  explicit load_run(std::unique_ptr<engine> what);

  std::unique_ptr<engine> engine_;
};

} // namespace quickbooking
