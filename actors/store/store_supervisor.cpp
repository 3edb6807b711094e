#include "actors/store/store_supervisor.hpp"

#include "actors/cores/breaker.hpp"
#include "actors/protocol.hpp"
#include "net/redis/session_store.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

#include <random>
#include <unordered_map>
#include <unordered_set>

namespace quickbooking {

namespace {

using namespace std::chrono;

/// How often the breaker is asked whether something is due.
constexpr milliseconds tick_interval{20};

/// After so long without an answer of Redis it is asked for one, so that a node without traffic
/// knows, too, whether it is there.
constexpr milliseconds longest_silence{250};

struct store_figures {
  explicit store_figures(metrics& all, std::string_view name)
      : ok(calls(all, name, "ok")),
        failed(calls(all, name, "failed")),
        shed(calls(all, name, "shed")),
        seconds(all.latency("quickbooking_redis_seconds", "Wait for an answer of Redis",
                            {{"call", std::string{name}}})) {}

  static prometheus::Counter& calls(metrics& all, std::string_view name, std::string end) {
    return all.counter("quickbooking_redis_calls_total",
                       "Calls to Redis; shed: not made, the breaker was open or too many waited",
                       {{"call", std::string{name}}, {"result", std::move(end)}});
  }

  prometheus::Counter& ok;
  prometheus::Counter& failed;
  prometheus::Counter& shed;
  prometheus::Histogram& seconds;
};

/// The words with which Redis says that it cannot do its work for anybody, not just for this key.
bool is_fault_of_redis(std::string_view error) {
  for (auto word : {"READONLY", "OOM", "LOADING", "NOAUTH", "NOPERM", "MISCONF", "MASTERDOWN",
                    "CLUSTERDOWN", "NOREPLICAS", "BUSY"})
    if (error.starts_with(word))
      return true;
  return false;
}

std::optional<redis_fault> fault_of(const failure& why) {
  if (why.code == "redis_timeout")
    return redis_fault::timeout;
  if (why.code == "redis_lost" || why.code == "redis_down")
    return redis_fault::lost;
  if (why.code == "redis_auth" || is_fault_of_redis(why.message))
    return redis_fault::refused;
  return std::nullopt;
}

template <class T>
std::optional<failure> problem_of(const result<T>& x) {
  return x ? std::nullopt : std::optional{x.error()};
}

class store_supervisor : public caf::event_based_actor {
public:
  store_supervisor(caf::actor_config& cfg, boost::asio::io_context& loop, store_options options,
                   std::function<instant()> now, metrics& figures);

  caf::behavior make_behavior() override;

  void on_exit() override {
    dirty_.clear();
    if (redis_)
      redis_->close();
  }

  const char* name() const override { return "quickbooking.store"; }

private:
  struct waiting {
    caf::response_promise promise;
    store_figures* figures;
    steady_time asked;
  };

  // -- orders ---
  void load(const load_order& order);
  void write(const write_order& order);
  void command(const command_order& order);
  std::optional<std::uint64_t> admit(store_figures& figures, caf::response_promise promise);
  template <class Answer>
  void finish(std::uint64_t ticket, Answer answer, const std::optional<failure>& problem);

  // -- the connection ---
  void connect();
  void connected(const result<void>& outcome);
  void prove_writable();
  void probe_failed(const failure& why);
  void failed(const failure& why);
  void end_silence(steady_time now);
  void tick();
  void note_change(bool was_open);

  // -- dirty sessions ---
  void add_dirty(const session_dirty& x);
  void remove_dirty(const customer_key& customer);
  void flush_some();

  store_health health() const;
  void delivered(const send_report& report);
  double jitter() { return std::uniform_real_distribution<double>{0, 1}(random_); }

  /// Wraps a function so that the loop's thread may call it and this actor runs it.
  template <class... Args, class F>
  auto from_loop(F f) {
    auto self = caf::actor_cast<caf::actor>(this);
    return [self, f](Args... args) { caf::anon_send(self, continuation{[=] { f(args...); }}); };
  }

