#include "actors/session/session_actor.hpp"
#include "actors/session/session_figures.hpp"

#include <caf/all.hpp>
#include <spdlog/logger.h>

#include <algorithm>
#include <utility>

// What a session is asked besides turns: replies that are due, reading, clearing, bringing back.

namespace quickbooking {

namespace {

using namespace std::chrono_literals;

/// So long WhatsApp has to say that it has a reply of ours.
constexpr auto status_patience = 2s;

auto find_reply(const std::vector<due_reply>& all, const std::string& out_id) {
  return std::ranges::find(all, out_id, &due_reply::out_id);
}

caf::error store_is_away() { return make_error(caf::sec::runtime_error, "the store is away"); }

} // namespace

// -- replies that are due ---

void session_actor::hold(const due_reply& what) {
  if (find_held(what.out_id) || was_resent(what.out_id))
    return;
  if (!holds_replies())
    delayed_send(this, status_patience, tick_now{});
  inherited().held.push_back({what, true});
}

session_actor::inherited_replies& session_actor::inherited() {
  if (!inherited_)
    inherited_ = std::make_unique<inherited_replies>();
  return *inherited_;
}

bool session_actor::was_resent(const std::string& out_id) const {
  return inherited_ && inherited_->resent.contains(out_id);
}

session_actor::held_reply* session_actor::find_held(const std::string& out_id) {
  if (!inherited_)
    return nullptr;
  auto& all = inherited_->held;
  auto found
      = std::ranges::find_if(all, [&](const held_reply& x) { return x.what.out_id == out_id; });
  return found != all.end() ? &*found : nullptr;
}

void session_actor::forget_held(const std::string& out_id) {
  if (inherited_)
    std::erase_if(inherited_->held, [&](auto& x) { return x.what.out_id == out_id; });
}

void session_actor::send_held() {
  if (!holds_replies())
    return;
  request(links_.store, caf::infinite, load_order{customer_, context_->store_deadline})
      .await([this](const load_reply& reply) { send_held_that_are_due(reply); },
             [this](const caf::error&) { send_held_that_are_due({}); });
}

/// All of them if the store cannot be asked: twice is better than never.
void session_actor::send_held_that_are_due(const load_reply& reply) {
  auto& due = reply.found.due;
  auto is_due = [&](const std::string& out_id) {
    return !reply.available || ledger_.has_due(out_id) || find_reply(due, out_id) != due.end();
  };
  for (auto& [what, may_have_come] : std::exchange(inherited_->held, {}))
    if (!may_have_come)
      deliver(what);
    else if (is_due(what.out_id))
      deliver_again(what);
}

/// Once is enough: the outbox keeps an order until its end.
void session_actor::deliver_again(const due_reply& what) {
  if (!inherited().resent.insert(what.out_id).second)
    return;
  forget_held(what.out_id);
  context_->sessions->resent.Increment();
  context_->log->info("event=reply_resent customer={} out_id={}", masked(customer_), what.out_id);
  deliver(what);
}

void session_actor::resend(const std::string& out_id, caf::response_promise to) {
  if (ledger_.is_cold())
    return load([this, out_id, to](bool available) mutable {
      if (auto held = find_held(out_id))
        deliver_again(due_reply{held->what}); // of its own, for it is held no longer
      auto is_due = was_resent(out_id);
      available || is_due ? to.deliver(is_due) : to.deliver(store_is_away());
    });
  request(links_.store, caf::infinite, load_order{customer_, context_->store_deadline})
      .await(
          [this, out_id, to](const load_reply& reply) mutable {
            if (!reply.available)
              return to.deliver(store_is_away());
            auto found = find_reply(reply.found.due, out_id);
            auto is_due = found != reply.found.due.end();
            if (is_due)
              deliver_again(*found);
            to.deliver(is_due);
          },
          [to](caf::error& why) mutable { to.deliver(std::move(why)); });
}

// -- reading, clearing and bringing back ---

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
  auto order = std::make_shared<session_write>(ledger_.prepare(same));
  write(std::move(order), [this, same = std::move(same)](const write_reply& reply) {
    if (!reply.available || reply.outcome == write_outcome::conflict)
      return ledger_.pass_over(same.next.version);
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
  end.finished = true;
  auto order = std::make_shared<session_write>(ledger_.prepare(end));
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

/// What memory has is looked at first, then what the store has now: it may have lost what we know.
void session_actor::restore(saved_session what, caf::response_promise to) {
  ledger_.expire(context_->now());
  request(links_.store, caf::infinite, load_order{customer_, context_->store_deadline})
      .await(
          [this, to, what = std::move(what)](const load_reply& reply) mutable {
            if (!reply.available)
              return to.deliver(restore_end::unavailable);
            restore_over(reply.found, what, to);
          },
          [to](const caf::error&) mutable { to.deliver(restore_end::unavailable); });
}

void session_actor::restore_over(const stored_state& found, const saved_session& what,
                                 caf::response_promise to) {
  const auto now = context_->now();
  auto kept = session_from_snapshot(what.snapshot);
  const auto age = kept ? now - kept->value.last_interaction_at.value_or(now) : session_ttl;
  if (age >= session_ttl)
    return to.deliver(restore_end::expired);
  auto next = ledger_.bring_back(found, std::move(kept->value), what.handled, now);
  if (!next)
    return to.deliver(restore_end::newer_here);
  auto order = std::make_shared<session_write>(ledger_.prepare(*next));
  order->ttl = std::min<std::chrono::milliseconds>(what.ttl, session_ttl - age);
  write(order, [this, to, order, next = std::move(*next)](const write_reply& reply) mutable {
    to.deliver(restored(std::move(next), *order, reply));
  });
}

restore_end session_actor::restored(session_ledger::transition what, const session_write& order,
                                    const write_reply& reply) {
  if (!reply.available || reply.outcome == write_outcome::conflict) {
    ledger_.pass_over(order.version);
    return reply.available ? restore_end::newer_here : restore_end::unavailable;
  }
  ledger_.settle(std::move(what));
  archive_knows_ids_ = false;
  context_->sessions->restored.Increment();
  context_->log->info("event=session_restored customer={} revision={}", masked(customer_),
                      order.version.revision);
  if (is_backed_up())
    send(links_.archive, back_up{complete_ids(ledger_.backup())});
  return restore_end::restored;
}

} // namespace quickbooking
