#include "actors/session/session_actor.hpp"

#include "actors/fault_points.hpp"
#include "booking/texts/texts.hpp"
#include "messages/reply/button_id.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <random>
#include <utility>

namespace quickbooking {

namespace {

using namespace std::chrono;

/// How often a turn is decided anew because somebody else wrote the snapshot.
constexpr int max_conflicts = 3;

/// Added to a deadline that the other actor keeps itself, so that ours only ends what that one
/// lost.
constexpr milliseconds grace{50};

std::uint64_t random_bits() {
  static thread_local std::mt19937_64 engine{std::random_device{}()};
  return engine();
}

/// Unique per owner: milliseconds and 11 random bits make 52.
std::uint64_t new_owner_epoch(instant now) {
  return static_cast<std::uint64_t>(to_unix_ms(now)) << 11 | (random_bits() & 0x7FF);
}

std::string base36(std::uint64_t bits, int digits) {
  std::string text;
  for (; digits > 0; --digits, bits /= 36)
    text += "0123456789abcdefghijklmnopqrstuvwxyz"[bits % 36];
  return text;
}

caf::error store_is_away() { return make_error(caf::sec::runtime_error, "the store is away"); }

/// The salon for which a button was made, if its id says so.
const salon* salon_of_button(const catalog& all, std::string_view button_id) {
  auto parsed = parse_button_id(button_id);
  if (!parsed)
    return nullptr;
  auto ref = slot_of(*parsed);
  if (!ref)
    return nullptr;
  auto offers = [&](const salon& x) {
    return x.find_service(ref->service_id) || x.find_master(ref->master_id);
  };
  auto found = std::find_if(all.salons().begin(), all.salons().end(), offers);
  return found != all.salons().end() ? &*found : nullptr;
}

} // namespace

session_figures::session_figures(metrics& all)
    : created(all.counter("quickbooking_sessions_created_total", "Conversations begun")),
      retrieved(all.counter("quickbooking_sessions_retrieved_total",
                            "Sessions taken into memory from their snapshot")),
      migrated(all.counter("quickbooking_sessions_migrated_total",
                           "Sessions without a language that were given en")),
      deleted(all.counter("quickbooking_sessions_deleted_total",
                          "Sessions deleted after a booking or on request")),
      transitions(all.counter("quickbooking_transitions_total", "Turns that changed a session",
                              {{"durable", "true"}})),
      archived(all.counter("quickbooking_transitions_total", "Turns that changed a session",
                           {{"durable", "archive"}})),
      degraded(all.counter("quickbooking_transitions_total", "Turns that changed a session",
                           {{"durable", "false"}})),
      duplicates(all.counter("quickbooking_duplicate_messages_total",
                             "Messages whose id had taken effect before")),
      fenced(all.counter("quickbooking_fenced_writes_total",
                         "Snapshots refused because the store held another version")),
      resent(all.counter("quickbooking_replies_resent_total",
                         "Replies found due that are given to the outbox again")),
      seconds(all.latency("quickbooking_transition_seconds",
                          "From a session's taking up a message to its answer")) {}

session_actor::session_actor(caf::actor_config& cfg, context_ptr context, session_links links,
                             customer_key customer)
    : caf::event_based_actor(cfg),
      context_(std::move(context)),
      links_(std::move(links)),
      customer_(std::move(customer)),
      ledger_(customer_, new_owner_epoch(context_->now()), context_->pack_above) {}

caf::behavior session_actor::make_behavior() {
  return {
      [this](turn_order& order) { begin(order); },
      [this](flush_session) { flush(); },
      [this](store_replaced) { write_again(); },
      [this](const wake_session&) { wake(); },
      [this](const reply_ended& x) { ledger_.forget_due(x.out_id); },
      [this](const resend_due& x) { resend(x.out_id, make_response_promise()); },
      [this](const read_session&) {
        auto promise = make_response_promise();
        if (!ledger_.is_cold())
          return describe(promise);
        load([this, promise](bool) { describe(promise); });
      },
      [this](const clear_session&) {
        auto promise = make_response_promise();
        if (!ledger_.is_cold())
          return clear(promise);
        load([this, promise](bool) { clear(promise); });
      },
  };
}

// -- a turn, step by step ---

void session_actor::begin(turn_order& order) {
  turn_.emplace();
  turn_->ticket = order.ticket;
  turn_->message = std::move(order.message);
  turn_->started = steady_clock::now();
  turn_->store_budget = context_->store_deadline;
  if (ledger_.is_cold())
    load([this](bool) { admit(); });
  else
    admit();
}

void session_actor::admit() {
  if (ledger_.was_handled(turn_->message.message_id))
    return answer_duplicate();
  ledger_.expire(context_->now());
  turn_->where = salon_of(turn_->message);
  if (!turn_->where)
    return answer_without_salon();
  turn_->state = ledger_.current();
  if (!turn_->state.exists() || turn_->state.salon_id != turn_->where->id) {
    auto version = turn_->state.version;
    turn_->state = new_session(new_id("session"), turn_->message, *turn_->where, context_->now());
    turn_->state.version = version;
    context_->sessions->created.Increment();
  }
  consult_calendar();
}

void session_actor::answer_duplicate() {
  context_->sessions->duplicates.Increment();
  turn_result result;
  result.what = turn_result::kind::duplicate;
  auto& last = ledger_.current().answered;
  if (last && last->message_id == turn_->message.message_id)
    result.answer = last->content;
  result.session_id = ledger_.current().session_id;
  result.lang = ledger_.current().lang;
  if (ledger_.is_dirty()) {
    result.kept = kept_;
    result.degraded = degraded_;
  }
  finish(std::move(result));
}

/// A tap that says nothing of its salon, on a card that nobody remembers: the customer is told how
/// to begin anew. There is no conversation to keep.
void session_actor::answer_without_salon() {
  turn_result result;
  result.lang = turn_->message.lang.value_or(language::en);
  result.answer = error_reply{"session_expired", text(result.lang, text_key::session_expired)};
  finish(std::move(result));
}

void session_actor::consult_calendar() {
  request(links_.calendar, context_->calendar_deadline, read_calendar{turn_->where->id})
      .await(
          [this](const calendar_view_ptr& view) {
            turn_->calendar = view;
            step(turn_->message);
          },
          [this](const caf::error&) {
            refuse({"calendar_unavailable", "the calendar does not answer"});
          });
}

void session_actor::step(const event& what) {
  world in{*turn_->where, *turn_->calendar, *context_->understand, context_->now()};
  fault_points::before(way_step::decide);
  auto next = decide(turn_->state, what, in);
  fault_points::after(way_step::decide);
  turn_->state = std::move(next.next);
  if (next.book)
    book(*next.book);
  else if (next.wait)
    join_waitlist(*next.wait);
  else
    commit(std::move(next));
}

void session_actor::book(const book_request& what) {
  request(links_.calendar, context_->calendar_deadline, what)
      .await([this](const booking_outcome& outcome) { step(outcome); },
             [this](const caf::error&) {
               step(booking_outcome{booking_outcome::kind::unavailable, {}, {}});
             });
}

void session_actor::join_waitlist(const waitlist_request& what) {
  request(links_.calendar, context_->calendar_deadline, what)
      .await([this](const waitlist_outcome& outcome) { step(outcome); },
             [this](const caf::error&) {
               step(waitlist_outcome{waitlist_outcome::kind::unavailable});
             });
}

void session_actor::commit(decision what) {
  turn_->migrates = ledger_.was_migrated();
  auto by_whatsapp = turn_->message.via == channel::whatsapp;
  session_ledger::transition next;
  next.next = turn_->state;
  next.finished = what.finished;
  next.message_id = turn_->message.message_id;
  if (what.answer)
    next.answer = last_reply{next.message_id, by_whatsapp ? new_id("out") : std::string{},
                             std::move(*what.answer)};
  if (by_whatsapp)
    next.sent_from = turn_->where->phone_number_id;
  auto order = ledger_.prepare(next);
  session_backup saved{customer_, {}, context_->now(), true};
  if (is_backed_up())
    saved.write = order;
  write(std::move(order),
        [this, next = std::move(next), saved = std::move(saved)](const write_reply& reply) mutable {
          written(std::move(next), std::move(saved), reply);
        });
}

void session_actor::written(session_ledger::transition what, session_backup saved,
                            const write_reply& reply) {
  if (!reply.available)
    return keep(std::move(what), reply.degraded);
  if (reply.outcome != write_outcome::conflict) {
    ledger_.settle(what);
    mark_clean();
    if (is_backed_up())
      send(links_.archive, back_up{complete_ids(std::move(saved))});
    return complete(what, turn_result::place::store);
  }
  context_->sessions->fenced.Increment();
  spdlog::warn("event=fenced customer={} revision={}", masked(customer_),
               what.next.version.revision);
  if (++turn_->conflicts >= max_conflicts)
    return refuse({"conflict", "somebody else keeps writing this session"});
  load([this](bool) { admit(); });
}

/// The store is not there: memory and the archive have it until it is back.
void session_actor::keep(session_ledger::transition what, bool degraded) {
  using place = turn_result::place;
  ledger_.keep(what);
  mark_dirty();
  degraded_ = degraded;
  if (!is_backed_up())
    return complete(what, place::memory);
  request(links_.archive, context_->archive_deadline, back_up{complete_ids(ledger_.backup())})
      .await([this, what](bool done) { complete(what, done ? place::archive : place::memory); },
             [this, what](const caf::error&) { complete(what, place::memory); });
}

/// A node whose disk is empty, or a session that another node had, has message ids that only the
/// store knows: should that be away when the session is next needed, they count all the same.
session_backup session_actor::complete_ids(session_backup x) {
  if (!std::exchange(archive_knows_ids_, true))
    x.write.handled = ledger_.handled_ids();
  return x;
}

void session_actor::complete(const session_ledger::transition& what, turn_result::place kept) {
  auto& figures = *context_->sessions;
  turn_result result;
  result.kept = kept_ = kept;
  result.degraded = kept != turn_result::place::store && degraded_;
  result.session_id = what.next.session_id;
  result.lang = what.next.lang;
  result.wanted = what.next.wanted;
  if (what.answer)
    result.answer = what.answer->content;
  if (!what.sent_from.empty() && what.answer)
    deliver({what.answer->out_id, what.sent_from, what.answer->content});
  if (turn_->migrates)
    figures.migrated.Increment();
  if (what.finished)
    figures.deleted.Increment();
  std::array counters{&figures.transitions, &figures.archived, &figures.degraded};
  counters.at(static_cast<std::size_t>(kept))->Increment();
  finish(std::move(result));
}

void session_actor::refuse(failure why) {
  turn_result result;
  result.what = turn_result::kind::refused;
  result.why = std::move(why);
  finish(std::move(result));
}

void session_actor::finish(turn_result result) {
  context_->sessions->seconds.Observe(
      duration<double>(steady_clock::now() - turn_->started).count());
  send(links_.supervisor, turn_done{turn_->ticket, customer_, std::move(result)});
  turn_.reset();
}

// -- the store ---

template <class Next>
void session_actor::load(Next next) {
  auto budget = turn_ ? turn_->store_budget : context_->store_deadline;
  auto asked = steady_clock::now();
  auto arrived = [this, asked, next](bool available, const stored_state& found) mutable {
    fault_points::after(way_step::load);
    if (turn_)
      turn_->store_budget -= ceil<milliseconds>(steady_clock::now() - asked);
    auto was_cold = ledger_.is_cold();
    if (available)
      adopt(found);
    if (was_cold && is_backed_up() && (!available || *context_->archive_ahead > 0))
      return recall([next, available]() mutable { next(available); });
    if (!available)
      ledger_.go_on_without_store();
    next(available);
  };
  fault_points::before(way_step::load);
  request(links_.store, budget + grace, load_order{customer_, budget})
      .await([arrived](load_reply& x) mutable { arrived(x.available, x.found); },
             [arrived](const caf::error&) mutable { arrived(false, {}); });
}

/// Asks the archive, too: the store is not there, or lacks something of some session.
template <class Next>
void session_actor::recall(Next next) {
  request(links_.archive, context_->archive_deadline, find_backup{customer_})
      .await(
          [this, next](const backup_reply& x) mutable {
            if (x.found)
              recalled(*x.found);
            ledger_.go_on_without_store();
            next();
          },
          [this, next](const caf::error&) mutable {
            ledger_.go_on_without_store();
            next();
          });
}

void session_actor::recalled(const session_backup& saved) {
  for (auto& reply : saved.write.due)
    deliver_again(reply);
  if (ledger_.recall(saved)) {
    context_->sessions->retrieved.Increment();
    kept_ = turn_result::place::archive;
  }
  if (ledger_.is_dirty())
    mark_dirty();
  else if (!saved.in_store)
    send(links_.archive, back_up{ledger_.backup()}); // the store has something newer
}

void session_actor::wake() {
  auto awake = [this](bool = true) {
    if (!ledger_.is_dirty())
      send(links_.supervisor, session_settled{customer_});
  };
  if (ledger_.is_cold())
    load(awake);
  else
    awake();
}

void session_actor::adopt(const stored_state& found) {
  archive_knows_ids_ = false;
  if (ledger_.is_cold())
    for (auto& reply : found.due)
      deliver_again(reply);
  if (!ledger_.adopt(found, context_->now()))
    spdlog::warn("event=memory_outdated customer={}", masked(customer_));
  if (ledger_.current().exists())
    context_->sessions->retrieved.Increment();
  if (ledger_.was_migrated())
    spdlog::info("event=language_migrated customer={} language=en", masked(customer_));
}

template <class Next>
void session_actor::write(session_write what, Next next) {
  auto budget = turn_ ? turn_->store_budget : context_->store_deadline;
  if (budget <= milliseconds{0})
    return next(write_reply{});
  auto arrived = [next](const write_reply& reply) mutable {
    fault_points::after(way_step::write);
    next(reply);
  };
  fault_points::before(way_step::write);
  request(links_.store, budget + grace, write_order{customer_, std::move(what), budget})
      .await([arrived](const write_reply& reply) mutable { arrived(reply); },
             [arrived](const caf::error&) mutable { arrived(write_reply{}); });
}

void session_actor::flush() {
  auto order = ledger_.flush(context_->now());
  if (!order)
    return mark_clean();
  write(std::move(*order), [this](const write_reply& reply) { flush_written(reply); });
}

void session_actor::flush_written(const write_reply& reply) {
  if (!reply.available)
    return;
  if (reply.outcome != write_outcome::conflict) {
    ledger_.flushed();
    if (is_backed_up())
      send(links_.archive, back_up{ledger_.backup()});
    return mark_clean();
  }
  context_->sessions->fenced.Increment();
  load([this](bool available) {
    if (available)
      flush();
  });
}

void session_actor::write_again() {
  told_dirty_ = false; // whoever was told may be gone
  if (ledger_.doubt_store())
    mark_dirty();
  else
    send(links_.supervisor, session_settled{customer_});
}

void session_actor::mark_dirty() {
  if (!std::exchange(told_dirty_, true))
    send(links_.store, session_dirty{customer_, caf::actor_cast<caf::actor>(this)});
}

void session_actor::mark_clean() {
  if (!std::exchange(told_dirty_, false))
    return;
  send(links_.store, session_clean{customer_});
  send(links_.supervisor, session_settled{customer_});
}

// -- replies that are due ---

/// Once is enough: the outbox keeps an order until its end.
void session_actor::deliver_again(const due_reply& what) {
  if (!resent_.insert(what.out_id).second)
    return;
  context_->sessions->resent.Increment();
  spdlog::info("event=reply_resent customer={} out_id={}", masked(customer_), what.out_id);
  deliver(what);
}

void session_actor::resend(const std::string& out_id, caf::response_promise to) {
  if (ledger_.is_cold())
    return load([this, out_id, to](bool available) mutable {
      auto is_due = resent_.contains(out_id);
      available || is_due ? to.deliver(is_due) : to.deliver(store_is_away());
    });
  request(links_.store, context_->store_deadline + grace,
          load_order{customer_, context_->store_deadline})
      .await(
          [this, out_id, to](const load_reply& reply) mutable {
            if (!reply.available)
              return to.deliver(store_is_away());
            auto found = std::ranges::find(reply.found.due, out_id, &due_reply::out_id);
            auto is_due = found != reply.found.due.end();
            if (is_due)
              deliver_again(*found);
            to.deliver(is_due);
          },
          [to](caf::error& why) mutable { to.deliver(std::move(why)); });
}

// -- reading and clearing ---

void session_actor::describe(caf::response_promise to) {
  auto now = context_->now();
  ledger_.expire(now);
  session_info info;
  info.found = ledger_.current().exists();
  info.available = info.found || !ledger_.is_memory_only();
  info.durable = !ledger_.is_dirty();
  if (info.found) {
    info.snapshot = to_snapshot(ledger_.current());
    info.ttl = session_ttl - (now - ledger_.current().last_interaction_at.value_or(now));
  }
  to.deliver(std::move(info));
  if (ledger_.was_migrated())
    write_migrated();
}

void session_actor::write_migrated() {
  session_ledger::transition same;
  same.next = ledger_.current();
  same.answer = same.next.answered;
  auto order = ledger_.prepare(same);
  write(std::move(order), [this, same = std::move(same)](const write_reply& reply) {
    if (!reply.available || reply.outcome == write_outcome::conflict)
      return;
    context_->sessions->migrated.Increment();
    ledger_.settle(same);
  });
}

void session_actor::clear(caf::response_promise to) {
  session_info info;
  info.found = ledger_.current().exists();
  info.available = info.found || !ledger_.is_memory_only();
  if (!info.found)
    return to.deliver(std::move(info));
  session_ledger::transition end;
  end.next = ledger_.current();
  end.answer = end.next.answered;
  end.finished = true;
  auto order = ledger_.prepare(end);
  write(std::move(order), [this, to, info, end = std::move(end)](const write_reply& reply) mutable {
    info.durable = reply.available && reply.outcome != write_outcome::conflict;
    info.durable ? ledger_.settle(end) : ledger_.keep(end);
    context_->sessions->deleted.Increment();
    info.durable ? mark_clean() : mark_dirty();
    auto answer = [to, info](const auto&...) mutable { to.deliver(std::move(info)); };
    if (!is_backed_up())
      return answer();
    if (!info.durable)
      return request(links_.archive, context_->archive_deadline, back_up{ledger_.backup()})
          .await([answer](bool done) mutable { answer(done); },
                 [answer](const caf::error& why) mutable { answer(why); });
    caf::anon_send(links_.archive, back_up{ledger_.backup()}); // nobody waits for the answer
    answer();
  });
}

// -- small things ---

const salon* session_actor::salon_of(const inbound_message& message) const {
  auto& all = *context_->salons;
  if (!message.salon_id.empty())
    return all.by_id(message.salon_id);
  if (auto mine = all.by_id(ledger_.current().salon_id))
    return mine;
  if (auto tap = std::get_if<button_tap>(&message.content))
    if (auto found = salon_of_button(all, tap->id))
      return found;
  return all.salons().size() == 1 ? &all.salons().front() : nullptr;
}

void session_actor::deliver(const due_reply& what) {
  if (links_.outbox)
    send(links_.outbox, send_order{customer_, what.phone_number_id, what.out_id, what.content});
}

std::string session_actor::new_id(std::string_view prefix) {
  return std::string{prefix} + "_" + std::to_string(to_unix_ms(context_->now())) + "_"
         + base36(random_bits(), 7);
}

} // namespace quickbooking
