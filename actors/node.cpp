#include "actors/node.hpp"

#include "actors/archive/sqlite_archive.hpp"
#include "actors/await_answer.hpp"
#include "actors/calendar/calendar_actor.hpp"
#include "actors/calendar/memory_store.hpp"
#include "actors/calendar/postgres_store.hpp"
#include "actors/calendar/sqlite_store.hpp"
#include "actors/cluster/basp_socket.hpp"
#include "actors/cluster/gateway.hpp"
#include "actors/cluster/link_claim.hpp"
#include "actors/cluster/link_loop.hpp"
#include "actors/cluster/node_desk.hpp"
#include "actors/cluster/peer_messages.hpp"
#include "actors/orderly_stop.hpp"
#include "actors/outbox/due_replies.hpp"
#include "actors/outbox/order_keeper.hpp"
#include "actors/outbox/outbox_messages.hpp"
#include "actors/process_figures.hpp"
#include "actors/protocol.hpp"
#include "actors/router.hpp"
#include "actors/session/session_directory.hpp"
#include "actors/session/session_figures.hpp"
#include "actors/session/session_supervisor.hpp"
#include "actors/store/store_in_memory.hpp"
#include "actors/supervision/part_supervisor.hpp"
#include "actors/system_now.hpp"
#include "net/loop/loop_log.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

#include <array>
#include <future>
#include <mutex>
#include <utility>

namespace quickbooking {

namespace {

using namespace std::chrono;

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
        process_(figures_, options_.version),
        now_(options_.now ? options_.now : system_now) {}

  ~running_node() override {
    if (!stopped_)
      stop(milliseconds{0});
  }

  result<void> start();

  std::uint16_t port() const override { return server_ ? server_->port() : 0; }

  std::uint16_t peer_port() const override { return links_ ? links_->port() : 0; }

  bool stop(milliseconds limit) override;

  void begin_stop(milliseconds limit, std::function<void(bool)> done) override;

  std::vector<prometheus::MetricFamily> figures() override;

  node_contacts contacts() const override;

private:
  /// What actors keep things in, opened before they start.
  struct openings {
    std::function<caf::actor(const calendar_parts&)> make_calendar;
    std::shared_ptr<archive_store> archive;
    std::shared_ptr<graph_client> graph; ///< null: nothing is sent
  };

  void refresh_figures();
  bool needs_loop() const;
  result<openings> open();
  result<std::shared_ptr<graph_client>> open_graph();
  result<void> listen();
  void spawn_actors(const openings& what);
  caf::actor spawn_store();
  void spawn_outbox_parts(std::shared_ptr<graph_client> graph);
  void spawn_cluster_parts(const cluster_options& options);
  result<void> link_to_peers();
  caf::actor supervise(std::string name, std::function<caf::actor()> make);
  caf::actor supervise_once(std::string name, std::function<caf::actor()> make);
  template <class Message>
  void introduce(const caf::actor& part, Message what);
  void tell_events();
  context_ptr make_context();
  void await_store();
  void await_members();

  caf::actor_system& system_;
  const node_options options_;
  metrics figures_;
  session_figures sessions_;
  std::mutex refreshing_; ///< of the next two
  server_figures server_figures_;
  process_figures process_;
  const std::function<instant()> now_;
  std::optional<event_loop> loop_; ///< only if there is a socket
  std::unique_ptr<link_claim> claim_;
  std::optional<link_loop> link_loop_; ///< only in a cluster
  std::shared_ptr<http_server> server_;
  std::shared_ptr<peer_network> links_;
  std::shared_ptr<cluster_board> ring_; ///< null without a cluster
  archive_board archive_board_;
  std::shared_ptr<calendar_board> calendars_ = std::make_shared<calendar_board>();
  node_parts parts_;
  bool stopped_ = false;
};

result<void> running_node::start() {
  if (needs_loop())
    loop_.emplace(options_.log, options_.meanwhile);
  auto opened = open();
  if (!opened)
    return tl::make_unexpected(opened.error());
  spawn_actors(*opened);
  await_store();
  if (auto linked = link_to_peers(); !linked)
    return linked;
  await_members();
  if (options_.listens)
    return listen();
  options_.log->info("event=started");
  return {};
}

bool running_node::needs_loop() const {
  return options_.listens || !options_.keeps_in_memory || (options_.sends && !options_.sender);
}

result<running_node::openings> running_node::open() {
  openings out;
  out.make_calendar = options_.make_calendar;
  if (!out.make_calendar) {
    auto opened = open_calendar(options_);
    if (!opened)
      return tl::make_unexpected(opened.error());
    out.make_calendar = [store = std::shared_ptr{std::move(*opened)}](const calendar_parts& x) {
      return spawn_calendar(x.system, store, x.board, x.salons, x.figures, x.log, x.now);
    };
  }
  auto archive = open_archive(options_.archive_file, archive_board_);
  if (!archive)
    return tl::make_unexpected(archive.error());
  out.archive = std::move(*archive);
  auto graph = open_graph();
  if (!graph)
    return tl::make_unexpected(graph.error());
  out.graph = std::move(*graph);
  return out;
}

result<std::shared_ptr<graph_client>> running_node::open_graph() {
  if (!options_.sends || options_.sender)
    return options_.sender;
  return graph_client::make(loop_->context(), options_.graph);
}

result<void> running_node::listen() {
  auto handler = [this, door = parts_.front_door](http_request request, http_responder respond) {
    if (request.path == "/metrics")
      refresh_figures();
    caf::anon_send(door, http_call{std::move(request), std::move(respond)});
  };
  auto listening = http_server::listen(loop_->context(), options_.address, options_.port,
                                       options_.http, std::move(handler));
  if (!listening)
    return tl::make_unexpected(listening.error());
  server_ = std::move(*listening);
  options_.log->info("event=started address={} port={}", options_.address, server_->port());
  return {};
}

context_ptr running_node::make_context() {
  auto context = std::make_shared<node_context>();
  context->salons = options_.salons;
  context->calendars = calendars_;
  context->figures = &figures_;
  context->sessions = &sessions_;
  context->now = now_;
  context->events = options_.events;
  if (options_.understand)
    context->understand = options_.understand.get();
  context->version = options_.version;
  context->log = options_.log;
  context->started = now_();
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
      system_, {std::move(name), std::move(make), options_.restarts, options_.give_up}, figures_,
      options_.log);
}

