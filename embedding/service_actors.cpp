#include "embedding/service_actors.hpp"

#include "actors/failure_log.hpp"
#include "embedding/turn_translation.hpp"

#include <caf/all.hpp>

#include <unordered_map>
#include <utility>

namespace quickbooking {

namespace {

using namespace std::chrono;

/// Longer than any part takes that answers at all.
constexpr seconds answer_limit{20};

/// Who waits for what: whoever ends with a promise in hand would leave somebody without an answer.
template <class Answer>
class due_answers {
public:
  using promise = caf::typed_response_promise<Answer>;

  std::uint64_t add(promise whom) {
    due_.emplace(++last_, std::move(whom));
    return last_;
  }

  void deliver(std::uint64_t ticket, Answer what) {
    if (auto found = due_.extract(ticket))
      found.mapped().deliver(std::move(what));
  }

  void deliver_all(const Answer& what) {
    for (auto& [ticket, whom] : due_)
      whom.deliver(what);
    due_.clear();
  }

private:
  std::uint64_t last_ = 0;
  std::unordered_map<std::uint64_t, promise> due_;
};

session_record unavailable() { return {false, false, false, {}, {}}; }

class booking_service_actor : public booking_service::base {
public:
  booking_service_actor(caf::actor_config& cfg, caf::actor node, std::function<instant()> now,
                        log_ptr log)
      : booking_service::base{cfg},
        node_{std::move(node)},
        now_{std::move(now)},
        log_{std::move(log)} {}

  behavior_type make_behavior() override {
    log_failures(*this, log_);
    return {
        [this](const customer_text& x) { return take_turn(to_inbound(x, now_())); },
        [this](const customer_tap& x) { return take_turn(to_inbound(x, now_())); },
        [this](const session_query& x) { return ask<read_session>(x.customer); },
        [this](const session_removal& x) { return ask<clear_session>(x.customer); },
    };
  }

  void on_exit() override {
    node_ = nullptr;
    answers_.deliver_all(overload());
    records_.deliver_all(unavailable());
  }

  const char* name() const override { return "quickbooking.booking_service"; }

private:
  caf::result<customer_answer> take_turn(result<inbound_message> message) {
    if (!message)
      return refusal(message.error());
    auto promise = make_response_promise<customer_answer>();
    const auto due = answers_.add(promise);
    request(node_, answer_limit, std::move(*message))
        .then([this, due](const turn_result& x) { answers_.deliver(due, to_answer(x)); },
              [this, due](const caf::error&) { answers_.deliver(due, overload()); });
    return promise;
  }

  /// Whoever's phone cannot be read has no session.
  template <class Question>
  caf::result<session_record> ask(const std::string& given) {
    auto customer = make_customer_key(given);
    if (!customer)
      return session_record{};
    auto promise = make_response_promise<session_record>();
    const auto due = records_.add(promise);
    request(node_, answer_limit, Question{*customer})
        .then([this, due](const session_info& x) { records_.deliver(due, to_record(x)); },
              [this, due](const caf::error&) { records_.deliver(due, unavailable()); });
    return promise;
  }

  due_answers<customer_answer> answers_;
  due_answers<session_record> records_;
  caf::actor node_;
  std::function<instant()> now_;
  log_ptr log_;
};

class statistics_actor : public statistics_source::base {
public:
  statistics_actor(caf::actor_config& cfg, caf::actor directory, caf::actor sessions, log_ptr log)
      : statistics_source::base{cfg},
        directory_{std::move(directory)},
        sessions_{std::move(sessions)},
        log_{std::move(log)} {}

  behavior_type make_behavior() override {
    log_failures(*this, log_);
    return {[this](statistics_query) { return count(); }};
  }

  void on_exit() override { directory_ = sessions_ = nullptr; }

  const char* name() const override { return "quickbooking.statistics_source"; }

private:
  caf::result<session_statistics> count() {
    auto promise = make_response_promise<session_statistics>();
    request(sessions_, answer_limit, count_sessions{})
        .then([this, promise](const session_counts& x) { add_stored(x, promise); },
              [this, promise](const caf::error&) { add_stored({}, promise); });
    return promise;
  }

  void add_stored(const session_counts& here,
                  caf::typed_response_promise<session_statistics> promise) {
    request(directory_, answer_limit, get_statistics{})
        .then([=](const directory_reply& x) mutable { promise.deliver(to_statistics(x, here)); },
              [=](const caf::error&) mutable {
                promise.deliver(to_statistics(directory_reply{}, here));
              });
  }

  caf::actor directory_;
  caf::actor sessions_;
  log_ptr log_;
};

} // namespace

booking_service spawn_booking_service(caf::actor_system& system, caf::actor node,
                                      std::function<instant()> now, log_ptr log) {
  return system.spawn<booking_service_actor>(std::move(node), std::move(now), std::move(log));
}

statistics_source spawn_statistics_source(caf::actor_system& system, caf::actor directory,
                                          caf::actor sessions, log_ptr log) {
  return system.spawn<statistics_actor>(std::move(directory), std::move(sessions), std::move(log));
}

} // namespace quickbooking
