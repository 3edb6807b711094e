#include "embedding/host_calendar.hpp"

#include "actors/calendar/calendar_batch.hpp"
#include "actors/failure_log.hpp"
#include "actors/protocol.hpp"
#include "embedding/turn_translation.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <set>
#include <utility>

namespace quickbooking {

namespace {

using namespace std::chrono;

/// Sessions wait until they are answered.
constexpr seconds answer_limit{4};

/// Until a salon is asked for again whose bookings the host could not tell.
constexpr seconds reload_interval{5};

/// Orders under way; beyond, they are `unavailable` at once.
constexpr std::size_t most_open = 10'000;

constexpr std::size_t most_id_bytes = 64;
constexpr std::size_t most_code_bytes = 32;

booking_outcome::kind to_kind(booking_verdict x) {
  using kind = booking_outcome::kind;
  switch (x) {
  case booking_verdict::booked:
    return kind::booked;
  case booking_verdict::already_booked:
    return kind::already_booked;
  case booking_verdict::taken:
    return kind::taken;
  case booking_verdict::in_the_past:
    return kind::in_the_past;
  case booking_verdict::unavailable:
    break;
  }
  return kind::unavailable;
}

/// What cannot be is no booking: the customer is not told a code that does not exist.
booking_outcome to_outcome(const booking_result& x) {
  booking_outcome out{to_kind(x.verdict), {}, {}};
  using kind = booking_outcome::kind;
  if (out.what != kind::booked && out.what != kind::already_booked)
    return out;
  if (x.booking_id.empty() || x.booking_id.size() > most_id_bytes || x.booking_code.empty()
      || x.booking_code.size() > most_code_bytes)
    return {kind::unavailable, {}, {}};
  return {out.what, x.booking_id, x.booking_code};
}

waitlist_outcome to_outcome(const waitlist_result& x) {
  using kind = waitlist_outcome::kind;
  if (x.verdict == waitlist_verdict::joined)
    return {kind::joined};
  return {x.verdict == waitlist_verdict::already_on_it ? kind::already_on_it : kind::unavailable};
}

booking_order to_order(const book_request& x) {
  booking_order out;
  out.idempotency_key = x.idempotency_key;
  out.salon_id = x.salon_id;
  out.customer = x.customer;
  out.customer_name = x.customer_name;
  out.service_id = x.chosen.service_id;
  out.service_name = x.chosen.service_name;
  out.master_id = x.chosen.master_id;
  out.master_name = x.chosen.master_name;
  out.price = x.chosen.price;
  out.start = to_timestamp(x.start);
  out.end = to_timestamp(x.end);
  return out;
}

waitlist_order to_order(const waitlist_request& x) {
  return {x.salon_id,
          x.customer,
          x.service_id,
          x.master_id,
          x.date ? to_string(*x.date) : std::string{},
          x.time ? to_hhmm(*x.time) : std::string{}};
}

/// Nothing for what is no time of a master.
booking_ptr to_record(const calendar_entry& x, const std::string& salon) {
  auto out = std::make_shared<booking_record>();
  out->id = x.booking_id;
  out->code = x.booking_code;
  out->salon_id = salon;
  out->customer = x.customer;
  out->service_id = x.service_id;
  out->master_id = x.master_id;
  out->start = to_instant(x.start);
  out->end = to_instant(x.end);
  const auto lasts = out->end - out->start;
  return lasts > lasts.zero() && lasts <= longest_booking ? out : nullptr;
}

class host_calendar : public caf::event_based_actor {
public:
  host_calendar(caf::actor_config& cfg, const calendar_parts& parts, calendar_service host)
      : caf::event_based_actor{cfg},
        board_{parts.board},
        salons_{parts.salons},
        now_{parts.now},
        log_{parts.log},
        host_{std::move(host)},
        refused_{parts.figures.counter("quickbooking_calendar_refused_total",
                                       "Requests that the calendar refused by itself",
                                       {{"why", "queue_full"}})} {}

  caf::behavior make_behavior() override {
    log_failures(*this, log_);
    for (auto& x : salons_->salons()) {
      if (!board_->of(x.id)) // the one before us may have known
        board_->put(x.id, std::make_shared<const calendar_view>());
      load(x.id);
    }
    return {
        [this](const read_calendar& x) { return view_of(x.salon_id); },
        [this](book_request& x) { return book(std::move(x)); },
        [this](const waitlist_request& x) { return join_waitlist(x); },
        [this](const reload_calendar& x) { load(x.salon_id); },
    };
  }

