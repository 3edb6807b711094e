#include "actors/cluster/basp_socket.hpp"
#include "actors/cluster/gateway.hpp"
#include "actors/cluster/guest_desk.hpp"
#include "actors/cluster/link_claim.hpp"
#include "actors/cluster/link_loop.hpp"
#include "actors/cluster/peer_messages.hpp"
#include "actors/system_now.hpp"
#include "embedding/service_actors.hpp"
#include "embedding/turn_translation.hpp"
#include "net/http/url.hpp"
#include "net/peer/peer_greeting.hpp"

#include <quickbooking/remote_cluster.hpp>

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <optional>
#include <set>
#include <thread>
#include <utility>

namespace quickbooking {

namespace {

using namespace std::chrono;

/// For the other nodes, once there is one.
constexpr milliseconds further_links{250};

constexpr milliseconds look_interval{5};

tl::unexpected<failure> refuse(std::string what) { return fail("invalid_config", std::move(what)); }

// -- options ---

result<void> check_name(const std::string& name, const std::string& field) {
  if (is_peer_name(name))
    return {};
  return refuse(field + " must be 1 to 64 lower-case letters, digits, dots or dashes");
}

bool is_loopback(const std::string& host) { return base_url{false, host, 1, {}}.is_loopback(); }

/// 0, or 3 if TLS is wanted.
int files_given(const remote_options& x) {
  return !x.ca_file.empty() + !x.certificate_file.empty() + !x.key_file.empty();
}

result<void> check_node(const remote_options::node& x, const remote_options& all) {
  if (auto good = check_name(x.name, "nodes: a name"); !good)
    return good;
  if (x.name == all.name)
    return refuse("name: '" + all.name + "' is also the name of one of the nodes");
  if (x.host.empty() || x.port == 0)
    return refuse("nodes: " + x.name + " needs a host and a port");
  if (files_given(all) == 0 && !is_loopback(x.host))
    return refuse("ca_file, certificate_file and key_file are needed for " + x.name + " at "
                  + x.host + ", which is not this machine");
  return {};
}

result<void> check_options(const remote_options& x) {
  if (auto good = check_name(x.cluster, "cluster"); !good)
    return good;
  if (auto good = check_name(x.name, "name"); !good)
    return good;
  if (files_given(x) % 3 != 0)
    return refuse("ca_file, certificate_file and key_file belong together");
  if (x.nodes.empty())
    return refuse("nodes must name at least one");
  if (x.first_link <= milliseconds{0})
    return refuse("first_link must be positive");
  std::set<std::string> names;
  for (auto& node : x.nodes) {
    if (auto good = check_node(node, x); !good)
      return good;
    if (!names.insert(node.name).second)
      return refuse("nodes: " + node.name + " is there twice");
  }
  return {};
}

peer_options links_of(const remote_options& x) {
  peer_options out;
  out.cluster = x.cluster;
  out.node = x.name;
  out.listens = false;
  out.log = x.log;
  if (files_given(x) > 0)
    out.tls = peer_tls{x.ca_file, x.certificate_file, x.key_file};
  return out;
}

std::vector<registered_node> nodes_of(const remote_options& x) {
  std::vector<registered_node> out;
  for (auto& node : x.nodes)
    out.push_back({node.name, node.host, node.port});
  return out;
}

std::string names_of(const remote_options& x) {
  std::string out;
  for (auto& node : x.nodes)
    out += (out.empty() ? "" : ", ") + node.name;
  return out;
}

} // namespace

class remote_cluster::parts {
public:
  explicit parts(caf::actor_system& system) : system_{system} {}

  ~parts();

  caf::error start(remote_options options);

  const booking_service& bookings() const { return bookings_; }
  std::vector<std::string> linked() const { return board_->current()->nodes(); }

private:
  result<void> link(const remote_options& options);
  void await_nodes(const remote_options& options) const;
  void end(const caf::actor& part) const;

