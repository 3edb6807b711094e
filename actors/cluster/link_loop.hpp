#pragma once

#include "net/log.hpp"
#include "net/loop/event_loop.hpp"
#include "net/peer/peer_network.hpp"

#include <boost/asio/io_context.hpp>
#include <caf/fwd.hpp>

#include <optional>

namespace quickbooking {

class basp_loop;

/// The loop on which links live: CAF's, if it runs ours (see `basp_loop`), else one of their own,
/// which is a thread more.
class link_loop {
public:
  /// `log` is for what happens on a loop of their own.
  link_loop(caf::actor_system& system, log_ptr log);

  boost::asio::io_context& context();

  /// Closes the links and waits until that has happened, at most a second; ends a loop of their
  /// own. Not on the loop's thread.
  void close(peer_network& links);

private:
  basp_loop* shared_;
  std::optional<event_loop> own_;
};

} // namespace quickbooking
