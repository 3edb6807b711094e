#include "actors/session/session_actor.hpp"

#include "actors/fault_points.hpp"
#include "actors/session/session_figures.hpp"
#include "booking/texts/texts.hpp"
#include "messages/reply/button_id.hpp"

#include <caf/all.hpp>
#include <spdlog/logger.h>

#include <algorithm>
#include <array>
#include <random>
#include <utility>

namespace quickbooking {

namespace {

using namespace std::chrono;

/// How often a turn is decided anew because somebody else wrote the snapshot.
constexpr int max_conflicts = 3;

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

/// One byte more would take the next size class of the node's allocator: 256 bytes per session.
static_assert(sizeof(caf::actor_storage<session_actor>) <= 1536);

} // namespace

session_actor::session_actor(caf::actor_config& cfg, context_ptr context, session_links links,
                             customer_key customer)
    : caf::event_based_actor(cfg),
      context_(std::move(context)),
      links_(std::move(links)),
      customer_(std::move(customer)),
      ledger_(customer_, new_owner_epoch(context_->now()), context_->pack_above) {}

caf::behavior session_actor::make_behavior() {
  set_default_handler([this](caf::scheduled_actor*, caf::message_view& x) {
    return take_rare_order(x.move_content_to_message());
  });
  return {
      [this](turn_order& order) { begin(order); },
      [this](rest_session) { ledger_.rest(); },
  };
}

caf::result<caf::message> session_actor::take_rare_order(caf::message order) {
  auto answer = rare_orders()(order);
  if (answer)
    return std::move(*answer);
  context_->log->warn("event=unexpected_message actor={}", name());
  return caf::sec::unexpected_message;
}

caf::behavior session_actor::rare_orders() {
  return {
      [this](flush_session) { flush(); },
      [this](const store_replaced&) { write_again(); },
      [this](const wake_session& x) { wake(x.has_copy); },
      [this](tick_now) { send_held(); },
      [this](const reply_ended& x) {
        ledger_.forget_due(x.out_id);
        forget_held(x.out_id);
      },
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
      [this](restore_session& x) {
        auto promise = make_response_promise();
        if (!ledger_.is_cold())
          return restore(std::move(x.what), promise);
        load([this, what = std::move(x.what), promise](bool) mutable {
          restore(std::move(what), promise);
        });
      },
  };
}

// -- a turn, step by step ---

void session_actor::begin(turn_order& order) {
  turn_ = std::make_unique<turn>();
  turn_->ticket = order.ticket;
  turn_->message = std::move(order.message);
  turn_->started = steady_clock::now();
  turn_->store_budget = context_->store_deadline;
  if (context_->events && context_->events->is_wanted)
    turn_->told = std::make_unique<turn_told>();
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
  if (!turn_->where && !turn_->message.salon_id.empty())
    return refuse({"unknown_salon", "salonId names no active salon"});
  if (!turn_->where)
    return answer_without_salon();
  turn_->state = ledger_.current();
  if (!turn_->state.exists() || turn_->state.salon_id != turn_->where->id) {
    auto& last = ledger_.current();
    auto spoken = last.salon_id == turn_->where->id ? last.lang : language::en;
    turn_->state
        = new_session(new_id("session"), turn_->message, *turn_->where, context_->now(), spoken);
    turn_->state.version = last.version;
    context_->sessions->created.Increment();
  }
  consult_calendar();
}

void session_actor::answer_duplicate() {
  context_->sessions->duplicates.Increment();
  auto& result = turn_->result;
  result.what = turn_result::kind::duplicate;
  auto& last = ledger_.current().answered;
  if (last && last->message_id == turn_->message.message_id)
    result.answer = told(last->content);
  result.session_id = ledger_.current().session_id;
  result.lang = ledger_.current().lang;
  if (ledger_.is_dirty()) {
    result.kept = kept_;
    result.degraded = degraded_;
  }
  finish();
}

/// A tap that says nothing of its salon, on a card that nobody remembers: the customer is told how
/// to begin anew. There is no conversation to keep.
void session_actor::answer_without_salon() {
  auto& result = turn_->result;
  result.lang = turn_->message.lang.value_or(language::en);
  result.answer
      = told(error_reply{"session_expired", text(result.lang, text_key::session_expired)});
  finish();
}

void session_actor::consult_calendar() {
  if (context_->calendars->of(turn_->where->id))
    step(turn_->message);
  else
    refuse({"calendar_unavailable", "nothing is known of the salon's calendar yet"});
}

/// Each step sees the newest calendar: a refusal has brought into it what was in the way.
void session_actor::step(const event& what) {
  const auto calendar = context_->calendars->of(turn_->where->id);
  world in{*turn_->where, *calendar, *context_->understand, context_->now()};
  fault_points::before(way_step::decide);
  auto next = decide(std::move(turn_->state), what, in);
  fault_points::after(way_step::decide);
  turn_->state = std::move(next.next);
  if (next.book)
    book(*next.book);
  else if (next.wait)
    join_waitlist(*next.wait);
  else
    commit(std::move(next));
}

/// The calendar keeps the limit: it answers also while its store is stuck.
void session_actor::book(const book_request& what) {
  if (turn_->told)
    turn_->told->booked = what;
  request(links_.calendar, caf::infinite, what)
      .await(
          [this](const booking_outcome& outcome) {
            if (turn_->told)
              turn_->told->outcome = outcome;
            step(outcome);
          },
          [this](const caf::error&) {
            step(booking_outcome{booking_outcome::kind::unavailable, {}, {}});
          });
}

void session_actor::join_waitlist(const waitlist_request& what) {
  request(links_.calendar, caf::infinite, what)
      .await([this](const waitlist_outcome& outcome) { step(outcome); },
             [this](const caf::error&) {
               step(waitlist_outcome{waitlist_outcome::kind::unavailable});
             });
}

void session_actor::commit(decision what) {
  turn_->migrates = ledger_.was_migrated();
  auto by_whatsapp = turn_->message.via == channel::whatsapp;
  auto& next = turn_->next;
  next.next = std::move(turn_->state);
  next.finished = what.finished;
  next.message_id = turn_->message.message_id;
  next.sent_from = by_whatsapp ? turn_->where->phone_number_id : std::string{};
  next.next.answered.reset();
  next.told.reset();
  if (what.answer) {
    next.told = told(*what.answer);
    next.next.answered = std::make_shared<const last_reply>(last_reply{
        next.message_id, by_whatsapp ? new_id("out") : std::string{}, std::move(*what.answer)});
  }
  turn_->result.wanted = next.next.wanted; // a receipt has it no more
  turn_->write = std::make_shared<session_write>(ledger_.prepare(next));
  write(turn_->write, [this](const write_reply& reply) { written(reply); });
}

void session_actor::written(const write_reply& reply) {
  if (!reply.available)
    return keep(reply.degraded);
  if (reply.outcome != write_outcome::conflict)
    return settle();
  context_->sessions->fenced.Increment();
  context_->log->warn("event=fenced customer={} revision={}", masked(customer_),
                      turn_->write->version.revision);
  if (++turn_->conflicts >= max_conflicts)
    return refuse({"conflict", "somebody else keeps writing this session"});
  load([this](bool) { admit(); });
}

void session_actor::settle() {
  note_result();
  ledger_.settle(std::move(turn_->next));
  mark_clean();
  if (is_backed_up())
    send(links_.archive,
         back_up{complete_ids({customer_, *turn_->write, ledger_.used_at(), true})});
  complete(turn_result::place::store);
}

/// The store is not there: memory and the archive have it until it is back.
void session_actor::keep(bool degraded) {
  using place = turn_result::place;
  note_result();
  ledger_.keep(std::move(turn_->next));
  mark_dirty();
  degraded_ = degraded;
  if (!is_backed_up())
    return complete(place::memory);
  request(links_.archive, context_->archive_deadline, back_up{complete_ids(ledger_.backup())})
      .await([this](bool done) { complete(done ? place::archive : place::memory); },
             [this](const caf::error&) { complete(place::memory); });
}

/// A node whose disk is empty, or a session that another node had, has message ids that only the
/// store knows: should that be away when the session is next needed, they count all the same.
session_backup session_actor::complete_ids(session_backup x) {
  if (!std::exchange(archive_knows_ids_, true))
    x.write.handled = ledger_.handled_ids();
  return x;
}

/// What the transition says to whoever asked, before the ledger takes it.
void session_actor::note_result() {
  auto& next = turn_->next.next;
  auto& result = turn_->result;
  result.session_id = next.session_id;
  result.lang = next.lang;
  if (next.answered)
    result.answer = std::move(turn_->next.told);
  if (turn_->next.finished)
    context_->sessions->deleted.Increment();
}

void session_actor::complete(turn_result::place kept) {
  auto& figures = *context_->sessions;
  auto& result = turn_->result;
  result.kept = kept_ = kept;
  result.degraded = kept != turn_result::place::store && degraded_;
  if (auto& answer = ledger_.current().answered; answer && !answer->out_id.empty()) {
    due_reply mine{answer->out_id, turn_->where->phone_number_id, answer->content};
    holds_replies() ? inherited_->held.push_back({std::move(mine), false}) : deliver(mine);
  }
  if (turn_->migrates)
    figures.migrated.Increment();
  std::array counters{&figures.transitions, &figures.archived, &figures.degraded};
  counters.at(static_cast<std::size_t>(kept))->Increment();
  if (turn_->told)
    tell_listener(kept);
  finish();
}

void session_actor::tell_listener(turn_result::place kept) {
  auto& x = *turn_->told;
  auto& last = ledger_.current();
  x.customer = customer_;
  x.salon_id = turn_->where->id;
  x.session_id = turn_->result.session_id;
  x.message_id = turn_->message.message_id;
  x.lang = turn_->result.lang;
  x.state = last.state;
  if (turn_->result.answer)
    x.message_type = turn_->result.answer->type;
  x.revision = last.version.revision;
  x.kept = kept;
  x.at = context_->now();
  if (x.outcome.what != booking_outcome::kind::booked)
    x.booked.reset();
  send(context_->events->listener, std::move(x));
}

void session_actor::refuse(failure why) {
  turn_->result.what = turn_result::kind::refused;
  turn_->result.why = std::move(why);
  finish();
}

void session_actor::finish() {
  context_->sessions->seconds.Observe(
      duration<double>(steady_clock::now() - turn_->started).count());
  send(links_.supervisor, turn_done{turn_->ticket, customer_, std::move(turn_->result)});
  turn_.reset();
}

// -- small things ---

const salon* session_actor::salon_of(const inbound_message& message) const {
  auto& all = *context_->salons;
  if (!message.salon_id.empty())
    return all.by_id(message.salon_id);
  auto last = all.by_id(ledger_.current().salon_id);
  if (last && ledger_.current().exists())
    return last;
  if (auto tap = std::get_if<button_tap>(&message.content))
    if (auto found = salon_of_button(all, tap->id))
      return found;
  if (last)
    return last;
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
