#include "actors/archive/archive_actor.hpp"

#include "actors/failure_log.hpp"

#include <caf/all.hpp>
#include <spdlog/logger.h>

#include <algorithm>
#include <utility>

namespace quickbooking {

using namespace std::chrono;

namespace {

/// Also how long news wait that nobody waits for, while the archive has something that Redis has
/// not: a reply that was sent meanwhile would be sent again by the next node.
constexpr milliseconds tick_interval{50};

/// While Redis has everything.
constexpr milliseconds calm_interval{200};

/// Backups behind a transaction that has taken so long are given up: the disk is stuck.
constexpr seconds stuck{1};

constexpr minutes expire_interval{1};

/// The thread on which the archive is called.
caf::behavior archive_thread() {
  return {[](const continuation& work) { work.run(); }};
}

prometheus::Counter& backups(metrics& all, const char* why) {
  return all.counter("quickbooking_backups_total", "Sessions written to the archive",
                     {{"why", why}});
}

} // namespace

archive_figures::archive_figures(metrics& all, const log_ptr& log)
    : urgent(backups(all, "redis_away")),
      calm(backups(all, "periodic")),
      refused(all.counter("quickbooking_archive_refused_total",
                          "Backups and questions refused: too many waited, or the disk is stuck")),
      failures(all.counter("quickbooking_archive_failures_total",
                           "Transactions that the archive could not do")),
      restored(all.counter("quickbooking_sessions_restored_total",
                           "Sessions that Redis had lost and got from the archive")),
      copied(all.counter("quickbooking_session_copies_total",
                         "Copies of sessions that Redis has not, kept by another node")),
      missed(all.counter("quickbooking_session_copies_missed_total",
                         "Such copies that no other node took, or not in time"),
             "copies_missed", log),
      held(all.gauge("quickbooking_session_copies_held",
                     "Copies kept of sessions that only other nodes have")),
      ahead(all.gauge("quickbooking_archive_ahead",
                      "Sessions that the archive has newer than Redis")),
      replies(all.gauge("quickbooking_archive_due_replies",
                        "Replies that are due and that Redis has not")),
      seconds(all.latency("quickbooking_archive_seconds", "Time of a transaction")) {}

archive_actor::archive_actor(caf::actor_config& cfg, std::shared_ptr<archive_store> files,
                             caf::actor store, archive_options options,
                             std::function<instant()> now, metrics& figures, log_ptr log,
                             archive_board& board, std::shared_ptr<const cluster_board> cluster)
    : caf::event_based_actor(cfg),
      files_(std::move(files)),
      store_(std::move(store)),
      cluster_(std::move(cluster)),
      options_(options),
      now_(std::move(now)),
      log_(std::move(log)),
      figures_(figures, log_),
      board_(board),
      queue_(options_.interval, options_.max_waiting),
      shelf_(options_.max_copies) {}

caf::behavior archive_actor::make_behavior() {
  log_failures(*this, log_);
  writer_ = files_->blocks() ? spawn<caf::linked + caf::detached>(archive_thread)
                             : spawn<caf::linked>(archive_thread);
  set_exit_handler([this](caf::exit_msg& why) { stop(why); });
  tick();
  note_copies(); // the archive before us may have had some
  caf::message_handler own{
      [this](back_up& x) { take(std::move(x.what), make_response_promise()); },
      [this](const find_backup& x) { find(x.customer, make_response_promise()); },
      [this](const send_report& x) {
        tell_holder(x);
        if (replies_ > 0)
          add({[x](auto& files) { return files.forget_reply(x.customer, x.out_id); }, {}});
      },
      [this](start_restoring& x) {
        router_ = std::move(x.router);
        wake_after({});
      },
      [this](const store_returned& x) { returned(x.run_id); },
      [](const store_replaced&) {},
      [this](bury_letter& x) { bury(std::move(x.what), make_response_promise()); },
      [this](const list_letters& x) { list(x, make_response_promise()); },
      [this](const read_letter& x) { read(x.id, make_response_promise()); },
      [this](const remove_letter& x) { remove(x.id, make_response_promise()); },
      [](const continuation& x) { x.run(); },
      [this](tick_now) { tick(); },
  };
  return cluster_ ? own.or_else(copy_orders()) : own;
}

void archive_actor::on_exit() {
  writer_ = nullptr;
  store_ = nullptr;
  router_ = nullptr;
  gateway_ = nullptr;
  files_.reset();
}

// -- transactions ---

void archive_actor::add(job x) {
  if (jobs_.size() >= options_.max_waiting) {
    figures_.refused.Increment();
    if (x.done)
      x.done(false);
    return;
  }
  jobs_.push_back(std::move(x));
  if (jobs_.back().done)
    write_next();
}

/// Gives the archive what is due, unless it is still busy with what it was given before.
void archive_actor::write_next() {
  auto now = clock().now();
  if (writing_ || (jobs_.empty() && !queue_.is_due(now)))
    return;
  writing_ = std::make_shared<transaction>();
  writing_->now = now_();
  writing_->began = now;
  writing_->copies = gateway_ != nullptr;
  writing_->jobs = std::exchange(jobs_, {});
  writing_->expires = now - expired_at_ >= expire_interval;
  settled_.clear();
  for (auto& x : queue_.take(now)) {
    auto waiting = waiting_.extract(x.customer);
    writing_->backups.push_back({std::move(x), {}});
    if (waiting)
      writing_->backups.back().promises = std::move(waiting.mapped());
  }
  continuation work{[x = writing_, files = files_] { run(*x, *files); }};
  request(writer_, caf::infinite, std::move(work)).then([this] { finish(); });
}

/// With what the archive has of it besides, if it is to be copied.
result<void> archive_actor::save(entry& x, const transaction& in, archive_store& files) {
  auto end = files.save(x.what, in.now);
  if (!end || !in.copies || x.what.in_store)
    return end;
  return files.find(x.what.customer, in.now).map([&](auto&& found) { x.what = std::move(*found); });
}

/// On the archive's thread.
void archive_actor::run(transaction& x, archive_store& files) {
  const auto is_calm
      = x.jobs.empty() && std::ranges::all_of(x.backups, [](auto& y) { return y.what.in_store; });
  const auto work = [&]() -> result<void> {
    result<void> end;
    for (auto backup = x.backups.begin(); backup != x.backups.end() && end; ++backup)
      end = save(*backup, x, files);
    for (auto job = x.jobs.begin(); job != x.jobs.end() && end; ++job)
      end = job->work(files);
    if (end && x.expires)
      end = files.expire(x.now);
    if (!end)
      return end;
    return files.count().map([&](auto counts) { x.counts = counts; });
  };
  // The store has what is calm: were this machine to end, it would still have it.
  x.outcome = files.transact(work, is_calm ? durability::process_end : durability::power_loss);
}

void archive_actor::finish() {
  auto x = std::exchange(writing_, nullptr);
  auto good = x->outcome.has_value();
  count(*x);
  if (good) {
    board_.ahead = x->counts.sessions;
    replies_ = x->counts.replies;
  }
  if (good && x->expires)
    expired_at_ = x->began;
  for (auto& backup : x->backups)
    backed_up(std::move(backup), good);
  for (auto& job : x->jobs)
    if (job.done)
      job.done(good);
  write_next();
  if (leaving_ && !writing_)
    quit(*leaving_);
}

void archive_actor::count(const transaction& x) {
  figures_.seconds.Observe(duration<double>(clock().now() - x.began).count());
  if (!x.outcome) {
    figures_.failures.Increment();
    log_->error("event=archive_failed code={} reason=\"{}\"", x.outcome.error().code,
                x.outcome.error().message);
    return;
  }
  auto calm = std::ranges::count_if(x.backups, [](auto& y) { return y.what.in_store; });
  figures_.calm.Increment(static_cast<double>(calm));
  figures_.urgent.Increment(static_cast<double>(x.backups.size()) - static_cast<double>(calm));
  figures_.ahead.Set(static_cast<double>(x.counts.sessions));
  figures_.replies.Set(static_cast<double>(x.counts.replies));
}

void archive_actor::tick() {
  if (board_.ahead > 0)
    queue_.hurry_all();
  write_next();
  delayed_send(this, board_.ahead > 0 ? tick_interval : calm_interval, tick_now{});
}

/// Ends once all that it was given is on the disk.
void archive_actor::stop(const caf::exit_msg& why) {
  leaving_ = why.reason;
  queue_.hurry_all();
  write_next();
  if (!writing_ || why.source == writer_)
    quit(why.reason);
}

// -- backups ---

void archive_actor::take(session_backup x, caf::response_promise to) {
  auto is_urgent = !x.in_store;
  auto who = x.customer;
  if (cluster_)
    end_copies(who, !is_urgent);
  auto is_stuck = writing_ && clock().now() - writing_->began > stuck;
  auto is_taken = queue_.push(std::move(x), clock().now());
  if (!is_taken || (is_urgent && is_stuck)) {
    figures_.refused.Increment();
    return is_urgent ? to.deliver(false) : void();
  }
  if (!is_urgent)
    return;
  waiting_[who].push_back(std::move(to));
  write_next();
}

/// What Redis has not is copied before anybody hears of it.
void archive_actor::backed_up(entry x, bool good) {
  auto tell = [promises = std::move(x.promises), good]() mutable {
    for (auto& promise : promises)
      promise.deliver(good);
  };
  if (good && gateway_ && !x.what.in_store && !settled_.contains(x.what.customer))
    copy(std::move(x.what), std::move(tell));
  else
    tell();
}

void archive_actor::find(const customer_key& who, caf::response_promise to) {
  queue_.hurry(who);
  ask(
      std::move(to), [who, now = now_()](auto& files) { return files.find(who, now); },
      [this, who](auto* found) {
        auto copy = shelf_.find(who);
        backup_reply reply;
        reply.available = found != nullptr;
        if (found)
          reply.found = std::move(*found);
        if (copy)
          reply.copy = *copy;
        return reply;
      });
}

caf::actor spawn_archive(caf::actor_system& system, std::shared_ptr<archive_store> files,
                         caf::actor store, archive_options options, std::function<instant()> now,
                         metrics& figures, log_ptr log, archive_board& board,
                         std::shared_ptr<const cluster_board> cluster) {
  return system.spawn<archive_actor>(std::move(files), std::move(store), options, std::move(now),
                                     std::ref(figures), std::move(log), std::ref(board),
                                     std::move(cluster));
}

} // namespace quickbooking
