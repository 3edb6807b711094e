#pragma once

#include "actors/archive/archive.hpp"
#include "actors/cluster/peer_messages.hpp"
#include "actors/cores/backup_queue.hpp"
#include "actors/cores/copy_shelf.hpp"
#include "actors/outbox/outbox_messages.hpp"
#include "actors/protocol.hpp"
#include "actors/refusals.hpp"

#include <caf/event_based_actor.hpp>
#include <caf/response_promise.hpp>

#include <map>
#include <optional>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace quickbooking {

/// What is counted of the archive.
struct archive_figures {
  archive_figures(metrics& all, const log_ptr& log);

  prometheus::Counter& urgent;
  prometheus::Counter& calm;
  prometheus::Counter& refused;
  prometheus::Counter& failures;
  prometheus::Counter& restored;
  prometheus::Counter& copied;
  refusals missed;
  prometheus::Gauge& held;
  prometheus::Gauge& ahead;
  prometheus::Gauge& replies;
  prometheus::Histogram& seconds;
};

/// Behind `spawn_archive`. Its parts are in files of their own: transactions and backups, the
/// restoring, copies between nodes, dead letters.
class archive_actor : public caf::event_based_actor {
public:
  archive_actor(caf::actor_config& cfg, std::shared_ptr<archive_store> files, caf::actor store,
                archive_options options, std::function<instant()> now, metrics& figures,
                log_ptr log, archive_board& board, std::shared_ptr<const cluster_board> cluster);

  caf::behavior make_behavior() override;

  void on_exit() override;

  const char* name() const override { return "quickbooking.archive"; }

private:
  /// A call of the archive, and who waits for its end.
  struct job {
    std::function<result<void>(archive_store&)> work; ///< on the archive's thread
    std::function<void(bool)> done;                   ///< with the fate of the transaction
  };

  /// A backup, and who waits for it, if it is urgent.
  struct entry {
    session_backup what;
    std::vector<caf::response_promise> promises;
  };

  /// What goes to the archive at once.
  struct transaction {
    instant now;
    std::vector<entry> backups;
    std::vector<job> jobs;
    bool expires = false;
    bool copies = false; ///< urgent backups are read again, with all ids and replies of before
    archive_counts counts;
    result<void> outcome;
    steady_time began;
  };

  // -- transactions ---
  void add(job x);
  void write_next();
  static void run(transaction& x, archive_store& files);
  static result<void> save(entry& x, const transaction& in, archive_store& files);
  void finish();
  void count(const transaction& x);
  void tick();
  void stop(const caf::exit_msg& why);

  /// Delivers what `answer` makes of a pointer to what `work` found; null if that cannot be had.
  template <class Work, class Answer>
  void ask(caf::response_promise to, Work work, Answer answer) {
    using value = typename std::invoke_result_t<Work, archive_store&>::value_type;
    auto found = std::make_shared<value>();
    add({[=](archive_store& files) {
           return work(files).map([&](value&& x) { *found = std::move(x); });
         },
         [=](bool good) mutable { to.deliver(answer(good ? found.get() : nullptr)); }});
  }

  // -- backups ---
  void take(session_backup x, caf::response_promise to);
  void backed_up(entry x, bool good);
  void find(const customer_key& who, caf::response_promise to);

  // -- restoring ---
  void returned(const std::string& run_id);
  void wake_after(const customer_key& last);
  void restore_after(const customer_key& last, std::uint64_t walk);
  void restore(session_backup x, std::uint64_t walk, const customer_key& page_end);
  void restored(std::uint64_t walk, const customer_key& page_end);

  // -- copies ---
  caf::message_handler copy_orders();
  std::optional<std::string> next_node(const customer_key& who) const;
  bool lacks_copy(const customer_key& who) const;
  void copy(session_backup x, std::function<void()> then);
  void copy_after(const customer_key& last);
  void end_copy(const customer_key& who);
  void end_copies(const customer_key& who, bool is_in_store);
  void tell_holder(const send_report& x);
  void tell(const std::string& node, node_question what);
  void forget_holder(const std::string& node);
  bool hold(hold_copy& x);
  void take_over(const std::string& node);
  void wake_some(std::shared_ptr<const std::vector<customer_key>> all, std::size_t first);
  void note_copies();

  // -- dead letters ---
  void bury(dead_letter x, caf::response_promise to);
  void list(const list_letters& x, caf::response_promise to);
  void read(std::int64_t id, caf::response_promise to);
  void remove(std::int64_t id, caf::response_promise to);

  std::shared_ptr<archive_store> files_;
  caf::actor store_;
  caf::actor router_;
  caf::actor gateway_;                           ///< null until there is one
  std::shared_ptr<const cluster_board> cluster_; ///< null without a cluster
  archive_options options_;
  std::function<instant()> now_;
  log_ptr log_;
  archive_figures figures_;
  archive_board& board_;
  std::uint64_t replies_ = 1; ///< due ones that only the archive has; not counted yet
  backup_queue queue_;
  std::map<customer_key, std::vector<caf::response_promise>> waiting_; ///< for queued backups
  std::vector<job> jobs_;
  caf::actor writer_;
  std::shared_ptr<transaction> writing_;
  steady_time expired_at_{};
  std::optional<caf::error> leaving_; ///< set once it shall end
  std::string server_;                ///< the Redis that gets all backups
  std::uint64_t walk_ = 0;            ///< over all backups; an older one ends
  std::size_t missing_ = 0;           ///< writes of the walk's page without an answer
  copy_shelf shelf_;
  std::unordered_map<customer_key, std::string> copied_; ///< what only we have: who has a copy
  std::unordered_set<customer_key> settled_;             ///< in Redis since the transaction began
};

} // namespace quickbooking
