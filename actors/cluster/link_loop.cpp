#include "actors/cluster/link_loop.hpp"

#include "actors/cluster/basp_loop.hpp"

#include <boost/asio/post.hpp>

#include <chrono>
#include <future>
#include <memory>
#include <utility>

namespace quickbooking {

namespace {

/// The loop of an actor system that hangs must not take others with it.
constexpr std::chrono::seconds close_limit{1};

} // namespace

link_loop::link_loop(caf::actor_system& system, log_ptr log) : shared_{basp_loop::of(system)} {
  if (!shared_)
    own_.emplace(std::move(log));
}

boost::asio::io_context& link_loop::context() {
  return shared_ ? shared_->context() : own_->context();
}

void link_loop::close(peer_network& links) {
  links.close();
  auto closed = std::make_shared<std::promise<void>>();
  boost::asio::post(context(), [closed] { closed->set_value(); });
  closed->get_future().wait_for(close_limit);
  if (own_)
    own_->stop();
}

} // namespace quickbooking
