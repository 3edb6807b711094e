#include "actors/calendar/calendar_actor.hpp"

#include "actors/calendar/calendar_batch.hpp"
#include "actors/calendar/calendar_journal.hpp"
#include "actors/calendar/calendar_views.hpp"
#include "actors/calendar/waiting_line.hpp"
#include "actors/failure_log.hpp"
#include "actors/protocol.hpp"

#include <caf/all.hpp>
#include <spdlog/logger.h>

#include <optional>

namespace quickbooking {

namespace {

using batch_ptr = std::shared_ptr<calendar_batch>;

const booking_outcome no_booking{booking_outcome::kind::unavailable, {}, {}};
const waitlist_outcome no_wait{waitlist_outcome::kind::unavailable};

constexpr auto everything = [](instant) { return true; };

/// How often requests are looked for that have waited too long, and a shared store for what others
/// have done to it. A timer of each request would wake CAF's clock twice for each booking.
constexpr std::chrono::milliseconds interval{250};

/// The thread on which the store is called.
caf::behavior store_thread() {
  return {[](const continuation& work) { work.run(); }};
}

class calendar_actor : public caf::event_based_actor {
public:
  calendar_actor(caf::actor_config& config, std::shared_ptr<calendar_store> store,
                 std::shared_ptr<calendar_board> board, catalog_ptr salons, metrics& figures,
                 log_ptr log, std::function<instant()> clock, calendar_limits limits,
                 batch_ptr first)
      : caf::event_based_actor{config},
        store_{std::move(store)},
        salons_{std::move(salons)},
        now_{std::move(clock)},
        limits_{limits},
        log_{std::move(log)},
        journal_{figures, log_},
        views_{std::move(board)} {
    views_.take(*first);
  }

  const char* name() const override { return "quickbooking.calendar"; }

  caf::behavior make_behavior() override;

  void on_exit() override {
    refuse_all();
    writer_ = nullptr;
    store_.reset();
  }

private:
  // -- requests ---

  caf::result<booking_outcome> book(book_request& request);
  caf::result<waitlist_outcome> join_waitlist(waitlist_request& request);
  std::size_t waiting() const { return bookings_.waiting() + waits_.waiting(); }
  bool is_full() const { return leaving_ || waiting() >= limits_.waiting; }

  // -- batches ---

  void write_next();
  batch_ptr next_batch();
  void write(const batch_ptr& batch);
  void finish(calendar_batch& batch, std::chrono::steady_clock::duration took);
  void answer(const calendar_batch& batch);

  // -- endings ---

  template <class IsLate, class Note>
  void give_up(IsLate is_late, Note note);
  void give_up_late();
  void await_tick();
  void look_around();
  void stop(const caf::exit_msg& why);
  void refuse_all();

  template <class Outcome>
  Outcome counted(const Outcome& x) {
    journal_.answered(x);
    return x;
  }

