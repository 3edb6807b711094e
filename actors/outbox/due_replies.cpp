#include "actors/outbox/due_replies.hpp"

#include "actors/failure_log.hpp"
#include "actors/outbox/outbox_messages.hpp"
#include "actors/protocol.hpp"
#include "actors/refusals.hpp"
#include "net/redis/due_commands.hpp"

#include <caf/all.hpp>

#include <utility>

namespace quickbooking {

namespace {

using namespace std::chrono;

constexpr seconds look_interval{1};
constexpr std::size_t looked_at_once = 200;

/// A reply that is still due may wait in a live outbox for as long as WhatsApp is away.
constexpr seconds look_again{30};

/// Its session could not tell, for Redis was away; or not in time.
constexpr seconds look_again_soon{2};

constexpr seconds answer_limit{5};

class due_replies : public caf::event_based_actor {
public:
  due_replies(caf::actor_config& cfg, caf::actor store, caf::actor archive,
              std::function<instant()> now, metrics& figures, log_ptr log,
              std::shared_ptr<report_book> book, redis_kind kind)
      : caf::event_based_actor(cfg),
        store_(std::move(store)),
        archive_(std::move(archive)),
        now_(std::move(now)),
        log_(std::move(log)),
        dropped_(figures.counter("quickbooking_reports_dropped_total",
                                 "Delivered replies that the store will not hear of"),
                 "reports_dropped", log_),
        book_(std::move(book)),
        kind_(kind) {}

  caf::behavior make_behavior() override {
    log_failures(*this, log_);
    book_->restart();
    return {
        [this](const send_report& x) {
          if (!book_->ended(x.out_id))
            return;
          send(archive_, x);
          take({x.customer, x.out_id});
        },
        [this](start_resending& x) {
          router_ = std::move(x.router);
          tick();
        },
        [this](count_orders) { return std::uint64_t{book_->size()}; },
        [this](tick_now) { tick(); },
    };
  }

  void on_exit() override {
    router_ = nullptr;
    store_ = nullptr;
    archive_ = nullptr;
  }

  const char* name() const override { return "quickbooking.due_replies"; }

private:
  void tick() {
    forget_some();
    look();
    delayed_send(this, look_interval, tick_now{});
  }

  /// One command; `then` gets the reply, unless Redis cannot be asked: then `otherwise` is called.
  template <class Then, class Otherwise>
  void ask(std::vector<std::string> args, Then then, Otherwise otherwise) {
    request(store_, answer_limit, command_order{std::move(args)})
        .then(
            [then, otherwise](const command_reply& x) mutable {
              if (x.available)
                then(x.value);
              else
                otherwise();
            },
            [otherwise](const caf::error&) mutable { otherwise(); });
  }

  // -- replies that are not due any more ---

  void take(due_entry x) {
    if (!book_->add(std::move(x)))
      dropped_.add();
    forget_some();
  }

  void forget_some() {
    while (auto next = book_->next())
      forget(std::move(*next));
  }

  void forget(due_entry x) {
    auto commands = forget_due_commands(x, kind_);
    auto failed = [this, x] {
      tell_session(x);
      book_->failed(x); // until the next tick
    };
    auto second
        = [this, x, failed, command = std::move(commands[1])](const redis_value& forgotten) {
            if (forgotten.number == 0)
              tell_session(x);
            auto done = [this, x](const redis_value&) {
              book_->told(x);
              forget_some();
            };
            ask(command, done, failed);
          };
    ask(std::move(commands[0]), second, failed);
  }

  /// Its session may hold it as due for a store that is away.
  void tell_session(const due_entry& x) {
    if (router_)
      send(router_, reply_ended{x.customer, x.out_id});
  }

  // -- replies that are due for too long ---

  void look() {
    request(store_, answer_limit, find_due{now_(), looked_at_once, {}})
        .then(
            [this](const due_found& found) {
              for (auto& x : found.entries)
                look_at(x);
            },
            [](const caf::error&) {});
  }

  void look_at(const due_entry& x) {
    if (book_->has_ended(x.out_id))
      return take(x);
    request(router_, answer_limit, resend_due{x.customer, x.out_id})
        .then([this, x](bool is_due) { is_due ? list(x, look_again) : take(x); },
              [this, x](const caf::error&) { list(x, look_again_soon); });
  }

  /// If that fails it is found again with the next look.
  void list(const due_entry& x, seconds later) {
    auto ignore = [](const auto&...) {};
    ask(list_due_command(x, now_() + later, kind_), ignore, ignore);
  }

  caf::actor store_;
  caf::actor archive_;
  caf::actor router_;
  std::function<instant()> now_;
  log_ptr log_;
  refusals dropped_;
  std::shared_ptr<report_book> book_;
  redis_kind kind_;
};

} // namespace

caf::actor spawn_due_replies(caf::actor_system& system, caf::actor store, caf::actor archive,
                             std::function<instant()> now, metrics& figures, log_ptr log,
                             std::shared_ptr<report_book> book, redis_kind kind) {
  return system.spawn<due_replies>(std::move(store), std::move(archive), std::move(now),
                                   std::ref(figures), std::move(log), std::move(book), kind);
}

} // namespace quickbooking
