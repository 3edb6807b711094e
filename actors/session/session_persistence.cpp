#include "actors/fault_points.hpp"
#include "actors/session/session_actor.hpp"
#include "actors/session/session_figures.hpp"

#include <caf/all.hpp>
#include <spdlog/logger.h>

#include <utility>

// What a session has to do with the store and with the archive.

namespace quickbooking {

using namespace std::chrono;

void session_actor::load(after_load next) {
  auto budget = turn_ ? turn_->store_budget : context_->store_deadline;
  auto asked = steady_clock::now();
  auto arrived = [this, asked, next](bool available, const stored_state& found) mutable {
    fault_points::after(way_step::load);
    if (turn_)
      turn_->store_budget -= ceil<milliseconds>(steady_clock::now() - asked);
    auto was_cold = ledger_.is_cold();
    if (available)
      adopt(found);
    if (was_cold && is_backed_up() && (!available || context_->archive->has_more_than_store()))
      return recall([next, available]() mutable { next(available); });
    if (!available)
      ledger_.go_on_without_store();
    next(available);
  };
  fault_points::before(way_step::load);
  request(links_.store, caf::infinite, load_order{customer_, budget})
      .await([arrived](load_reply& x) mutable { arrived(x.available, x.found); },
             [arrived](const caf::error&) mutable { arrived(false, {}); });
}

/// Asks the archive, too: the store is not there, or lacks something of some session.
void session_actor::recall(std::function<void()> next) {
  request(links_.archive, context_->archive_deadline, find_backup{customer_})
      .await(
          [this, next](const backup_reply& x) mutable {
            if (x.found)
              recalled(*x.found);
            if (x.copy)
              take_copy(*x.copy);
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
    hold(reply);
  if (ledger_.recall(saved)) {
    context_->sessions->retrieved.Increment();
    kept_ = turn_result::place::archive;
  }
  if (ledger_.is_dirty())
    mark_dirty();
  else if (!saved.in_store)
    send(links_.archive, back_up{ledger_.backup()}); // the store has something newer
}

/// What another node had. From now on it is kept here, which ends the copy.
void session_actor::take_copy(const session_backup& saved) {
  if (ledger_.recall(saved)) {
    context_->sessions->taken_over.Increment();
    kept_ = turn_result::place::archive;
  }
  for (auto& reply : saved.write.due)
    hold(reply);
  if (ledger_.is_dirty())
    mark_dirty();
  caf::anon_send(links_.archive, back_up{ledger_.backup()}); // nobody waits for the answer
}

void session_actor::wake(bool has_copy) {
  auto awake = [this](bool = true) {
    if (!ledger_.is_dirty())
      send(links_.supervisor, session_settled{customer_});
  };
  if (ledger_.is_cold())
    load(awake);
  else if (has_copy && is_backed_up())
    look_at_copy();
  else
    awake();
}

/// A session in memory knows already what else the archive has.
void session_actor::look_at_copy() {
  request(links_.archive, context_->archive_deadline, find_backup{customer_})
      .await(
          [this](const backup_reply& x) {
            if (x.copy)
              take_copy(*x.copy);
            wake(false);
          },
          [this](const caf::error&) { wake(false); });
}

void session_actor::adopt(const stored_state& found) {
  archive_knows_ids_ = false;
  if (ledger_.is_cold())
    for (auto& reply : found.due)
      hold(reply);
  if (!ledger_.adopt(found, context_->now())) {
    context_->log->warn("event=memory_outdated customer={}", masked(customer_));
    if (is_backed_up())
      send(links_.archive, back_up{ledger_.backup()}); // what it has for Redis is outdated, too
  }
  if (ledger_.current().exists())
    context_->sessions->retrieved.Increment();
  if (ledger_.was_migrated())
    context_->log->info("event=language_migrated customer={} language=en", masked(customer_));
}

void session_actor::write(session_write_ptr what, after_write next) {
  auto budget = turn_ ? turn_->store_budget : context_->store_deadline;
  if (budget <= milliseconds{0})
    return next(write_reply{});
  auto arrived = [next](const write_reply& reply) mutable {
    fault_points::after(way_step::write);
    next(reply);
  };
  fault_points::before(way_step::write);
  request(links_.store, caf::infinite, write_order{customer_, std::move(what), budget})
      .await([arrived](const write_reply& reply) mutable { arrived(reply); },
             [arrived](const caf::error&) mutable { arrived(write_reply{}); });
}

void session_actor::flush() {
  auto order = ledger_.flush(context_->now());
  if (!order) {
    told_dirty_ = true; // whoever asks believes so
    return mark_clean();
  }
  write(std::make_shared<session_write>(std::move(*order)),
        [this](const write_reply& reply) { flush_written(reply); });
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

} // namespace quickbooking
