#include "actors/node.hpp"

#include "actors/archive/sqlite_archive.hpp"
#include "actors/calendar/calendar_actor.hpp"
#include "actors/calendar/memory_store.hpp"
#include "actors/calendar/sqlite_store.hpp"
#include "actors/outbox/due_replies.hpp"
#include "actors/outbox/outbox_messages.hpp"
#include "actors/protocol.hpp"
#include "actors/router.hpp"
#include "actors/session/session_actor.hpp"
#include "actors/session/session_directory.hpp"
#include "actors/session/session_supervisor.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

#include <array>
#include <atomic>

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
        overload(refused(all, "overloaded")) {}

  static prometheus::Gauge& refused(metrics& all, std::string why) {
    return all.gauge("quickbooking_http_refused", "Requests refused since the start",
                     {{"why", std::move(why)}});
  }

  void copy(const http_counts& x) {
    connections.Set(static_cast<double>(x.connections));
    bad.Set(static_cast<double>(x.bad_requests));
    large.Set(static_cast<double>(x.too_large));
    late.Set(static_cast<double>(x.timed_out));
    overload.Set(static_cast<double>(x.overloaded));
  }

  prometheus::Gauge& connections;
  prometheus::Gauge& bad;
  prometheus::Gauge& large;
  prometheus::Gauge& late;
  prometheus::Gauge& overload;
};

result<std::unique_ptr<calendar_store>> open_calendar(const std::string& database) {
  if (database.empty())
    return std::make_unique<memory_store>();
  return sqlite_store::open(database);
}

/// Counts what Redis has not before the first message comes in.
result<std::unique_ptr<archive_store>> open_archive(const std::string& file,
                                                    std::atomic<std::uint64_t>& ahead) {
  auto opened = sqlite_archive::open(file);
  if (!opened)
    return opened;
  auto counted = (*opened)->count();
  if (!counted)
    return tl::make_unexpected(counted.error());
  ahead = counted->sessions;
  return opened;
}

class running_node final : public node {
public:
  explicit running_node(caf::actor_system& system)
      : system_(system),
        sessions_(figures_),
        server_figures_(figures_) {}

  ~running_node() override {
    if (!stopped_)
      stop(milliseconds{0});
  }

  result<void> start(node_options options);

  std::uint16_t port() const override { return server_->port(); }

  bool stop(milliseconds limit) override;

private:
  void spawn_actors(node_options& options, std::unique_ptr<calendar_store> bookings,
                    std::unique_ptr<archive_store> archive, std::shared_ptr<graph_client> graph);
  context_ptr make_context(const node_options& options);
  void await_store();
  bool finish_work(caf::scoped_actor& self, steady_clock::time_point end);
  bool tell_delivered(caf::scoped_actor& self, steady_clock::time_point end);
  bool flush_sessions(caf::scoped_actor& self, steady_clock::time_point end);
  bool end_actors(caf::scoped_actor& self, steady_clock::time_point end);

  caf::actor_system& system_;
  metrics figures_;
  session_figures sessions_;
  server_figures server_figures_;
  event_loop loop_;
  std::shared_ptr<http_server> server_;
  std::atomic<std::uint64_t> archive_ahead_{0};
  caf::actor store_;
  caf::actor archive_;
  caf::actor calendar_;
  caf::actor outbox_;
  caf::actor due_replies_;
  caf::actor session_supervisor_;
  caf::actor router_;
  caf::actor directory_;
  caf::actor front_door_;
  bool stopped_ = false;
};

result<void> running_node::start(node_options options) {
  auto bookings = open_calendar(options.database);
  if (!bookings)
    return tl::make_unexpected(bookings.error());
  auto archive = open_archive(options.archive_file, archive_ahead_);
  if (!archive)
    return tl::make_unexpected(archive.error());
  auto graph = graph_client::make(loop_.context(), options.graph);
  if (!graph)
    return tl::make_unexpected(graph.error());
  spawn_actors(options, std::move(*bookings), std::move(*archive), std::move(*graph));
  await_store();
  auto handler = [this, door = front_door_](http_request request, http_responder respond) {
    if (request.path == "/metrics")
      server_figures_.copy(server_->counts());
    caf::anon_send(door, http_call{std::move(request), std::move(respond)});
  };
  auto listening = http_server::listen(loop_.context(), options.address, options.port, options.http,
                                       std::move(handler));
  if (!listening)
    return tl::make_unexpected(listening.error());
  server_ = std::move(*listening);
  spdlog::info("event=started address={} port={}", options.address, server_->port());
  return {};
}