/// For what holds things that no successor could be given.
caf::actor running_node::supervise_once(std::string name, std::function<caf::actor()> make) {
  return spawn_part_supervisor(
      system_, {std::move(name), std::move(make), restart_limits{0, {}}, options_.give_up},
      figures_, options_.log);
}

caf::actor running_node::spawn_store() {
  if (options_.keeps_in_memory)
    return supervise_once("store",
                          [this] { return spawn_store_in_memory(system_, now_, options_.log); });
  return supervise("store", [this] {
    return spawn_store_supervisor(system_, loop_->context(), options_.store, now_, figures_,
                                  options_.log);
  });
}

void running_node::spawn_actors(const openings& what) {
  if (auto& x = options_.cluster) {
    auto alone = std::make_shared<const ring>(x->links.node, std::vector{x->links.node});
    ring_ = std::make_shared<cluster_board>(std::move(alone));
  }
  auto context = make_context();
  parts_.store = spawn_store();
  parts_.calendar = supervise("calendar", [this, make = what.make_calendar] {
    return make({system_, calendars_, options_.salons, figures_, options_.log, now_});
  });
  parts_.archive = supervise("archive", [this, archive = what.archive, store = parts_.store] {
    return spawn_archive(system_, archive, store, options_.archive, now_, figures_, options_.log,
                         archive_board_, ring_);
  });
  if (what.graph)
    spawn_outbox_parts(what.graph);
  parts_.sessions
      = supervise_once("sessions", [this, context, store = parts_.store, archive = parts_.archive,
                                    calendar = parts_.calendar, outbox = parts_.order_keeper] {
          return spawn_session_supervisor(system_, context, store, archive, calendar, outbox);
        });
  parts_.node_desk
      = supervise("node_desk", [this, context, sessions = parts_.sessions, store = parts_.store] {
          return spawn_node_desk(system_, context, sessions, store);
        });
  if (options_.cluster)
    spawn_cluster_parts(*options_.cluster);
  parts_.router = supervise("router", [this, context, sessions = parts_.sessions,
                                       gateway = parts_.gateway, store = parts_.store] {
    return spawn_router(system_, context, sessions, gateway, store);
  });
  parts_.directory = supervise("directory", [this, store = parts_.store] {
    return spawn_session_directory(system_, store, now_, options_.log);
  });
  if (options_.listens)
    parts_.front_door
        = supervise("front_door",
                    [this, context, router = parts_.router, directory = parts_.directory,
                     archive = parts_.archive, desk = parts_.node_desk, due = parts_.due_replies] {
                      return spawn_front_door(system_, context, options_.door, router, directory,
                                              archive, desk, due);
                    });
  introduce(parts_.store, watch_store{parts_.sessions});
  introduce(parts_.store, watch_store{parts_.archive});
  introduce(parts_.archive, start_restoring{parts_.router});
  if (parts_.gateway && context->archive)
    introduce(parts_.archive, use_gateway{parts_.gateway});
  if (parts_.due_replies)
    introduce(parts_.due_replies, start_resending{parts_.router});
  if (options_.events)
    tell_events();
}

