#pragma once

#include "load/engine/agenda.hpp"
#include "load/engine/crowd.hpp"
#include "load/engine/deliveries.hpp"
#include "load/engine/fault_runner.hpp"
#include "load/engine/graph_door.hpp"
#include "load/engine/load_run.hpp"
#include "load/engine/redis_watch.hpp"
#include "load/engine/run_recorder.hpp"
#include "load/scenario/arrival_schedule.hpp"
#include "load/verdict/punctuality.hpp"
#include "net/loop/event_loop.hpp"

#include <deque>
#include <future>
#include <memory>
#include <vector>

namespace quickbooking {

/// What happens on a run's one loop. Each turn of it: reads the customers' notes, sends what is
/// due, and sets the one timer for what is due next.
class load_run::engine {
public:
  engine(caf::actor_system& system, load_options options);
  ~engine();

  /// Opens the Graph API's stand-in. Before `begin`.
  result<void> open_graph();

  void begin();
  void cut_short();
  load_result wait();

private:
  enum class phase { running, draining, over };

  /// The messages of one turn of a customer; the first takes a time of the schedule.
  using turn_messages = std::vector<ready_message>;

  bool is_open() const { return options_.what.arrivals.model != arrival_model::closed; }
  bool is_webhook() const { return options_.head.api == load_api::webhook; }
  std::chrono::milliseconds elapsed(run_time now) const;

  // -- one turn of the loop ---

  void turn();
  void wake();
  void read_notes();
  void read(customer_note& note, run_time now);
  void expire(run_time now);
  void arm();
  void arm_for(run_time next);

  // -- sending (load_sending.cpp) ---

  void queue(turn_messages messages, run_time now);
  void schedule(run_time now);
  void send_due();
  bool take_ready(turn_messages& out);
  void send(turn_messages messages, run_time intended);
  void invite(run_time now);
  void invite_closed(run_time now);
  std::size_t newcomers_wanted() const;

  // -- replies (load_replies.cpp) ---

  void on_sent(const ready_message& what);
  void on_graph_message(const meta_accepted& message);
  void on_graph_refusal(const meta_error& why);
  void on_v1_answer(const visit_id& who, const std::string& body);
  void on_reply(std::uint32_t phone, const std::string& name, heard_reply reply);
  void report_statuses(const meta_accepted& message);
  void dismiss_if_done(std::uint32_t phone);

  // -- the clock (load_clock.cpp) ---

  void probe();
  void on_second(run_time now);
  void drain();
  void finish();
  bool is_drained(run_time now) const;
  load_result result_of_run();
  run_totals totals();
  std::vector<std::string> objections() const;

  load_options options_;
  caf::actor_system& system_;
  event_loop loop_;
  std::shared_ptr<customer_context> context_;
  crowd crowd_;
  agenda later_;
  message_ledger ledger_;
  run_recorder recorder_;
  punctuality clock_;
  arrival_schedule schedule_;
  deliveries deliveries_;
  redis_watch redis_;
  fault_runner faults_;
  std::unique_ptr<graph_door> graph_;
  loop_timer timer_;
  loop_timer probe_timer_;

  phase phase_ = phase::running;
  bool cut_short_ = false;
  instant started_at_{};
  run_time start_{};
  run_time end_{};
  run_time drain_end_{};
  run_time next_slot_ = run_time::max();
  run_time armed_ = run_time::max();
  run_time last_turn_{};
  run_time next_probe_{};
  run_time next_second_{};
  std::uint64_t probes_ = 0;
  std::vector<customer_note> notes_;
  std::deque<run_time> owed_; ///< times of the schedule for which no message was ready
  std::deque<turn_messages> follow_ups_;
  std::deque<turn_messages> newcomers_;
  std::vector<run_time> planned_; ///< by phone: when its thinking was to end, with the closed model
  std::vector<bool> has_begun_;   ///< by phone: the visit's first message has gone
  std::size_t preparing_ = 0;     ///< invited, first message not written yet
  std::size_t active_ = 0;
  bool phones_ran_out_ = false;
  std::promise<void> over_;
};

} // namespace quickbooking