  boost::asio::io_context& loop_;
  store_options options_;
  std::function<instant()> now_;
  store_figures loads_;
  store_figures writes_;
  store_figures commands_;
  store_figures pings_;
  prometheus::Gauge& degraded_;
  prometheus::Gauge& dirty_count_;
  prometheus::Gauge& mailbox_;
  prometheus::Counter& opened_;
  breaker breaker_;
  std::shared_ptr<redis_connection> redis_;
  std::uint64_t generation_ = 0; // of redis_: news of an older connection don't count
  instant since_;
  std::string reason_ = "not connected yet";
  steady_time heard_at_{}; // the last answer without a fault
  std::uint64_t next_ticket_ = 0;
  std::unordered_map<std::uint64_t, waiting> waiting_;
  std::unordered_map<customer_key, caf::actor> dirty_;
  std::unordered_set<customer_key> flushing_;
  steady_time flush_again_{};
  std::mt19937 random_{std::random_device{}()};
};

store_supervisor::store_supervisor(caf::actor_config& cfg, boost::asio::io_context& loop,
                                   store_options options, std::function<instant()> now,
                                   metrics& figures)
    : caf::event_based_actor(cfg),
      loop_(loop),
      options_(std::move(options)),
      now_(std::move(now)),
      loads_(figures, "load"),
      writes_(figures, "write"),
      commands_(figures, "command"),
      pings_(figures, "ping"),
      degraded_(figures.gauge("quickbooking_degraded", "1 while Redis is not used")),
      dirty_count_(figures.gauge("quickbooking_dirty_sessions",
                                 "Sessions that are newer in memory than in Redis")),
      mailbox_(figures.gauge("quickbooking_mailbox_depth", "Messages waiting for an actor",
                             {{"actor", "store"}})),
      opened_(figures.counter("quickbooking_breaker_opened_total", "How often Redis was given up")),
      since_(now_()) {}

caf::behavior store_supervisor::make_behavior() {
  breaker_.failure(redis_fault::lost, reason_, steady_clock::now(), 0);
  degraded_.Set(1);
  set_down_handler([this](const caf::down_msg& x) {
    std::erase_if(dirty_, [&](const auto& entry) { return entry.second == x.source; });
  });
  tick();
  return {
      [this](const load_order& x) { load(x); },
      [this](const write_order& x) { write(x); },
      [this](const command_order& x) { command(x); },
      [this](const session_dirty& x) { add_dirty(x); },
      [this](const session_clean& x) { remove_dirty(x.customer); },
      [this](const send_report& x) { delivered(x); },
      [this](get_store_health) { return health(); },
      [](const continuation& x) { x.run(); },
      [this](tick_now) { tick(); },
  };
}

// -- orders ---

std::optional<std::uint64_t> store_supervisor::admit(store_figures& figures,
                                                     caf::response_promise promise) {
  if (!breaker_.allows() || waiting_.size() >= options_.max_waiting) {
    figures.shed.Increment();
    return std::nullopt;
  }
  auto ticket = ++next_ticket_;
  waiting_.emplace(ticket, waiting{std::move(promise), &figures, steady_clock::now()});
  return ticket;
}

template <class Answer>
void store_supervisor::finish(std::uint64_t ticket, Answer answer,
                              const std::optional<failure>& problem) {
  auto found = waiting_.find(ticket);
  if (found == waiting_.end())
    return;
  auto entry = std::move(found->second);
  waiting_.erase(found);
  entry.figures->seconds.Observe(duration<double>(steady_clock::now() - entry.asked).count());
  (problem ? entry.figures->failed : entry.figures->ok).Increment();
  if (problem) {
    failed(*problem);
  } else {
    heard_at_ = steady_clock::now();
    breaker_.success(heard_at_);
  }
  entry.promise.deliver(std::move(answer));
}

void store_supervisor::load(const load_order& order) {
  auto promise = make_response_promise();
  auto ticket = admit(loads_, promise);
  if (!ticket)
    return promise.deliver(load_reply{});
  load_session(*redis_, order.customer, order.limit,
               from_loop<result<stored_state>>([this, ticket](const result<stored_state>& found) {
                 load_reply answer;
                 answer.available = found.has_value();
                 if (found)
                   answer.found = *found;
                 finish(*ticket, std::move(answer), problem_of(found));
               }));
}

void store_supervisor::write(const write_order& order) {
  auto promise = make_response_promise();
  auto ticket = admit(writes_, promise);
  if (!ticket)
    return promise.deliver(write_reply{});
  write_session(redis_, order.customer, order.what, order.limit,
                from_loop<result<write_outcome>>([this, ticket](const result<write_outcome>& end) {
                  finish(*ticket,
                         write_reply{end.has_value(), end.value_or(write_outcome::written)},
                         problem_of(end));
                }));
}

void store_supervisor::command(const command_order& order) {
  auto promise = make_response_promise();
  auto ticket = admit(commands_, promise);
  if (!ticket)
    return promise.deliver(command_reply{});
  redis_->command(order.args, options_.deadline,
                  from_loop<result<redis_value>>([this, ticket](const result<redis_value>& reply) {
                    finish(*ticket, command_reply{reply.has_value(), reply.value_or(redis_value{})},
                           problem_of(reply));
                  }));
}

// -- the connection ---

void store_supervisor::connect() {
  if (redis_)
    redis_->close();
  redis_ = redis_connection::make(loop_, options_.where);
  auto mine = ++generation_;
  redis_->connect(options_.deadline,
                  from_loop<result<void>>([this, mine](const result<void>& outcome) {
                    if (mine == generation_)
                      connected(outcome);
                  }),
                  from_loop<failure>([this, mine](const failure& why) {
                    if (mine == generation_)
                      failed(why);
                  }));
}

void store_supervisor::connected(const result<void>& outcome) {
  if (outcome)
    prove_writable();
  else
    probe_failed(outcome.error());
}

/// A PING succeeds on a replica, a full or a loading Redis, too: only a write proves it.
void store_supervisor::prove_writable() {
  auto mine = generation_;
  redis_->command({"SET", "booking:probe", std::to_string(to_unix_ms(now_())), "PX", "10000"},
                  options_.deadline,
                  from_loop<result<redis_value>>([this, mine](const result<redis_value>& reply) {
                    if (mine != generation_)
                      return;
                    if (!reply)
                      return probe_failed(reply.error());
                    if (reply->is_error())
                      return probe_failed({"redis_error", reply->text});
                    heard_at_ = steady_clock::now();
                    breaker_.probe_succeeded(heard_at_);
                    note_change(true);
                  }));
}

void store_supervisor::probe_failed(const failure& why) {
  breaker_.probe_failed(why.message, steady_clock::now(), jitter());
  reason_ = why.message;
}

void store_supervisor::failed(const failure& why) {
  auto kind = fault_of(why);
  if (!kind)
    return;
  auto was_open = !breaker_.allows();
  breaker_.failure(*kind, why.message, steady_clock::now(), jitter());
  note_change(was_open);
}

void store_supervisor::end_silence(steady_time now) {
  if (!breaker_.allows() || !waiting_.empty() || now - heard_at_ < longest_silence)
    return;
  if (auto ticket = admit(pings_, {}))
    redis_->command({"PING"}, options_.deadline,
                    from_loop<result<redis_value>>([this, ticket](const result<redis_value>& x) {
                      finish(*ticket, command_reply{}, problem_of(x));
                    }));
}

void store_supervisor::tick() {
  auto now = steady_clock::now();
  auto was_open = !breaker_.allows();
  breaker_.tick(now, jitter());
  note_change(was_open);
  if (breaker_.start_probe(now))
    connect();
  end_silence(now);
  if (breaker_.allows() && now >= flush_again_ && !dirty_.empty()) {
    flushing_.clear();
    flush_again_ = now + seconds{1};
    flush_some();
  }
  mailbox_.Set(static_cast<double>(mailbox().size()));
  dirty_count_.Set(static_cast<double>(dirty_.size()));
  delayed_send(this, tick_interval, tick_now{});
}

void store_supervisor::note_change(bool was_open) {
  auto is_open = !breaker_.allows();
  if (was_open == is_open)
    return;
  since_ = now_();
  degraded_.Set(is_open ? 1 : 0);
  if (is_open) {
    opened_.Increment();
    reason_ = breaker_.reason();
    spdlog::error("event=redis_degraded reason=\"{}\"", reason_);
  } else {
    spdlog::info("event=redis_ok dirty_sessions={}", dirty_.size());
    flush_again_ = {};
  }
}

// -- dirty sessions ---

void store_supervisor::add_dirty(const session_dirty& x) {
  monitor(x.owner);
  dirty_.insert_or_assign(x.customer, x.owner);
}

void store_supervisor::remove_dirty(const customer_key& customer) {
  auto found = dirty_.find(customer);
  if (found == dirty_.end())
    return;
  demonitor(found->second);
  dirty_.erase(found);
  flushing_.erase(customer);
  if (breaker_.allows())
    flush_some();
}

void store_supervisor::flush_some() {
  for (auto i = dirty_.begin(); i != dirty_.end() && flushing_.size() < options_.flush_at_once; ++i)
    if (flushing_.insert(i->first).second)
      send(i->second, flush_session{});
}

store_health store_supervisor::health() const {
  return {breaker_.allows() ? "ok" : "degraded", breaker_.allows() ? std::string{} : reason_,
          since_, dirty_.size()};
}

void store_supervisor::delivered(const send_report& report) {
  if (breaker_.allows())
    redis_->command(clear_due_command(report.customer, report.out_id), options_.deadline,
                    [](const auto&) {});
}

} // namespace

caf::actor spawn_store_supervisor(caf::actor_system& system, boost::asio::io_context& loop,
                                  store_options options, std::function<instant()> now,
                                  metrics& figures) {
  return system.spawn<store_supervisor>(std::ref(loop), std::move(options), std::move(now),
                                        std::ref(figures));
}

} // namespace quickbooking
