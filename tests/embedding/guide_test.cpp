#define CAF_SUITE guide

// What docs/embedding.md shows, as a program of others would have it: the regions in brackets stand
// there. Nothing but the public headers, CAF and a JSON library.

// [test-headers]
#include <quickbooking/quickbooking.hpp>

#include <caf/all.hpp>
#include <caf/scheduler/test_coordinator.hpp>
#define FAIL CAF_FAIL // or the header that follows takes the name
#include <caf/test/dsl.hpp>
#undef FAIL
// [/test-headers]

#include <nlohmann/json.hpp>

#include <atomic>
#include <deque>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>

using namespace quickbooking;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

const std::string salon = "6f1c1c1e-0000-4000-8000-000000000001";

std::string text_of(const std::string& path) {
  std::ifstream file{path};
  return {std::istreambuf_iterator<char>{file}, {}};
}

// [buttons]
/// What a customer may tap: the id to send back, and what is written on it.
std::vector<std::pair<std::string, std::string>> buttons_of(const customer_answer& x) {
  std::vector<std::pair<std::string, std::string>> out;
  if (x.message_type != "interactive_card")
    return out;
  const auto action = json::parse(x.payload)["action"];
  for (auto& button : action.value("buttons", json::array())) // up to three
    out.emplace_back(button["reply"]["id"], button["reply"]["title"]);
  for (auto& section : action.value("sections", json::array())) // a list of up to ten
    for (auto& row : section["rows"])
      out.emplace_back(row["id"], row["title"]);
  return out;
}
// [/buttons]

// [text]
/// What a customer may read.
std::string text_of(const customer_answer& x) {
  const auto payload = json::parse(x.payload, nullptr, false);
  if (x.message_type == "interactive_card")
    return payload["body"]["text"];
  return payload.is_object() ? payload.value("text", "") : ""; // text, booking_confirmed, error
}
// [/text]

// [outcomes]
/// What your program does with an answer.
std::string line_for_customer(const customer_answer& x) {
  switch (x.outcome) {
  case turn_outcome::handled:
  case turn_outcome::duplicate: // the same answer as the first time, if it is still known
    return text_of(x);
  case turn_outcome::refused: // an error in your program, or a customer's text that is too long
    return "error: " + x.error_code;
  case turn_outcome::overloaded: // nothing happened: ask again in a while, with the same message_id
    return "One moment, please.";
  case turn_outcome::dead_letter: // an operator has to look at it; the conversation goes on
    break;
  }
  return "Sorry, that did not work.";
}
// [/outcomes]

// [chat]
/// An actor of yours that has customers talk to the service.
caf::behavior chat(caf::event_based_actor* self, const booking_service& bookings) {
  return {
      [=](const std::string& customer, const std::string& text, const std::string& message_id) {
        auto promise = self->make_response_promise<std::string>();
        self->request(bookings, 10s, customer_text{customer, salon, text, message_id})
            .then([=](const customer_answer& x) mutable { promise.deliver(line_for_customer(x)); },
                  [=](caf::error& why) mutable { promise.deliver(std::move(why)); });
        return promise;
      },
  };
}
// [/chat]

// [sender]
/// Brings replies to customers; here into a list. `body` is what WhatsApp's Cloud API takes.
struct mail_state {
  std::deque<outgoing_message> sent;
  std::map<std::string, bool> known; // by out_id: after a crash a reply may come again
};