  void on_exit() override { host_ = nullptr; }

  const char* name() const override { return "quickbooking.host_calendar"; }

private:
  calendar_view_ptr view_of(const std::string& salon) const {
    auto found = board_->of(salon);
    return found ? found : std::make_shared<const calendar_view>();
  }

  // -- orders ---

  caf::result<booking_outcome> book(book_request x) {
    using kind = booking_outcome::kind;
    if (!is_sound(x) || !salons_->by_id(x.salon_id) || !has_room())
      return booking_outcome{kind::unavailable, {}, {}};
    auto promise = make_response_promise<booking_outcome>();
    auto done = [this, promise, x](booking_outcome outcome) mutable {
      --open_;
      note(x, outcome);
      promise.deliver(std::move(outcome));
    };
    auto order = to_order(x);
    request(host_, answer_limit, std::move(order))
        .then([done](const booking_result& y) mutable { done(to_outcome(y)); },
              [done](const caf::error&) mutable {
                done({kind::unavailable, {}, {}});
              });
    return promise;
  }

  caf::result<waitlist_outcome> join_waitlist(const waitlist_request& x) {
    using kind = waitlist_outcome::kind;
    if (!has_room())
      return waitlist_outcome{kind::unavailable};
    auto promise = make_response_promise<waitlist_outcome>();
    auto done = [this, promise](waitlist_outcome outcome) mutable {
      --open_;
      promise.deliver(outcome);
    };
    request(host_, answer_limit, to_order(x))
        .then([done](const waitlist_result& y) mutable { done(to_outcome(y)); },
              [done](const caf::error&) mutable { done({kind::unavailable}); });
    return promise;
  }

  bool has_room() {
    if (open_ < most_open)
      return ++open_, true;
    refused_.Increment();
    return false;
  }

  /// What the next customer sees of it.
  void note(const book_request& x, const booking_outcome& outcome) {
    using kind = booking_outcome::kind;
    if (outcome.what == kind::booked)
      board_->put(x.salon_id,
                  std::make_shared<const calendar_view>(with_bookings(
                      *view_of(x.salon_id),
                      {make_record(x, outcome.booking_id, outcome.booking_code, now_())})));
    else if (outcome.what == kind::taken)
      load(x.salon_id);
  }

  // -- what is taken ---

  /// One question for each salon at a time; what changes meanwhile is asked for after it.
  void load(const std::string& salon) {
    if (!salons_->by_id(salon))
      return;
    if (!loading_.insert(salon).second) {
      stale_.insert(salon);
      return;
    }
    request(host_, answer_limit, bookings_query{salon, to_timestamp(now_() - calendar_memory)})
        .then([this, salon](const booking_list& x) { loaded(salon, x); },
              [this, salon](const caf::error& why) { not_loaded(salon, why); });
  }

  void loaded(const std::string& salon, const booking_list& x) {
    std::vector<booking_ptr> all;
    for (auto& entry : x.entries)
      if (auto record = to_record(entry, salon))
        all.push_back(std::move(record));
    if (all.size() < x.entries.size())
      log_->warn("event=calendar_entries_ignored salon={} count={}", salon,
                 x.entries.size() - all.size());
    board_->put(salon, std::make_shared<const calendar_view>(make_calendar_view(std::move(all))));
    loading_.erase(salon);
    if (stale_.erase(salon) > 0)
      load(salon);
  }

  void not_loaded(const std::string& salon, const caf::error& why) {
    log_->warn("event=calendar_not_loaded salon={} reason=\"{}\"", salon, to_string(why));
    loading_.erase(salon);
    stale_.erase(salon);
    delayed_send(this, reload_interval, reload_calendar{salon});
  }

  std::shared_ptr<calendar_board> board_;
  catalog_ptr salons_;
  std::function<instant()> now_;
  log_ptr log_;
  calendar_service host_;
  prometheus::Counter& refused_;
  std::size_t open_ = 0;
  std::set<std::string> loading_;
  std::set<std::string> stale_; ///< of those: may have changed since
};

} // namespace

caf::actor spawn_host_calendar(const calendar_parts& parts, calendar_service host) {
  return parts.system.spawn<host_calendar>(parts, std::move(host));
}

} // namespace quickbooking
