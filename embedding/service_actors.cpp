#include "embedding/service_actors.hpp"

#include "actors/failure_log.hpp"
#include "embedding/turn_translation.hpp"

#include <caf/all.hpp>

#include <utility>

namespace quickbooking {

namespace {

using namespace std::chrono;

/// Longer than any part takes that answers at all.
constexpr seconds answer_limit{20};

class booking_service_actor : public booking_service::base {
public:
  booking_service_actor(caf::actor_config& cfg, caf::actor node, catalog_ptr salons,
                        std::function<instant()> now, log_ptr log)
      : booking_service::base{cfg},
        node_{std::move(node)},
        salons_{std::move(salons)},
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

  void on_exit() override { node_ = nullptr; }

  const char* name() const override { return "quickbooking.booking_service"; }

private:
  caf::result<customer_answer> take_turn(result<inbound_message> message) {
    if (!message)
      return refusal(message.error());
    if (salons_ && !message->salon_id.empty() && !salons_->by_id(message->salon_id))
      return refusal({"unknown_salon", "salon_id names no active salon"});
    auto promise = make_response_promise<customer_answer>();
    request(node_, answer_limit, std::move(*message))
        .then([promise](const turn_result& x) mutable { promise.deliver(to_answer(x)); },
              [promise](const caf::error&) mutable { promise.deliver(overload()); });
    return promise;
  }

  /// Whoever's phone cannot be read has no session.
  template <class Question>
  caf::result<session_record> ask(const std::string& given) {
    auto customer = make_customer_key(given);
    if (!customer)
      return session_record{};
    auto promise = make_response_promise<session_record>();
    request(node_, answer_limit, Question{*customer})
        .then([promise](const session_info& x) mutable { promise.deliver(to_record(x)); },
              [promise](const caf::error&) mutable {
                promise.deliver(session_record{false, false, false, {}, {}});
              });
    return promise;
  }

  caf::actor node_;
  catalog_ptr salons_;
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
                                      catalog_ptr salons, std::function<instant()> now,
                                      log_ptr log) {
  return system.spawn<booking_service_actor>(std::move(node), std::move(salons), std::move(now),
                                             std::move(log));
}

statistics_source spawn_statistics_source(caf::actor_system& system, caf::actor directory,
                                          caf::actor sessions, log_ptr log) {
  return system.spawn<statistics_actor>(std::move(directory), std::move(sessions), std::move(log));
}

} // namespace quickbooking