message_sender::behavior_type carry(message_sender::stateful_pointer<mail_state> self,
                                    int* delivered) {
  return {[=](const outgoing_message& x) -> send_result {
    if (self->state.sent.size() >= 1'000)
      return {send_verdict::try_later, "the list is full"}; // it comes again, with the same out_id
    if (!self->state.known[x.out_id]) {
      self->state.known[x.out_id] = true;
      self->state.sent.push_back(x);
      ++*delivered;
    }
    return {}; // accepted
  }};
}
// [/sender]

// [reader]
/// Understands what the built-in rules do not: the salon's own slang.
class slang_reader final : public intent_reader {
public:
  std::optional<customer_wish> read(const salon_offer& where, std::string_view text,
                                    std::string_view /*language*/,
                                    caf::timestamp /*now*/) const override {
    if (text.find("the usual chop") == text.npos)
      return std::nullopt; // the built-in rules read it
    for (auto& service : where.services)
      if (service.name == "Haircut") {
        customer_wish wish;
        wish.service_ids = {service.id};
        wish.part_of_day = "afternoon";
        return wish;
      }
    return std::nullopt;
  }
};
// [/reader]

// [figures]
/// Keeps the figures for the host's own monitoring.
class kept_figures final : public metrics_sink {
public:
  void take(const std::vector<metric>& all) override {
    for (auto& x : all)
      if (x.name == "quickbooking_sessions_created_total")
        sessions = x.value;
  }

  std::atomic<double> sessions{0}; // `take` is called by a thread of the actor system
};
// [/figures]

// [router]
/// A host that knows where its customers are sends each of them to the same service, and needs no
/// router of the service: it asks `sessions()`.
caf::behavior by_salon(caf::event_based_actor* self,
                       const std::map<std::string, booking_service>& sessions) {
  return {
      [=](const customer_text& x) -> caf::result<customer_answer> {
        const auto found = sessions.find(x.salon_id);
        if (found == sessions.end())
          return caf::sec::invalid_argument;
        return self->delegate(found->second, x);
      },
  };
}
// [/router]

// [fixture]
struct my_config : with_quickbooking<> {};

/// Nothing happens by itself: actors run in `consume_messages`, time passes in `pass`.
struct booking_test : test_coordinator_fixture<my_config> {
  caf::timestamp now{1'796'025'600s}; // Monday, 2026-11-30, 08:00 UTC
  service_options options;
  std::optional<embedded_service> service;

  booking_test() {
    options.catalog = text_of(QUICKBOOKING_SOURCE_DIR "/cluster-config/demo-salon.json");
    options.sessions_in_memory = true;
    options.secrets = [](std::string_view) { return std::string{}; };
    options.clock = [this] { return now; };
  }

  ~booking_test() override {
    if (service) // `stop` would wait for actors that only we let run
      stop();
  }

  void start() {
    auto started = embedded_service::start(sys, options);
    if (!started)
      CAF_FAIL(explain(started.error()));
    service = std::move(*started);
    consume_messages();
  }

  bool stop() {
    std::optional<bool> in_order;
    service->stop_async(5s, [&](bool x) { in_order = x; });
    while (!in_order)
      pass(10ms);
    service.reset();
    consume_messages();
    return *in_order;
  }

  void pass(std::chrono::milliseconds time) {
    consume_messages();
    now += time;
    advance_time(time);
    consume_messages();
  }

  template <class Answer, class Handle, class... Question>
  Answer ask(const Handle& whom, Question... what) {
    Answer got{};
    auto asked = self->request(whom, caf::infinite, std::move(what)...);
    consume_messages();
    asked.receive([&](Answer& x) { got = std::move(x); },
                  [](const caf::error& why) { CAF_FAIL(to_string(why)); });
    return got;
  }
};
// [/fixture]

struct fixture : booking_test {
  customer_answer write(const std::string& text, const std::string& customer = "+15551234567") {
    return ask<customer_answer>(service->bookings(), customer_text{customer, salon, text});
  }

  customer_answer tap(const std::string& button, const std::string& customer = "+15551234567") {
    return ask<customer_answer>(service->bookings(), customer_tap{customer, button});
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(guide, fixture)

// [test]
CAF_TEST(a_customer_books) {
  start();
  auto answer = write("Haircut tomorrow 3pm");
  while (!buttons_of(answer).empty())
    answer = tap(buttons_of(answer).front().first);
  CAF_CHECK_EQUAL(answer.message_type, "booking_confirmed");
}

CAF_TEST(after_half_an_hour_the_conversation_is_over) {
  start();
  write("Haircut");
  pass(31min);
  CAF_CHECK(!ask<session_record>(service->bookings(), session_query{"+15551234567"}).found);
}
// [/test]

CAF_TEST(an_actor_of_the_host_passes_messages_on) {
  start();
  const auto actor = sys.spawn(chat, service->bookings());
  auto says = [&](const std::string& text, const std::string& id) {
    return ask<std::string>(actor, std::string{"+1 (555) 123-4567"}, text, id);
  };
  const auto first = says("Haircut", "m1");
  CAF_CHECK(!first.empty());
  CAF_CHECK_EQUAL(says("Haircut", "m1"), first);
  CAF_CHECK_EQUAL(says("", "m2"), "error: invalid_field");
  self->send_exit(actor, caf::exit_reason::user_shutdown);
}

CAF_TEST(every_reply_has_a_text) {
  start();
  auto answer = write("Haircut tomorrow 3pm");
  for (; !buttons_of(answer).empty(); answer = tap(buttons_of(answer).front().first)) {
    CAF_CHECK(!text_of(answer).empty());
    CAF_CHECK(!buttons_of(answer).front().second.empty());
  }
  const auto code = json::parse(answer.payload)["bookingCode"].get<std::string>();
  CAF_CHECK(text_of(answer).find(code) != std::string::npos);
}

CAF_TEST(what_an_answer_may_be_has_a_line) {
  for (auto x : {turn_outcome::refused, turn_outcome::overloaded, turn_outcome::dead_letter})
    CAF_CHECK(!line_for_customer({x, storage::redis, false, {}, {}, {}, {}, {}, {}, {}}).empty());
  CAF_CHECK_EQUAL(line_for_customer({}), "");
}

CAF_TEST(a_host_sender_gets_replies) {
  auto delivered = 0;
  // [use-sender]
  auto sender = sys.spawn(carry, &delivered);
  options.sender = sender;
  start();
  const customer_text text{"+15551234567", salon, "Haircut", "m1", {}, reply_route::sender};
  const auto answer = ask<customer_answer>(service->bookings(), text);
  // [/use-sender]
  pass(100ms);
  CAF_CHECK_EQUAL(answer.outcome, turn_outcome::handled);
  CAF_CHECK_EQUAL(delivered, 1);
  CAF_CHECK(stop());
  self->send_exit(sender, caf::exit_reason::user_shutdown);
  options.sender = nullptr;
  consume_messages();
}

CAF_TEST(a_host_reader_is_asked_first) {
  options.reader = std::make_shared<slang_reader>();
  start();
  const auto understood = json::parse(write("the usual chop please").intent);
  CAF_CHECK_EQUAL(understood.value("serviceName", ""), "Haircut");
  CAF_CHECK_EQUAL(json::parse(write("Coloring", "+15551234568").intent).value("serviceName", ""),
                  "Coloring");
}

CAF_TEST(figures_come_by_themselves_and_when_they_are_asked_for) {
  auto sink = std::make_shared<kept_figures>();
  // [use-figures]
  options.metrics = sink;
  options.metrics_interval = 1s;
  // [/use-figures]
  start();
  write("Haircut");
  pass(1'100ms);
  CAF_CHECK_EQUAL(sink->sessions.load(), 1);
  CAF_CHECK(!service->figures().empty());
}

CAF_TEST(several_services_and_a_router_of_the_host) {
  // [several]
  auto other_options = options;
  auto first = embedded_service::start(sys, options);
  auto second = embedded_service::start(sys, other_options);
  // [/several]
  CAF_REQUIRE(first);
  CAF_REQUIRE(second);
  consume_messages();
  const std::map<std::string, booking_service> where{{salon, first->sessions()},
                                                     {"elsewhere", second->sessions()}};
  const auto router = sys.spawn(by_salon, where);
  const auto answer = ask<customer_answer>(router, customer_text{"+15551234567", salon, "Haircut"});
  CAF_CHECK_EQUAL(answer.outcome, turn_outcome::handled);
  const auto refused
      = ask<customer_answer>(router, customer_text{"+15551234567", "elsewhere", "Haircut"});
  CAF_CHECK_EQUAL(refused.error_code, "unknown_salon");
  CAF_CHECK(ask<session_record>(first->bookings(), session_query{"+15551234567"}).found);
  CAF_CHECK(!ask<session_record>(second->bookings(), session_query{"+15551234567"}).found);
  self->send_exit(router, caf::exit_reason::user_shutdown);
  auto stopped = 0;
  // [stop-async]
  first->stop_async(5s, [&](bool in_order) { stopped += in_order; });
  second->stop_async(5s, [&](bool in_order) { stopped += in_order; });
  // [/stop-async]
  for (int i = 0; i < 1'000 && stopped < 2; ++i)
    pass(10ms);
  CAF_CHECK_EQUAL(stopped, 2);
}

CAF_TEST(a_service_that_cannot_start_says_why) {
  // [explain]
  options.configuration = R"({"redis": {"port": "6379"}})";
  const auto started = embedded_service::start(sys, options);
  const auto why = started ? "" : explain(started.error());
  // [/explain]
  CAF_CHECK_EQUAL(why,
                  "invalid_configuration (invalid_config): redis.port must be an integer from 1 "
                  "to 65535");
}

CAF_TEST_FIXTURE_SCOPE_END()
