#include "actors/node.hpp"

#include "actors/archive/sqlite_archive.hpp"
#include "actors/calendar/calendar_actor.hpp"
#include "actors/calendar/memory_store.hpp"
#include "actors/calendar/postgres_store.hpp"
#include "actors/calendar/sqlite_store.hpp"
#include "actors/cluster/basp_loop.hpp"
#include "actors/cluster/gateway.hpp"
#include "actors/cluster/node_desk.hpp"
#include "actors/cluster/peer_messages.hpp"
#include "actors/outbox/due_replies.hpp"
#include "actors/outbox/order_keeper.hpp"
#include "actors/outbox/outbox_messages.hpp"
#include "actors/process_figures.hpp"
#include "actors/protocol.hpp"
#include "actors/router.hpp"
#include "actors/session/session_directory.hpp"
#include "actors/session/session_figures.hpp"
#include "actors/session/session_supervisor.hpp"
#include "actors/supervision/part_supervisor.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

#include <array>

namespace quickbooking {

namespace {

using namespace std::chrono;

instant system_now() { return floor<milliseconds>(system_clock::now()); }

/// The figures that somebody else counts, copied each time that they are asked for.
struct server_figures {
  explicit server_figures(metrics& all)
      : connections(all.gauge("quickbooking_http_connections", "Open HTTP connections")),
        bad(refused(all, "bad_request")),
        large(refused(all, "too_large")),
        late(refused(all, "timed_out")),
        overload(refused(all, "overloaded")) {
    for (std::size_t i = 0; i < answers.size(); ++i)
      answers[i] = &all.counter("quickbooking_http_answers_total", "Answers by class of status",
                                {{"class", std::to_string(i + first_class) + "xx"}});
  }

  static prometheus::Counter& refused(metrics& all, std::string why) {
    return all.counter("quickbooking_http_refused_total",
                       "Requests that the HTTP server refused by itself",
                       {{"why", std::move(why)}});
  }

  void copy(const http_counts& x) {
    connections.Set(static_cast<double>(x.connections));
    raise(bad, x.bad_requests);
    raise(large, x.too_large);
    raise(late, x.timed_out);
    raise(overload, x.overloaded);
    for (std::size_t i = 0; i < answers.size(); ++i)
      raise(*answers[i], x.answers[i + first_class]);
  }

  static void raise(prometheus::Counter& counter, std::uint64_t to) {
    counter.Increment(static_cast<double>(to) - counter.Value());
  }

  static constexpr std::size_t first_class = 2; ///< 1xx is no answer

  prometheus::Gauge& connections;
  prometheus::Counter& bad;
  prometheus::Counter& large;
  prometheus::Counter& late;
  prometheus::Counter& overload;
  std::array<prometheus::Counter*, 4> answers{};
};

result<std::unique_ptr<calendar_store>> open_calendar(const node_options& options) {
  if (options.database.empty())
    return std::make_unique<memory_store>();
  if (is_postgres_url(options.database))
    return postgres_store::open({options.database, options.database_password});
  return sqlite_store::open(options.database);
}

/// Counts what Redis has not before the first message comes in.
result<std::unique_ptr<archive_store>> open_archive(const std::string& file, archive_board& board) {
  auto opened = sqlite_archive::open(file);
  if (!opened)
    return opened;
  auto counted = (*opened)->count();
  if (!counted)
    return tl::make_unexpected(counted.error());
  board.ahead = counted->sessions;
  return opened;
}

class running_node final : public node {
public:
  running_node(caf::actor_system& system, node_options options)
      : system_(system),
        options_(std::move(options)),
        sessions_(figures_),
        server_figures_(figures_),
        process_(figures_, options_.version) {}

  ~running_node() override {
    if (!stopped_)
      stop(milliseconds{0});
  }

  result<void> start();

  std::uint16_t port() const override { return server_->port(); }

  std::uint16_t peer_port() const override { return links_ ? links_->port() : 0; }

  bool stop(milliseconds limit) override;

private:
  void spawn_actors(std::shared_ptr<calendar_store> bookings,
                    std::shared_ptr<archive_store> archive, std::shared_ptr<graph_client> graph);
  void spawn_outbox_parts(std::shared_ptr<graph_client> graph);
  void spawn_cluster_parts(const cluster_options& options);
  result<void> link_to_peers();
  caf::actor supervise(std::string name, std::function<caf::actor()> make);
  caf::actor supervise_once(std::string name, std::function<caf::actor()> make);
  template <class Message>
  void introduce(const caf::actor& part, Message what);
  context_ptr make_context();
  void await_store();
  void await_members();
  void leave_ring(steady_clock::time_point end);
  bool finish_work(caf::scoped_actor& self, steady_clock::time_point end);
  bool tell_delivered(caf::scoped_actor& self, steady_clock::time_point end);
  bool flush_sessions(caf::scoped_actor& self, steady_clock::time_point end);
  bool end_actors(caf::scoped_actor& self, steady_clock::time_point end);