  std::shared_ptr<calendar_store> store_;
  catalog_ptr salons_;
  std::function<instant()> now_;
  calendar_limits limits_;
  log_ptr log_;
  calendar_journal journal_;
  calendar_views views_;
  waiting_line<book_request, booking_outcome> bookings_;
  waiting_line<waitlist_request, waitlist_outcome> waits_;
  caf::actor writer_;
  bool writing_ = false;
  bool ticking_ = false;
  bool follow_ = false;               ///< the next batch asks what others have done
  std::optional<caf::error> leaving_; ///< set once it shall end
};

caf::behavior calendar_actor::make_behavior() {
  log_failures(*this, log_);
  await_tick();
  writer_ = store_->blocks() ? spawn<caf::linked + caf::detached>(store_thread)
                             : spawn<caf::linked>(store_thread);
  set_exit_handler([this](caf::exit_msg& why) { stop(why); });
  return {
      [this](const read_calendar& x) { return views_.of(x.salon_id, now_()); },
      [this](book_request& request) { return book(request); },
      [this](waitlist_request& request) { return join_waitlist(request); },
      [](const reload_calendar&) {}, // it knows its store
      [this](tick_now) { look_around(); },
  };
}

// -- requests ---

caf::result<booking_outcome> calendar_actor::book(book_request& request) {
  const auto now = now_();
  if (!is_sound(request) || salons_->by_id(request.salon_id) == nullptr) {
    log_->error("calendar: a request for salon '{}' is not sound", request.salon_id);
    return counted(no_booking);
  }
  if (const auto known = known_outcome(*views_.of(request.salon_id, now), request, now))
    return counted(*known);
  if (is_full()) {
    journal_.refused_queue_full();
    return counted(no_booking);
  }
  auto promise = make_response_promise<booking_outcome>();
  bookings_.push(std::move(request), promise, now);
  write_next();
  return promise;
}

caf::result<waitlist_outcome> calendar_actor::join_waitlist(waitlist_request& request) {
  if (is_full()) {
    journal_.refused_queue_full();
    return counted(no_wait);
  }
  auto promise = make_response_promise<waitlist_outcome>();
  waits_.push(std::move(request), promise, now_());
  write_next();
  return promise;
}

// -- batches ---

/// Gives the store what waits, unless it is still busy with what it was given before.
void calendar_actor::write_next() {
  give_up_late();
  if (!writing_ && (waiting() > 0 || follow_))
    write(next_batch());
  journal_.waiting(waiting());
}

batch_ptr calendar_actor::next_batch() {
  auto batch = std::make_shared<calendar_batch>();
  batch->now = now_();
  batch->reload = views_.doubtful();
  batch->follow = std::exchange(follow_, false);
  batch->bookings = bookings_.depart(limits_.batch);
  batch->waits = waits_.depart(limits_.batch);
  return batch;
}

void calendar_actor::write(const batch_ptr& batch) {
  writing_ = true;
  continuation work{[batch, store = store_] { run(*batch, *store); }};
  const auto begin = std::chrono::steady_clock::now();
  request(writer_, caf::infinite, std::move(work)).then([this, batch, begin] {
    finish(*batch, std::chrono::steady_clock::now() - begin);
  });
}

void calendar_actor::finish(calendar_batch& batch, std::chrono::steady_clock::duration took) {
  journal_.wrote(batch, took);
  views_.take(batch);
  answer(batch);
  writing_ = false;
  if (leaving_)
    quit(*leaving_);
  else
    write_next();
}

void calendar_actor::answer(const calendar_batch& batch) {
  bookings_.land([&](std::size_t i) {
    return counted(batch.booked ? to_outcome((*batch.booked)[i]) : no_booking);
  });
  waits_.land([&](std::size_t i) { return counted(batch.waited ? (*batch.waited)[i] : no_wait); });
}

// -- endings ---

/// Answers what waits and is late; `note` is called before each answer.
template <class IsLate, class Note>
void calendar_actor::give_up(IsLate is_late, Note note) {
  const auto outcome = [&](const auto& x) {
    note();
    return counted(x);
  };
  bookings_.give_up(is_late, [&] { return outcome(no_booking); });
  waits_.give_up(is_late, [&] { return outcome(no_wait); });
}

/// Answers what has waited too long, also if the clock was put back meanwhile.
void calendar_actor::give_up_late() {
  const auto waits_for = [now = now_()](std::chrono::milliseconds limit) {
    return [=](instant since) { return std::chrono::abs(now - since) >= limit; };
  };
  const auto note = [this] { journal_.refused_late(); };
  give_up(waits_for(limits_.patience), note);
  bookings_.give_up_store(waits_for(limits_.longest), [&] { return note(), no_booking; });
  waits_.give_up_store(waits_for(limits_.longest), [&] { return note(), no_wait; });
  await_tick();
}

/// While there is something to look for.
void calendar_actor::await_tick() {
  if (ticking_ || (waiting() == 0 && !writing_ && !store_->is_shared()))
    return;
  ticking_ = true;
  delayed_send(this, interval, tick_now{});
}

void calendar_actor::look_around() {
  ticking_ = false;
  follow_ = store_->is_shared();
  write_next();
}

/// Ends after the batch that the store works on, so that those who wait for it hear of it.
void calendar_actor::stop(const caf::exit_msg& why) {
  leaving_ = why.reason;
  give_up(everything, [] {});
  if (!writing_ || why.source == writer_)
    quit(why.reason);
}

/// What is with the store may be done or not: nobody will hear of it.
void calendar_actor::refuse_all() {
  give_up(everything, [] {});
  bookings_.land([](std::size_t) { return no_booking; });
  waits_.land([](std::size_t) { return no_wait; });
}

} // namespace

caf::actor spawn_calendar(caf::actor_system& system, std::shared_ptr<calendar_store> store,
                          std::shared_ptr<calendar_board> board, catalog_ptr salons,
                          metrics& figures, log_ptr log, std::function<instant()> clock,
                          calendar_limits limits) {
  auto first = std::make_shared<calendar_batch>();
  first->now = clock();
  for (const auto& x : salons->salons())
    first->reload.push_back(x.id);
  run(*first, *store);
  for (const auto& why : failures_of(*first))
    log->error("calendar: {}: {}", why.code, why.message);
  return system.spawn<calendar_actor>(std::move(store), std::move(board), std::move(salons),
                                      std::ref(figures), std::move(log), std::move(clock), limits,
                                      std::move(first));
}

} // namespace quickbooking
