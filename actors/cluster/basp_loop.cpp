#include "actors/cluster/basp_loop.hpp"

#include "actors/cluster/link_scribe.hpp"
#include "net/loop/event_loop.hpp"

#include <caf/actor_system.hpp>
#include <caf/error.hpp>
#include <caf/io/datagram_servant.hpp>
#include <caf/io/doorman.hpp>
#include <caf/io/middleman.hpp>
#include <caf/scheduler/abstract_coordinator.hpp>

#include <utility>

namespace quickbooking {

namespace {

using caf::io::network::native_socket;

caf::error not_offered() {
  return caf::make_error(caf::sec::bad_function_call, "only links of ours are taken");
}

/// Keeps the loop running; when it goes, the loop ends after what was posted before.
class keeper final : public caf::io::network::multiplexer::supervisor {
public:
  explicit keeper(asio::io_context& context) : context_{context}, work_{context.get_executor()} {}

  ~keeper() override {
    asio::post(context_, [&context = context_] { context.stop(); });
  }

private:
  asio::io_context& context_;
  asio::executor_work_guard<asio::io_context::executor_type> work_;
};

} // namespace

basp_loop::basp_loop(caf::actor_system* system) : multiplexer{system} {}

basp_loop* basp_loop::of(caf::actor_system& system) {
  return dynamic_cast<basp_loop*>(&system.middleman().backend());
}

/// CAF knows a scribe by its number.
caf::io::scribe_ptr basp_loop::new_scribe(std::shared_ptr<peer_link> link) {
  const auto number = caf::io::connection_handle::from_int(++scribes_);
  return caf::make_counted<link_scribe>(*this, number, std::move(link));
}

// -- jobs ---

/// Brokers and functions are this loop's; whoever else comes here belongs to the scheduler.
void basp_loop::exec_later(caf::resumable* job) {
  const auto kind = job->subtype();
  if (kind != caf::resumable::io_actor && kind != caf::resumable::function_object)
    return system().scheduler().enqueue(job);
  asio::post(context_, [this, mine = caf::intrusive_ptr<caf::resumable>{job, false}]() mutable {
    resume(std::move(mine));
  });
}

void basp_loop::resume(caf::intrusive_ptr<caf::resumable> job) {
  const auto end = job->resume(this, system().scheduler().max_throughput());
  if (end == caf::resumable::resume_later)
    exec_later(job.release());
  else if (end == caf::resumable::shutdown_execution_unit)
    job.release(); // such a job counts no references
}

caf::io::network::multiplexer::supervisor_ptr basp_loop::make_supervisor() {
  return std::make_unique<keeper>(context_);
}

void basp_loop::run() { run_handlers(context_); }

// -- what nobody needs ---

caf::io::scribe_ptr basp_loop::new_scribe(native_socket) { return nullptr; }

caf::expected<caf::io::scribe_ptr> basp_loop::new_tcp_scribe(const std::string&, std::uint16_t) {
  return not_offered();
}

caf::io::doorman_ptr basp_loop::new_doorman(native_socket) { return nullptr; }

caf::expected<caf::io::doorman_ptr> basp_loop::new_tcp_doorman(std::uint16_t, const char*, bool) {
  return not_offered();
}

caf::io::datagram_servant_ptr basp_loop::new_datagram_servant(native_socket) { return nullptr; }

caf::io::datagram_servant_ptr
basp_loop::new_datagram_servant_for_endpoint(native_socket, const caf::io::network::ip_endpoint&) {
  return nullptr;
}

caf::expected<caf::io::datagram_servant_ptr> basp_loop::new_remote_udp_endpoint(const std::string&,
                                                                                std::uint16_t) {
  return not_offered();
}

caf::expected<caf::io::datagram_servant_ptr> basp_loop::new_local_udp_endpoint(std::uint16_t,
                                                                               const char*, bool) {
  return not_offered();
}

} // namespace quickbooking
