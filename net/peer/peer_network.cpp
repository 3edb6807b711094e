#include "net/peer/peer_network.hpp"

#include "net/loop/loop_gate.hpp"
#include "net/loop/loop_log.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <spdlog/logger.h>

#include <map>
#include <set>
#include <utility>

namespace quickbooking {

namespace {

using acceptor = asio::basic_socket_acceptor<tcp, loop_executor>;
using link_ptr = std::shared_ptr<peer_link>;

/// Callers that have not greeted yet; more are turned away.
constexpr std::size_t most_callers = 64;

/// Out of descriptors or memory: trying again at once would spin.
constexpr std::chrono::seconds accept_pause{1};

class linked_peers final : public peer_network, public std::enable_shared_from_this<linked_peers> {
public:
  linked_peers(asio::io_context& loop, peer_options options, opened_handler opened,
               closed_handler closed)
      : loop_{loop},
        gate_{loop_gate::of(loop)},
        log_{options.log ? options.log : log_of(loop)},
        options_{std::move(options)},
        opened_{std::move(opened)},
        closed_{std::move(closed)},
        acceptor_{loop},
        pause_{loop} {}

  result<void> start();

  std::uint16_t port() const override { return port_; }

  void dial(std::string node, std::string host, std::uint16_t port) override {
    gate_->post([self = shared_from_this(), node = std::move(node), host = std::move(host), port] {
      self->dial_now(node, host, port);
    });
  }

  void drop(std::string node) override {
    gate_->post([self = shared_from_this(), node = std::move(node)] { self->drop_now(node); });
  }

  void drop_all() override {
    gate_->post([self = shared_from_this()] { self->end_all("given up by this side"); });
  }

  void close() override {
    gate_->dispatch([self = shared_from_this()] { self->close_now(); });
  }

private:
  result<void> open_port();
  void accept_next();
  void accept_later();
  void accepted(stream_socket socket);
  void dial_now(const std::string& node, const std::string& host, std::uint16_t port);
  void drop_now(const std::string& node);
  void close_now();
  void end_all(const char* why);
  void greeted(const link_ptr& link, const std::string& node);
  void ended(const link_ptr& link, const failure& why);
  void complain(const link_ptr& link, const failure& why);
  link_ptr make_link(stream_socket socket);

  // Links are held from here, not the other way round: a loop that ends leaves no circle.

  peer_link::greeted_handler on_greeted() {
    return [weak = weak_from_this()](const link_ptr& link, const std::string& node) {
      if (auto self = weak.lock())
        self->greeted(link, node);
    };
  }

  peer_link::ended_handler on_ended() {
    return [weak = weak_from_this()](const link_ptr& link, const failure& why) {
      if (auto self = weak.lock())
        self->ended(link, why);
    };
  }

