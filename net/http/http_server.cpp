#include "net/http/http_connection.hpp"
#include "net/http/url.hpp"
#include "net/loop/loop_log.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <spdlog/logger.h>

#include <algorithm>
#include <unordered_set>

namespace quickbooking {

namespace {

using tcp_acceptor = asio::basic_socket_acceptor<tcp, loop_executor>;
using namespace std::chrono_literals;

/// Connections beyond the limit that may be told so at the same time; the rest is closed unheard.
constexpr std::size_t turned_away_limit = 64;

loop_clock::duration sweep_interval(const http_limits& limits) {
  const auto shortest = std::min(limits.request_deadline, limits.idle);
  return std::clamp<std::chrono::milliseconds>(shortest / 10, 5ms, 1s);
}

/// Accepts, and sweeps over the connections: one timer for all deadlines instead of one per
/// operation. Owned by its pending operations, so that it goes with the loop.
class listener : public std::enable_shared_from_this<listener> {
public:
  listener(tcp_acceptor acceptor, std::shared_ptr<http_service> service)
      : acceptor_{std::move(acceptor)},
        timer_{acceptor_.get_executor()},
        service_{std::move(service)} {}

  void start() {
    accept();
    wait();
  }

  void retire(std::function<void()> finished) {
    close_acceptor();
    service_->retiring = true;
    service_->when_finished = std::move(finished);
    for_each([](http_connection& connection) { connection.retire(); });
    service_->look_whether_finished();
  }

  void shut_down() {
    close_acceptor();
    service_->retiring = true;
    for_each([](http_connection& connection) { connection.close(); });
    timer_.cancel();
  }

private:
  void close_acceptor() {
    error_code ec;
    acceptor_.close(ec);
  }

  /// Takes a copy, because connections leave the set when they close.
  template <class F>
  void for_each(F f) {
    const std::vector<std::shared_ptr<http_connection>> all{open_.begin(), open_.end()};
    for (const auto& connection : all)
      f(*connection);
  }

  void accept() {
    acceptor_.async_accept([self = shared_from_this()](error_code ec, tcp_socket socket) {
      self->on_accept(ec, std::move(socket));
    });
  }

  void on_accept(error_code ec, tcp_socket socket) {
    if (!acceptor_.is_open())
      return;
    if (!ec)
      admit(std::move(socket));
    if (ec && ec != asio::error::connection_aborted) {
      service_->log->error("http: cannot accept: {}", ec.message());
      accept_paused_ = true; // out of descriptors or memory: trying again at once would spin
    } else {
      accept();
    }
  }

  void admit(tcp_socket socket) {
    ++service_->tally->accepted;
    const auto limit = service_->limits.connections;
    if (open_.size() >= limit + turned_away_limit) {
      ++service_->tally->overloaded;
      return;
    }
    auto connection = std::make_shared<http_connection>(
        std::move(socket), service_,
        [this](const std::shared_ptr<http_connection>& closed) { open_.erase(closed); });
    open_.insert(connection);
    if (open_.size() > limit)
      connection->turn_away(error_response(503, {"overloaded", "too many connections"}));
    else
      connection->start();
  }

  void wait() {
    timer_.expires_after(sweep_interval(service_->limits));
    timer_.async_wait([self = shared_from_this()](error_code) { self->sweep(); });
  }

  void sweep() {
    const auto now = loop_clock::now();
    for_each([now](http_connection& connection) { connection.check_deadlines(now); });
    if (std::exchange(accept_paused_, false) && acceptor_.is_open())
      accept();
    report(now);
    if (acceptor_.is_open() || !open_.empty())
      wait();
  }

  /// One line per second at most, however many were refused.
  void report(loop_clock::time_point now) {
    const auto counts = service_->tally->counts();
    const auto refused
        = counts.bad_requests + counts.too_large + counts.timed_out + counts.overloaded;
    if (refused == reported_ || now - reported_at_ < 1s)
      return;
    service_->log->warn(
        "http: {} refused since the last line; in all {} bad, {} too large, {} late, "
        "{} beyond capacity",
        refused - reported_, counts.bad_requests, counts.too_large, counts.timed_out,
        counts.overloaded);
    reported_ = refused;
    reported_at_ = now;
  }

  tcp_acceptor acceptor_;
  loop_timer timer_;
  std::shared_ptr<http_service> service_;
  std::unordered_set<std::shared_ptr<http_connection>> open_;
  bool accept_paused_ = false;
  std::uint64_t reported_ = 0;
  loop_clock::time_point reported_at_;
};

/// What the caller holds. Owns nothing that lives in the loop, so it may outlive the loop.
class server_handle : public http_server {
public:
  server_handle(std::uint16_t port, const std::shared_ptr<listener>& target,
                std::shared_ptr<loop_gate> gate, std::shared_ptr<http_tally> tally)
      : port_{port},
        listener_{target},
        gate_{std::move(gate)},
        tally_{std::move(tally)} {}

  ~server_handle() override {
    post([](listener& x) { x.shut_down(); });
  }

  std::uint16_t port() const override { return port_; }
  http_counts counts() const override { return tally_->counts(); }

  void stop_accepting(std::function<void()> finished) override {
    post([finished = std::move(finished)](listener& x) mutable { x.retire(std::move(finished)); });
  }

private:
  template <class F>
  void post(F what) {
    gate_->post([weak = listener_, what = std::move(what)]() mutable {
      if (const auto self = weak.lock())
        what(*self);
    });
  }

  const std::uint16_t port_;
  const std::weak_ptr<listener> listener_;
  const std::shared_ptr<loop_gate> gate_;
  const std::shared_ptr<http_tally> tally_;
};

void open(tcp_acceptor& acceptor, const std::string& address, std::uint16_t port, error_code& ec) {
  const auto ip = asio::ip::make_address(address, ec);
  const tcp::endpoint where{ip, port};
  if (!ec)
    acceptor.open(where.protocol(), ec);
  if (!ec)
    acceptor.set_option(tcp_acceptor::reuse_address{true}, ec);
  if (!ec)
    acceptor.bind(where, ec);
  if (!ec)
    acceptor.listen(tcp_acceptor::max_listen_connections, ec);
}

} // namespace

result<std::shared_ptr<http_server>> http_server::listen(asio::io_context& loop,
                                                         const std::string& address,
                                                         std::uint16_t port, http_limits limits,
                                                         http_handler handler) {
  tcp_acceptor acceptor{loop.get_executor()};
  error_code ec;
  open(acceptor, address, port, ec);
  if (ec)
    return fail("cannot_listen", "cannot listen on " + address + " port " + std::to_string(port)
                                     + ": " + ec.message());
  const auto gate = loop_gate::of(loop);
  const auto service = std::make_shared<http_service>(
      http_service{gate, log_of(loop), limits, std::move(handler)});
  const auto bound = acceptor.local_endpoint(ec).port();
  const auto target = std::make_shared<listener>(std::move(acceptor), service);
  gate->post([target] { target->start(); });
  return std::make_shared<server_handle>(bound, target, gate, service->tally);
}

std::string http_request::query_value(std::string_view name) const {
  return quickbooking::query_value(query, name);
}

} // namespace quickbooking