context_ptr running_node::make_context(const node_options& options) {
  auto context = std::make_shared<node_context>();
  context->salons = options.salons;
  context->figures = &figures_;
  context->sessions = &sessions_;
  context->now = system_now;
  context->store_deadline = options.store.deadline;
  context->idle_release = options.idle_release;
  if (!options.archive_file.empty())
    context->archive_ahead = &archive_ahead_;
  return context;
}

void running_node::spawn_actors(node_options& options, std::unique_ptr<calendar_store> bookings,
                                std::unique_ptr<archive_store> archive,
                                std::shared_ptr<graph_client> graph) {
  auto context = make_context(options);
  store_ = spawn_store_supervisor(system_, loop_.context(), options.store, system_now, figures_);
  calendar_ = spawn_calendar(system_, std::move(bookings), options.salons, figures_, system_now);
  archive_ = spawn_archive(system_, std::move(archive), store_, options.archive, system_now,
                           figures_, archive_ahead_);
  due_replies_ = spawn_due_replies(system_, store_, archive_, system_now, figures_);
  outbox_ = spawn_outbox(system_, std::move(graph), options.outbox, due_replies_, figures_);
  session_supervisor_
      = spawn_session_supervisor(system_, context, store_, archive_, calendar_, outbox_);
  router_ = spawn_router(system_, context, session_supervisor_, store_);
  caf::anon_send(due_replies_, start_resending{router_});
  caf::anon_send(archive_, start_restoring{router_});
  directory_ = spawn_session_directory(system_, store_, system_now);
  front_door_ = spawn_front_door(system_, context, options.door, router_, directory_, archive_);
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

void running_node::await_store() {
  caf::scoped_actor self{system_};
  auto end = steady_clock::now() + first_answer_limit;
  auto is_there = [&] {
    return ask<store_health>(self, store_, end, get_store_health{},
                             [](const auto& x) { return x.state == "ok"; });
  };
  while (!is_there() && steady_clock::now() < end)
    self->receive([](tick_now) {}, caf::after(milliseconds{5}) >> [] {});
}

// -- stop ---

bool running_node::stop(milliseconds limit) {
  stopped_ = true;
  auto end = steady_clock::now() + limit;
  if (server_)
    server_->stop_accepting();
  bool in_order = true;
  if (front_door_) {
    caf::scoped_actor self{system_};
    in_order = finish_work(self, end) && in_order;
    in_order = end_actors(self, steady_clock::now() + limit + seconds{1}) && in_order;
  }
  loop_.stop();
  return in_order;
}

bool running_node::finish_work(caf::scoped_actor& self, steady_clock::time_point end) {
  auto finished
      = ask<bool>(self, session_supervisor_, end, finish_turns{}, [](bool x) { return x; });
  auto flushed = flush_sessions(self, end);
  auto left = duration_cast<milliseconds>(end - steady_clock::now());
  auto sent = ask<std::uint64_t>(self, outbox_, end + seconds{1}, drain_orders{left},
                                 [](std::uint64_t orders) { return orders == 0; });
  return finished && flushed && sent && tell_delivered(self, end);
}

/// What the store does not hear of is sent a second time by the next node.
bool running_node::tell_delivered(caf::scoped_actor& self, steady_clock::time_point end) {
  std::uint64_t untold = 0;
  do {
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

/// The store supervisor has dirty sessions written as soon as Redis is back. Half of the time is
/// for that, the rest for the outbox.
bool running_node::flush_sessions(caf::scoped_actor& self, steady_clock::time_point end) {
  auto now = steady_clock::now();
  end = now + (end - now) / 2;
  store_health health;
  auto keep = [&](const store_health& x) {
    health = x;
    return true;
  };
  while (ask<store_health>(self, store_, end, get_store_health{}, keep)) {
    if (health.dirty_sessions == 0)
      return true;
    self->receive([](tick_now) {}, caf::after(milliseconds{20}) >> [] {});
  }
  spdlog::error("event=dirty_sessions_lost count={}", health.dirty_sessions);
  return false;
}

bool running_node::end_actors(caf::scoped_actor& self, steady_clock::time_point end) {
  std::array all{&front_door_,         &router_,  &directory_,
                 &session_supervisor_, &outbox_,  &due_replies_,
                 &calendar_,           &archive_, &store_};
  auto in_order = true;
  for (auto actor : all) {
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
  auto made = std::make_unique<running_node>(system);
  if (auto started = made->start(std::move(options)); !started)
    return tl::make_unexpected(started.error());
  return std::unique_ptr<node>{std::move(made)};
}

} // namespace quickbooking
