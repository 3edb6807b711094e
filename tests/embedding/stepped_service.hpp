#pragma once

#include "tests/embedding/demo_salon.hpp"

#include <quickbooking/quickbooking.hpp>

#include <caf/all.hpp>
#include <caf/scheduler/test_coordinator.hpp>
#define FAIL CAF_FAIL
#include <caf/test/dsl.hpp>
#undef FAIL

#include <nlohmann/json.hpp>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace quickbooking {

// What tests of the public API share: a service whose actors only run when the test says so, and a
// clock that only the test moves. Nothing here, nor in the tests, but the public headers.

/// Monday, 2026-11-30, 08:00 UTC: before the demo salon opens.
inline const caf::timestamp first_morning{std::chrono::seconds{1'796'025'600}};

/// A string of a JSON object; empty if there is none.
inline std::string member(const std::string& object, const std::string& name) {
  return nlohmann::json::parse(object).value(name, std::string{});
}

/// The ids of what a reply offers to tap, in order.
inline std::vector<std::string> buttons_of(const customer_answer& x) {
  std::vector<std::string> out;
  const auto action = nlohmann::json::parse(x.payload).value("action", nlohmann::json::object());
  for (auto& button : action.value("buttons", nlohmann::json::array()))
    out.push_back(button["reply"]["id"]);
  for (auto& section : action.value("sections", nlohmann::json::array()))
    for (auto& row : section["rows"])
      out.push_back(row["id"]);
  return out;
}

struct stepped_config : with_quickbooking<> {};

class stepped_service : public test_coordinator_fixture<stepped_config> {
public:
  /// The service begins with its first use, so that a test can set `options` before.
  service_options options = [this] {
    service_options x;
    x.catalog = demo_catalog();
    x.sessions_in_memory = true;
    x.secrets = [](std::string_view) { return std::string{}; };
    x.clock = [this] { return now; };
    return x;
  }();

  caf::timestamp now = first_morning;

  ~stepped_service() override { stop_service(); }

  embedded_service& service() {
    if (!service_) {
      auto started = embedded_service::start(sys, options);
      if (!started)
        CAF_FAIL(explain(started.error()));
      service_.emplace(std::move(*started));
      consume_messages();
    }
    return *service_;
  }

  /// Lets time pass for actors and for customers, a little at a time.
  void pass(std::chrono::milliseconds time) {
    constexpr std::chrono::milliseconds step{10};
    for (; time > time.zero(); time -= step) {
      now += step;
      advance_time(step);
      consume_messages();
    }
  }

  /// What the actor answers at once.
  template <class Answer, class Handle, class Question>
  Answer ask(const Handle& whom, Question what) {
    std::optional<Answer> got;
    auto asked = self->request(whom, caf::infinite, std::move(what));
    consume_messages();
    asked.receive([&](Answer& x) { got = std::move(x); },
                  [](const caf::error& why) { CAF_FAIL("no answer: " << to_string(why)); });
    return std::move(*got);
  }

  customer_answer write(const std::string& customer, const std::string& text,
                        const std::string& message_id = {}) {
    return ask<customer_answer>(service().bookings(),
                                customer_text{customer, demo_salon, text, message_id, {}});
  }

  customer_answer tap(const std::string& customer, const std::string& button,
                      const std::string& message_id = {}) {
    return ask<customer_answer>(service().bookings(),
                                customer_tap{customer, button, message_id, {}, {}});
  }

  /// Asks for a haircut and taps the first thing offered until there is a booking.
  customer_answer book(const std::string& customer) {
    auto answer = write(customer, "Haircut tomorrow 3pm");
    for (int taps = 0; taps < 4 && answer.message_type == "interactive_card"; ++taps)
      answer = tap(customer, buttons_of(answer).at(0));
    return answer;
  }

  /// Within 5 seconds; `in_order` is set when it has stopped.
  void begin_stop(std::optional<bool>& in_order) {
    stopped_ = true;
    service_->stop_async(std::chrono::seconds{5}, [&](bool x) { in_order = x; });
    consume_messages();
  }

  /// True if it ended in order, or was not there.
  bool stop_service() {
    if (!service_ || stopped_)
      return true;
    std::optional<bool> in_order;
    begin_stop(in_order);
    for (int i = 0; i < 1'000 && !in_order; ++i)
      pass(std::chrono::milliseconds{10});
    consume_messages();
    if (!in_order)
      CAF_FAIL("the service did not stop");
    return *in_order;
  }

private:
  std::optional<embedded_service> service_;
  bool stopped_ = false;
};

} // namespace quickbooking
