#pragma once

#include "actors/calendar/calendar_actor.hpp"
#include "actors/protocol.hpp"
#include "tests/actors/calendar/store_fixture.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace quickbooking {

/// A store that passes everything on, unless it is told to be stuck or to fail.
class faulty_store final : public calendar_store {
public:
  /// Shared with the test, which outlives the store.
  struct switchboard {
    std::mutex guard;
    std::condition_variable changed;
    bool stuck = false;
    bool failing = false;
    bool throwing = false;
    int stuck_calls = 0;
    std::vector<std::size_t> batches; ///< sizes of those that were to be booked

    void set(bool switchboard::*what, bool on) {
      const std::lock_guard lock{guard};
      this->*what = on;
      changed.notify_all();
    }

    /// Waits until a call hangs in the store.
    void await_stuck_call() {
      std::unique_lock lock{guard};
      changed.wait(lock, [this] { return stuck_calls > 0; });
    }
  };

  faulty_store(std::shared_ptr<calendar_store> real, std::shared_ptr<switchboard> board)
      : real_{std::move(real)},
        board_{std::move(board)} {}

  result<std::vector<booking_record>> load(std::string_view salon_id, instant since) override {
    if (const auto why = obey())
      return tl::make_unexpected(*why);
    return real_->load(salon_id, since);
  }

  result<std::vector<booking_answer>> book(const std::vector<book_request>& batch,
                                           instant now) override {
    if (const auto why = obey())
      return tl::make_unexpected(*why);
    {
      const std::lock_guard lock{board_->guard};
      board_->batches.push_back(batch.size());
    }
    return real_->book(batch, now);
  }

  result<std::vector<waitlist_outcome>> join_waitlist(const std::vector<waitlist_request>& batch,
                                                      instant now) override {
    if (const auto why = obey())
      return tl::make_unexpected(*why);
    return real_->join_waitlist(batch, now);
  }

  result<booking_record> set_status(std::string_view salon_id, std::string_view booking_id,
                                    booking_status status) override {
    return real_->set_status(salon_id, booking_id, status);
  }

private:
  std::optional<failure> obey() {
    std::unique_lock lock{board_->guard};
    if (board_->stuck) {
      ++board_->stuck_calls;
      board_->changed.notify_all();
      board_->changed.wait(lock, [this] { return !board_->stuck; });
      --board_->stuck_calls;
    }
    if (board_->throwing)
      throw std::runtime_error{"the store has thrown"};
    if (board_->failing)
      return failure{"database_failed", "the store was told to fail"};
    return std::nullopt;
  }

  std::shared_ptr<calendar_store> real_;
  std::shared_ptr<switchboard> board_;
};

struct calendar_config : caf::actor_system_config {
  calendar_config() {
    add_message_types<caf::id_block::quickbooking>();
    set("scheduler.policy", caf::atom("sharing"));
    set("scheduler.max-threads", 2);
  }
};

/// A running calendar over a faulty store over a memory store, with one salon and a clock that
/// stands at noon.
class calendar_fixture {
public:
  calendar_fixture() = default;

  ~calendar_fixture() {
    board->set(&faulty_store::switchboard::stuck, false);
    caf::anon_send_exit(calendar, caf::exit_reason::user_shutdown);
    calendar = nullptr;
  }

  /// Starts the calendar; once, before anything is asked.
  void start(calendar_limits limits = {}) {
    start_over(std::make_unique<faulty_store>(real, board), limits);
  }

  void start_over(std::unique_ptr<calendar_store> store, calendar_limits limits = {}) {
    salon where;
    where.id = "salon";
    where.phone_number_id = "700";
    calendar = spawn_calendar(
        system, std::move(store), std::make_shared<calendar_board>(),
        std::make_shared<const catalog>(std::vector{where}), figures, spdlog::default_logger(),
        [this] { return from_unix_ms(clock_ms); }, limits);
  }

  // -- one question and its answer ---

  booking_outcome book(const book_request& x) { return ask<booking_outcome>(x); }
  waitlist_outcome wait(const waitlist_request& x) { return ask<waitlist_outcome>(x); }
  calendar_view_ptr view() { return ask<calendar_view_ptr>(read_calendar{"salon"}); }

  template <class Answer, class Question>
  Answer ask(const Question& x) {
    std::optional<Answer> got;
    self->request(calendar, std::chrono::seconds{20}, x)
        .receive([&](const Answer& answer) { got = answer; },
                 [&](const caf::error& why) { CAF_FAIL(system.render(why)); });
    return *got;
  }

  // -- many questions at once ---

  /// Sends a request; its answer comes with `answers`.
  template <class Question>
  void post(const Question& x) {
    open.push_back(self->request(calendar, std::chrono::seconds{60}, x));
  }

  /// The answers to all that was posted, in its order.
  std::vector<booking_outcome> answers() {
    std::vector<booking_outcome> all;
    for (auto& x : open)
      x.receive([&](const booking_outcome& outcome) { all.push_back(outcome); },
                [&](const caf::error& why) { CAF_FAIL(system.render(why)); });
    open.clear();
    return all;
  }

  /// A line of the metrics' text: its value, or nothing.
  std::string figure(const std::string& name) const {
    const auto text = figures.text();
    const auto at = text.find("\n" + name + " ");
    const auto from = at + name.size() + 2;
    return at == std::string::npos ? "" : text.substr(from, text.find('\n', from) - from);
  }

  using response = decltype(std::declval<caf::scoped_actor&>()->request(
      std::declval<caf::actor&>(), std::chrono::seconds{1}, std::declval<book_request&>()));

  metrics figures;
  std::atomic<std::int64_t> clock_ms{to_unix_ms(noon)};
  std::shared_ptr<faulty_store::switchboard> board = std::make_shared<faulty_store::switchboard>();
  std::shared_ptr<memory_store> real = std::make_shared<memory_store>();
  calendar_config config;
  caf::actor_system system{config};
  caf::scoped_actor self{system};
  caf::actor calendar;
  std::vector<response> open;
};

} // namespace quickbooking