  caf::actor_system& system_;
  metrics figures_;
  std::unique_ptr<link_claim> claim_;
  std::shared_ptr<cluster_board> board_;
  std::optional<link_loop> loop_;
  std::shared_ptr<peer_network> links_;
  caf::actor desk_;
  caf::actor gateway_;
  booking_service bookings_;
};

caf::error remote_cluster::parts::start(remote_options options) {
  if (!options.log)
    options.log = spdlog::default_logger();
  if (auto good = check_options(options); !good)
    return to_error(service_errc::invalid_configuration, good.error());
  if (auto good = check_basp(system_); !good)
    return to_error(service_errc::invalid_configuration, good.error());
  if (auto good = link(options); !good)
    return to_error(service_errc::cannot_start, good.error());
  await_nodes(options);
  if (linked().empty())
    return to_error(service_errc::not_connected,
                    {"no_node", "within " + std::to_string(options.first_link.count())
                                    + " ms there was no link to " + names_of(options)
                                    + ": see the log"});
  return {};
}

result<void> remote_cluster::parts::link(const remote_options& options) {
  auto claim = link_claim::take(system_, options.cluster);
  if (!claim)
    return tl::make_unexpected(claim.error());
  claim_ = std::move(*claim);
  auto nobody = std::make_shared<const ring>(options.name, std::vector<std::string>{});
  board_ = std::make_shared<cluster_board>(std::move(nobody));
  desk_ = spawn_guest_desk(system_, nodes_of(options), options.log);
  gateway_ = spawn_gateway(system_, board_, desk_, desk_, desk_, figures_, options.log, {},
                           gateway_role::guest);
  bookings_ = spawn_booking_service(system_, gateway_, system_now, options.log);
  loop_.emplace(system_, options.log);
  auto links = link_peers(loop_->context(), links_of(options), gateway_);
  if (!links)
    return tl::make_unexpected(links.error());
  links_ = std::move(*links);
  // The gateway begins by dropping what is linked, so the first dial comes after that.
  caf::scoped_actor self{system_};
  self->request(gateway_, caf::infinite, use_network{links_})
      .receive([] {}, [](const caf::error&) {});
  self->send(desk_, use_network{links_});
  return {};
}

void remote_cluster::parts::await_nodes(const remote_options& options) const {
  const auto all = options.nodes.size();
  auto end = steady_clock::now() + options.first_link;
  for (std::size_t seen = 0; seen < all && steady_clock::now() < end;) {
    std::this_thread::sleep_for(look_interval);
    const auto now = linked().size();
    if (seen == 0 && now > 0)
      end = std::min(end, steady_clock::now() + further_links);
    seen = now;
  }
}

/// From the inside out: the gateway answers what it has under way, and after that each question
/// fails at once.
remote_cluster::parts::~parts() {
  end(gateway_);
  end(caf::actor_cast<caf::actor>(bookings_));
  end(desk_);
  if (links_)
    loop_->close(*links_);
}

/// Returns once it has ended: it uses what is here.
void remote_cluster::parts::end(const caf::actor& part) const {
  if (!part)
    return;
  caf::scoped_actor self{system_};
  self->send_exit(part, caf::exit_reason::user_shutdown);
  self->wait_for(part);
}

// -- the public side ---

caf::expected<remote_cluster> remote_cluster::connect(caf::actor_system& system,
                                                      remote_options options) {
  auto made = std::make_unique<parts>(system);
  if (auto problem = made->start(std::move(options)))
    return problem;
  return remote_cluster{std::move(made)};
}

remote_cluster::remote_cluster(std::unique_ptr<parts> all) : parts_{std::move(all)} {}

remote_cluster::remote_cluster(remote_cluster&& other) noexcept = default;

remote_cluster& remote_cluster::operator=(remote_cluster&& other) noexcept = default;

remote_cluster::~remote_cluster() = default;

booking_service remote_cluster::bookings() const { return parts_->bookings(); }

std::vector<std::string> remote_cluster::linked_nodes() const { return parts_->linked(); }

} // namespace quickbooking
