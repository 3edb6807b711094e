#pragma once

#include "net/peer/peer_link.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <caf/io/network/multiplexer.hpp>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

namespace quickbooking {

/// The loop of CAF's distribution: an Asio context, run by the thread that CAF starts for it. The
/// links to other nodes are to live in the same context: then CAF's broker reads from them and
/// writes to them itself. With CAF's own loop there are local sockets and a change of threads
/// between them, which is half of what a forwarded message costs.
///
/// It neither dials nor listens.
class basp_loop final : public caf::io::network::multiplexer {
public:
  explicit basp_loop(caf::actor_system* system);

  /// Of a system that was prepared with it; null for one with another loop of CAF's.
  static basp_loop* of(caf::actor_system& system);

  /// Its handlers run on one thread.
  boost::asio::io_context& context() { return context_; }

  /// For an open link that lives on this loop. Any thread.
  caf::io::scribe_ptr new_scribe(std::shared_ptr<peer_link> link);

  // -- what CAF asks of it, from any thread ---

  void exec_later(caf::resumable* job) override;
  supervisor_ptr make_supervisor() override;

  // -- running ---

  void run() override;
  void run_once() override { context_.run_one(); }
  bool try_run_once() override { return context_.poll_one() > 0; }

  // -- what nobody needs: an error, or null ---

  caf::io::scribe_ptr new_scribe(caf::io::network::native_socket) override;
  caf::expected<caf::io::scribe_ptr> new_tcp_scribe(const std::string&, std::uint16_t) override;
  caf::io::doorman_ptr new_doorman(caf::io::network::native_socket) override;
  caf::expected<caf::io::doorman_ptr> new_tcp_doorman(std::uint16_t, const char*, bool) override;
  caf::io::datagram_servant_ptr new_datagram_servant(caf::io::network::native_socket) override;
  caf::io::datagram_servant_ptr
  new_datagram_servant_for_endpoint(caf::io::network::native_socket,
                                    const caf::io::network::ip_endpoint&) override;
  caf::expected<caf::io::datagram_servant_ptr> new_remote_udp_endpoint(const std::string&,
                                                                       std::uint16_t) override;
  caf::expected<caf::io::datagram_servant_ptr> new_local_udp_endpoint(std::uint16_t, const char*,
                                                                      bool) override;

private:
  void resume(caf::intrusive_ptr<caf::resumable> job);

  boost::asio::io_context context_{1};
  std::atomic<std::int64_t> scribes_ = 0;
};

} // namespace quickbooking