  asio::io_context& loop_;
  std::shared_ptr<loop_gate> gate_;
  log_ptr log_;
  const peer_options options_;
  opened_handler opened_;
  closed_handler closed_;
  std::shared_ptr<asio::ssl::context> tls_;
  acceptor acceptor_;
  loop_timer pause_;
  std::uint16_t port_ = 0;
  bool is_closed_ = false;
  std::set<link_ptr> callers_;              ///< accepted, not greeted yet
  std::map<std::string, link_ptr> dialled_; ///< not greeted yet
  std::map<std::string, link_ptr> open_;
  std::map<std::string, std::string> complaints_; ///< the last of each peer, to be said once
};

result<void> linked_peers::start() {
  if (options_.tls) {
    auto made = make_peer_context(*options_.tls);
    if (!made)
      return tl::make_unexpected(made.error());
    tls_ = std::move(*made);
  }
  return options_.listens ? open_port() : result<void>{};
}

result<void> linked_peers::open_port() {
  error_code ec;
  const auto address = asio::ip::make_address(options_.address, ec);
  const tcp::endpoint where{address, options_.port};
  if (!ec)
    acceptor_.open(where.protocol(), ec);
  if (!ec)
    acceptor_.set_option(tcp::acceptor::reuse_address{true}, ec);
  if (!ec)
    acceptor_.bind(where, ec);
  if (!ec)
    acceptor_.listen(asio::socket_base::max_listen_connections, ec);
  if (ec)
    return fail("cannot_listen", "cannot listen for other nodes on " + options_.address + ":"
                                     + std::to_string(options_.port) + ": " + ec.message());
  port_ = acceptor_.local_endpoint().port();
  gate_->post([self = shared_from_this()] { self->accept_next(); });
  return {};
}

link_ptr linked_peers::make_link(stream_socket socket) {
  const peer_greeting mine{options_.cluster, options_.node, options_.messages};
  return std::make_shared<peer_link>(loop_, std::move(socket), tls_, mine, options_.limits);
}

void linked_peers::accept_next() {
  if (is_closed_)
    return;
  auto accepted = [self = shared_from_this()](error_code ec, tcp_socket socket) {
    if (ec && ec != asio::error::connection_aborted)
      return self->accept_later();
    if (!ec)
      self->accepted(stream_socket{std::move(socket)});
    self->accept_next();
  };
  acceptor_.async_accept(loop_.get_executor(), std::move(accepted));
}

void linked_peers::accept_later() {
  pause_.expires_after(accept_pause);
  pause_.async_wait([self = shared_from_this()](error_code) { self->accept_next(); });
}

void linked_peers::accepted(stream_socket socket) {
  if (callers_.size() >= most_callers) {
    log_->warn("event=peer_turned_away reason=\"too many callers have not said who they are\"");
    return;
  }
  auto link = make_link(std::move(socket));
  callers_.insert(link);
  link->accept(on_greeted(), on_ended());
}

void linked_peers::dial_now(const std::string& node, const std::string& host, std::uint16_t port) {
  if (is_closed_ || open_.contains(node) || dialled_.contains(node))
    return;
  auto link = make_link(stream_socket{loop_});
  dialled_[node] = link;
  link->dial(node, host, port, on_greeted(), on_ended());
}

/// Whoever dials anew has lost the old link, even if it looks alive from here.
void linked_peers::greeted(const link_ptr& link, const std::string& node) {
  callers_.erase(link);
  if (link->is_dialled())
    dialled_.erase(node);
  drop_now(node);
  link->open();
  open_[node] = link;
  complaints_.erase(node);
  log_->info("event=peer_linked peer={} dialled={} tls={}", node, link->is_dialled(),
             tls_ != nullptr);
  opened_(link);
}

void linked_peers::drop_now(const std::string& node) {
  if (auto found = open_.find(node); found != open_.end())
    link_ptr { found->second } -> end({"peer_dropped", "given up by this side"});
}

void linked_peers::ended(const link_ptr& link, const failure& why) {
  callers_.erase(link);
  auto& node = link->node();
  if (auto found = dialled_.find(node); found != dialled_.end() && found->second == link)
    dialled_.erase(found);
  auto found = open_.find(node);
  if (found == open_.end() || found->second != link)
    return complain(link, why);
  open_.erase(found);
  log_->warn("event=peer_lost peer={} reason=\"{}\"", node, why.message);
  if (!is_closed_)
    closed_(node);
}

/// A peer is dialled each second: the same trouble is said once.
void linked_peers::complain(const link_ptr& link, const failure& why) {
  const auto name = link->node().empty() ? std::string{"unknown"} : link->node();
  if (is_closed_ || std::exchange(complaints_[name], why.message) == why.message)
    return;
  log_->warn("event=peer_refused peer={} code={} reason=\"{}\"", name, why.code, why.message);
}

void linked_peers::close_now() {
  is_closed_ = true;
  error_code ignored;
  acceptor_.close(ignored);
  pause_.cancel();
  end_all("this node ends");
  opened_ = nullptr;
  closed_ = nullptr;
}

void linked_peers::end_all(const char* why) {
  std::set<link_ptr> all{callers_};
  for (auto* links : {&dialled_, &open_})
    for (auto& [node, link] : *links)
      all.insert(link);
  for (auto& link : all)
    link->end({"peer_dropped", why});
}

} // namespace

result<std::shared_ptr<peer_network>> peer_network::listen(asio::io_context& loop,
                                                           peer_options options,
                                                           opened_handler opened,
                                                           closed_handler closed) {
  auto made = std::make_shared<linked_peers>(loop, std::move(options), std::move(opened),
                                             std::move(closed));
  if (auto started = made->start(); !started)
    return tl::make_unexpected(started.error());
  return std::shared_ptr<peer_network>{std::move(made)};
}

} // namespace quickbooking