  caf::actor_system& system_;
  const node_options options_;
  metrics figures_;
  session_figures sessions_;
  server_figures server_figures_;
  process_figures process_;
  event_loop loop_;
  std::shared_ptr<http_server> server_;
  std::shared_ptr<peer_network> links_;
  std::shared_ptr<cluster_board> ring_; ///< null without a cluster
  archive_board archive_board_;
  std::shared_ptr<calendar_board> calendars_ = std::make_shared<calendar_board>();
  caf::actor store_;
  caf::actor archive_;
  caf::actor calendar_;
  caf::actor order_keeper_;
  caf::actor outbox_;
  caf::actor due_replies_;
  caf::actor session_supervisor_;
  caf::actor node_desk_;
  caf::actor gateway_;
  caf::actor membership_;
  caf::actor router_;
  caf::actor directory_;
  caf::actor front_door_;
  bool stopped_ = false;
};

result<void> running_node::start() {
  auto bookings = open_calendar(options_);
  if (!bookings)
    return tl::make_unexpected(bookings.error());
  auto archive = open_archive(options_.archive_file, archive_board_);
  if (!archive)
    return tl::make_unexpected(archive.error());
  auto graph = graph_client::make(loop_.context(), options_.graph);
  if (!graph)
    return tl::make_unexpected(graph.error());
  spawn_actors(std::move(*bookings), std::move(*archive), std::move(*graph));
  await_store();
  if (auto linked = link_to_peers(); !linked)
    return linked;
  await_members();
  auto handler = [this, door = front_door_](http_request request, http_responder respond) {
    if (request.path == "/metrics") {
      server_figures_.copy(server_->counts());
      process_.refresh();
    }
    caf::anon_send(door, http_call{std::move(request), std::move(respond)});
  };
  auto listening = http_server::listen(loop_.context(), options_.address, options_.port,
                                       options_.http, std::move(handler));
  if (!listening)
    return tl::make_unexpected(listening.error());
  server_ = std::move(*listening);
  spdlog::info("event=started address={} port={}", options_.address, server_->port());
  return {};
}

context_ptr running_node::make_context() {
  auto context = std::make_shared<node_context>();
  context->salons = options_.salons;
  context->calendars = calendars_;
  context->figures = &figures_;
  context->sessions = &sessions_;
  context->now = system_now;
  context->version = options_.version;
  context->started = system_now();
  context->store_deadline = options_.store.deadline;
  context->idle_release = options_.idle_release;
  context->max_sessions = options_.max_sessions;
  context->customer_pace = options_.customer_pace;
  context->pack_above = options_.pack_above;
  context->cluster = ring_;
  if (!options_.archive_file.empty())
    context->archive = &archive_board_;
  return context;
}

// -- parts ---

caf::actor running_node::supervise(std::string name, std::function<caf::actor()> make) {
  return spawn_part_supervisor(
      system_, {std::move(name), std::move(make), options_.restarts, options_.give_up}, figures_);
}

/// For what holds things that no successor could be given.
caf::actor running_node::supervise_once(std::string name, std::function<caf::actor()> make) {
  return spawn_part_supervisor(
      system_, {std::move(name), std::move(make), restart_limits{0, {}}, options_.give_up},
      figures_);
}

void running_node::spawn_actors(std::shared_ptr<calendar_store> bookings,
                                std::shared_ptr<archive_store> archive,
                                std::shared_ptr<graph_client> graph) {
  if (auto& x = options_.cluster) {
    auto alone = std::make_shared<const ring>(x->links.node, std::vector{x->links.node});
    ring_ = std::make_shared<cluster_board>(std::move(alone));
  }
  auto context = make_context();
  store_ = supervise("store", [this] {
    return spawn_store_supervisor(system_, loop_.context(), options_.store, system_now, figures_);
  });
  calendar_ = supervise("calendar", [this, bookings] {
    return spawn_calendar(system_, bookings, calendars_, options_.salons, figures_, system_now);
  });
  archive_ = supervise("archive", [this, archive, store = store_] {
    return spawn_archive(system_, archive, store, options_.archive, system_now, figures_,
                         archive_board_, ring_);
  });
  spawn_outbox_parts(std::move(graph));
  session_supervisor_
      = supervise_once("sessions", [this, context, store = store_, archive = archive_,
                                    calendar = calendar_, outbox = order_keeper_] {
          return spawn_session_supervisor(system_, context, store, archive, calendar, outbox);
        });
  node_desk_
      = supervise("node_desk", [this, context, sessions = session_supervisor_, store = store_] {
          return spawn_node_desk(system_, context, sessions, store);
        });
  if (options_.cluster)
    spawn_cluster_parts(*options_.cluster);
  router_ = supervise("router", [this, context, sessions = session_supervisor_, gateway = gateway_,
                                 store = store_] {
    return spawn_router(system_, context, sessions, gateway, store);
  });
  directory_ = supervise("directory", [this, store = store_] {
    return spawn_session_directory(system_, store, system_now);
  });
  front_door_ = supervise("front_door", [this, context, router = router_, directory = directory_,
                                         archive = archive_, desk = node_desk_] {
    return spawn_front_door(system_, context, options_.door, router, directory, archive, desk);
  });
  introduce(store_, watch_store{session_supervisor_});
  introduce(store_, watch_store{archive_});
  introduce(archive_, start_restoring{router_});
  if (gateway_ && context->archive)
    introduce(archive_, use_gateway{gateway_});
  introduce(due_replies_, start_resending{router_});
}

void running_node::spawn_cluster_parts(const cluster_options& options) {
  gateway_ = supervise(
      "gateway", [this, sessions = session_supervisor_, archive = archive_, desk = node_desk_] {
        return spawn_gateway(system_, ring_, sessions, archive, desk, figures_);
      });
  membership_ = supervise("membership", [this, store = store_, members = options.members] {
    return spawn_membership(system_, store, ring_, members);
  });
  introduce(node_desk_, use_gateway{gateway_});
  introduce(node_desk_, use_membership{membership_});
}

result<void> running_node::link_to_peers() {
  if (!options_.cluster)
    return {};
  auto links = link_peers(basp_loop::context_of(system_), options_.cluster->links, gateway_);
  if (!links)
    return tl::make_unexpected(links.error());
  links_ = std::move(*links);
  introduce(gateway_, use_network{links_});
  introduce(membership_, use_network{links_});
  return {};
}

/// From the sessions to WhatsApp, and from there to the store.
void running_node::spawn_outbox_parts(std::shared_ptr<graph_client> graph) {
  auto book = std::make_shared<report_book>();
  due_replies_ = supervise("due_replies", [this, book, store = store_, archive = archive_] {
    return spawn_due_replies(system_, store, archive, system_now, figures_, book,
                             options_.store.kind());
  });
  order_keeper_ = supervise_once("order_keeper", [this, listener = due_replies_] {
    return spawn_order_keeper(system_, listener, figures_);
  });
  outbox_ = supervise("outbox", [this, graph, keeper = order_keeper_] {
    auto outbox = spawn_outbox(system_, graph, options_.outbox, keeper, figures_);
    caf::anon_send(keeper, outbox_started{outbox});
    return outbox;
  });
}

template <class Message>
void running_node::introduce(const caf::actor& part, Message what) {
  caf::anon_send(part, introduction{caf::make_message(std::move(what))});
}

// -- questions to actors ---

template <class Answer, class Message>
bool ask(caf::scoped_actor& self, const caf::actor& whom, steady_clock::time_point end,
         Message what, std::function<bool(const Answer&)> check) {
  auto left = duration_cast<milliseconds>(end - steady_clock::now());
  if (left <= milliseconds{0})
    return false;
  bool good = false;
  self->request(whom, left, std::move(what))
      .receive([&](const Answer& x) { good = check(x); }, [](const caf::error&) {});
  return good;
}

/// Without Redis a node cannot tell a redelivered message from a new one (P2). So Redis gets this
/// long to answer before the first message is let in; after that it counts as away.
constexpr milliseconds first_answer_limit{500};

/// Tries until it holds, or the limit is over.
template <class Condition>
void await(caf::scoped_actor& self, steady_clock::time_point end, Condition holds) {
  while (!holds() && steady_clock::now() < end)
    self->receive([](tick_now) {}, caf::after(milliseconds{5}) >> [] {});
}

void running_node::await_store() {
  caf::scoped_actor self{system_};
  auto end = steady_clock::now() + first_answer_limit;
  await(self, end, [&] {
    return ask<store_health>(self, store_, end, get_store_health{},
                             [](const auto& x) { return x.state == "ok"; });
  });
}

/// Who takes messages before it knows the others takes them for its own, and the fence has to sort
/// that out. The others dial once a second.
constexpr seconds first_links_limit{2};

void running_node::await_members() {
  if (!links_)
    return;
  caf::scoped_actor self{system_};
  auto end = steady_clock::now() + first_links_limit;
  await(self, end, [&] {
    return ask<bool>(self, membership_, end, are_members_linked{}, [](bool x) { return x; });
  });
}

// -- stop ---

bool running_node::stop(milliseconds limit) {
  stopped_ = true;
  auto end = steady_clock::now() + limit;
  if (links_)
    leave_ring(end);
  if (server_)
    server_->stop_accepting();
  bool in_order = true;
  if (front_door_) {
    caf::scoped_actor self{system_};
    in_order = finish_work(self, end) && in_order;
    in_order = end_actors(self, steady_clock::now() + limit + seconds{1}) && in_order;
  }
  if (links_)
    links_->close();
  loop_.stop();
  return in_order;
}

/// First of all: what comes in from now on goes to the others.
void running_node::leave_ring(steady_clock::time_point end) {
  caf::scoped_actor self{system_};
  auto done = [](bool x) { return x; };
  ask<bool>(self, gateway_, end, leave_cluster{}, done);
  ask<bool>(self, membership_, end, leave_cluster{}, done);
}

bool running_node::finish_work(caf::scoped_actor& self, steady_clock::time_point end) {
  auto done = [](bool x) { return x; };
  auto finished = ask<bool>(self, session_supervisor_, end, finish_turns{}, done);
  if (gateway_)
    finished = ask<bool>(self, gateway_, end, finish_turns{}, done) && finished;
  auto flushed = flush_sessions(self, end);
  auto left = duration_cast<milliseconds>(end - steady_clock::now());
  auto sent = ask<std::uint64_t>(self, order_keeper_, end + seconds{1}, drain_orders{left},
                                 [](std::uint64_t orders) { return orders == 0; });
  return finished && flushed && sent && tell_delivered(self, end);
}

/// What the store does not hear of is sent a second time by the next node. While Redis is away that
/// cannot be helped for what it knows as due; the rest is the archive's, which has heard of it.
bool running_node::tell_delivered(caf::scoped_actor& self, steady_clock::time_point end) {
  std::uint64_t untold = 0;
  do {
    if (ask<store_health>(self, store_, end, get_store_health{},
                          [](const auto& x) { return x.state == "degraded"; }))
      return true;
    if (!ask<std::uint64_t>(self, due_replies_, end, count_orders{}, [&](std::uint64_t x) {
          untold = x;
          return true;
        }))
      return false;
    if (untold > 0)
      self->receive([](tick_now) {}, caf::after(milliseconds{20}) >> [] {});
  } while (untold > 0);
  return true;
}

/// What is in the archive waits so long for a Redis that is just coming back (four probes of the
/// breaker), so that another node finds it there. After that it is left to this node's next start.
constexpr seconds return_limit{1};

/// The store supervisor has dirty sessions written as soon as Redis is back. Half of the time is
/// for that, the rest for the outbox.
bool running_node::flush_sessions(caf::scoped_actor& self, steady_clock::time_point end) {
  auto now = steady_clock::now();
  end = now + (end - now) / 2;
  const auto returns = now + return_limit;
  store_health health;
  auto keep = [&](const store_health& x) {
    health = x;
    return true;
  };
  while (ask<store_health>(self, store_, end, get_store_health{}, keep)) {
    if (health.dirty_sessions == 0)
      return true;
    if (health.state == "degraded" && health.dirty_sessions <= archive_board_.ahead
        && steady_clock::now() >= returns) {
      spdlog::warn("event=dirty_sessions_left count={} in=archive", health.dirty_sessions);
      return true;
    }
    self->receive([](tick_now) {}, caf::after(milliseconds{20}) >> [] {});
  }
  spdlog::error("event=dirty_sessions_lost count={}", health.dirty_sessions);
  return false;
}

bool running_node::end_actors(caf::scoped_actor& self, steady_clock::time_point end) {
  std::array all{&front_door_, &router_,      &directory_,          &membership_,
                 &gateway_,    &node_desk_,   &session_supervisor_, &order_keeper_,
                 &outbox_,     &due_replies_, &calendar_,           &archive_,
                 &store_};
  auto in_order = true;
  for (auto actor : all) {
    if (!*actor)
      continue;
    self->monitor(*actor);
    self->send_exit(*actor, caf::exit_reason::user_shutdown);
    auto left = std::max(duration_cast<milliseconds>(end - steady_clock::now()), milliseconds{1});
    self->receive([](const caf::down_msg&) {}, caf::after(left) >> [&] { in_order = false; });
    *actor = nullptr;
  }
  return in_order;
}

} // namespace

result<std::unique_ptr<node>> node::start(caf::actor_system& system, node_options options) {
  auto made = std::make_unique<running_node>(system, std::move(options));
  if (auto started = made->start(); !started)
    return tl::make_unexpected(started.error());
  return std::unique_ptr<node>{std::move(made)};
}

} // namespace quickbooking