void running_node::spawn_cluster_parts(const cluster_options& options) {
  parts_.gateway = supervise("gateway", [this, sessions = parts_.sessions, archive = parts_.archive,
                                         desk = parts_.node_desk] {
    return spawn_gateway(system_, ring_, sessions, archive, desk, figures_, options_.log);
  });
  parts_.membership
      = supervise("membership", [this, store = parts_.store, members = options.members] {
          return spawn_membership(system_, store, ring_, members, options_.log);
        });
  introduce(parts_.node_desk, use_gateway{parts_.gateway});
  introduce(parts_.node_desk, use_membership{parts_.membership});
}

result<void> running_node::link_to_peers() {
  if (!options_.cluster)
    return {};
  if (auto good = check_basp(system_); !good)
    return good;
  auto claim = link_claim::take(system_, options_.cluster->links.cluster);
  if (!claim)
    return tl::make_unexpected(claim.error());
  claim_ = std::move(*claim);
  auto& loop = link_loop_.emplace(system_, options_.log).context();
  set_log(loop, options_.log);
  auto links = link_peers(loop, options_.cluster->links, parts_.gateway);
  if (!links)
    return tl::make_unexpected(links.error());
  links_ = std::move(*links);
  introduce(parts_.gateway, use_network{links_});
  introduce(parts_.membership, use_network{links_});
  return {};
}

/// From the sessions to WhatsApp, and from there to the store.
void running_node::spawn_outbox_parts(std::shared_ptr<graph_client> graph) {
  auto book = std::make_shared<report_book>();
  parts_.due_replies
      = supervise("due_replies", [this, book, store = parts_.store, archive = parts_.archive] {
          return spawn_due_replies(system_, store, archive, now_, figures_, options_.log, book,
                                   options_.store.kind());
        });
  parts_.order_keeper = supervise_once("order_keeper", [this, listener = parts_.due_replies] {
    return spawn_order_keeper(system_, listener, figures_, options_.log);
  });
  parts_.outbox = supervise("outbox", [this, graph, keeper = parts_.order_keeper] {
    auto outbox = spawn_outbox(system_, graph, options_.outbox, keeper, figures_, options_.log);
    caf::anon_send(keeper, outbox_started{outbox});
    return outbox;
  });
}

void running_node::tell_events() {
  caf::anon_send(options_.events->listener, use_store{parts_.store});
  introduce(parts_.store, watch_health{options_.events->listener});
}

template <class Message>
void running_node::introduce(const caf::actor& part, Message what) {
  caf::anon_send(part, introduction{caf::make_message(std::move(what))});
}

// -- start ---

/// Without Redis a node cannot tell a redelivered message from a new one (P2). So Redis gets this
/// long to answer before the first message is let in; after that it counts as away.
constexpr milliseconds first_answer_limit{500};

void running_node::await_store() {
  if (!options_.keeps_in_memory)
    await_answer<store_health>(system_, parts_.store, first_answer_limit, get_store_health{},
                               [](const auto& x) { return x.state == "ok"; });
}

/// Who takes messages before it knows the others takes them for its own, and the fence has to sort
/// that out. The others dial once a second.
constexpr seconds first_links_limit{2};

void running_node::await_members() {
  if (links_)
    await_answer<bool>(system_, parts_.membership, first_links_limit, are_members_linked{},
                       [](bool x) { return x; });
}

// -- contacts ---

void running_node::refresh_figures() {
  std::lock_guard lock{refreshing_};
  if (server_)
    server_figures_.copy(server_->counts());
  process_.refresh();
}

std::vector<prometheus::MetricFamily> running_node::figures() {
  refresh_figures();
  return figures_.collect();
}

node_contacts running_node::contacts() const {
  return {parts_.router, parts_.sessions, parts_.directory, parts_.calendar, parts_.store};
}

// -- stop ---

bool running_node::stop(milliseconds limit) {
  auto ended = std::make_shared<std::promise<bool>>();
  begin_stop(limit, [ended](bool in_order) { ended->set_value(in_order); });
  return ended->get_future().get();
}

void running_node::begin_stop(milliseconds limit, std::function<void(bool)> done) {
  stopped_ = true;
  if (!parts_.store) // it did not get so far
    return done(true);
  stop_order order;
  order.log = options_.log;
  order.parts = std::exchange(parts_, {});
  order.limit = limit;
  order.archive = &archive_board_;
  order.close_door = [this](std::function<void()> closed) {
    if (server_)
      server_->stop_accepting(std::move(closed));
    else
      closed();
  };
  order.done = [this, done = std::move(done)](bool in_order) {
    if (links_)
      link_loop_->close(*links_);
    claim_.reset();
    if (loop_)
      loop_->stop();
    done(in_order);
  };
  stop_in_order(system_, std::move(order));
}

} // namespace

result<std::unique_ptr<node>> node::start(caf::actor_system& system, node_options options) {
  if (!options.log)
    options.log = spdlog::default_logger();
  auto made = std::make_unique<running_node>(system, std::move(options));
  if (auto started = made->start(); !started)
    return tl::make_unexpected(started.error());
  return std::unique_ptr<node>{std::move(made)};
}

} // namespace quickbooking
