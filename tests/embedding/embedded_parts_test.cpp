#define CAF_SUITE embedded_parts

#include "tests/embedding/stepped_service.hpp"

#include <map>
#include <stdexcept>

using namespace quickbooking;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

/// A host's calendar that says what the test has it say.
struct host_book {
  std::vector<calendar_entry> taken;
  std::vector<booking_order> orders;
  std::vector<waitlist_order> waits;
  booking_result next{booking_verdict::booked, "id-1", "HOST-1"};
  bool is_silent = false;
  int listed = 0;
};

calendar_service::behavior_type keep_book(calendar_service::pointer self, host_book* book) {
  return {
      [book](const bookings_query&) {
        ++book->listed;
        return booking_list{book->taken};
      },
      [self, book](const booking_order& x) -> caf::result<booking_result> {
        book->orders.push_back(x);
        if (book->is_silent)
          return self->make_response_promise<booking_result>();
        return book->next;
      },
      [book](const waitlist_order& x) {
        book->waits.push_back(x);
        return waitlist_result{waitlist_verdict::joined};
      },
  };
}

struct host_mail {
  std::vector<outgoing_message> sent;
  std::vector<send_result> answers; ///< the next ones; then all is accepted
  bool is_slow = false;             ///< answers when the test says `ok_atom`
};

caf::behavior carry(caf::stateful_actor<std::vector<caf::response_promise>>* self,
                    host_mail* mail) {
  return {
      [=](const outgoing_message& x) -> caf::result<send_result> {
        mail->sent.push_back(x);
        if (mail->is_slow) {
          self->state.push_back(self->make_response_promise());
          return self->state.back();
        }
        if (mail->answers.empty())
          return send_result{};
        auto answer = mail->answers.front();
        mail->answers.erase(mail->answers.begin());
        return answer;
      },
      [=](caf::ok_atom) {
        for (auto& x : std::exchange(self->state, {}))
          x.deliver(send_result{});
      },
  };
}

/// Understands one word, fails at another, and says what does not exist at a third.
class one_word_reader final : public intent_reader {
public:
  std::optional<customer_wish> read(const salon_offer& salon, std::string_view text,
                                    std::string_view, caf::timestamp) const override {
    customer_wish out;
    if (text == "schnipp")
      out.service_ids = {salon.services.at(0).id};
    else if (text == "bang")
      throw std::runtime_error{"no"};
    else if (text == "Haircut, not that")
      out.service_ids = {"no-such-service"};
    else
      return std::nullopt;
    return out;
  }
};

class kept_figures final : public metrics_sink {
public:
  void take(const std::vector<metric>& all) override { rounds.push_back(all); }

  std::vector<std::vector<metric>> rounds;
};

struct fixture : stepped_service {
  host_book book_of_host;
  host_mail mail;
  calendar_service calendar = sys.spawn(keep_book, &book_of_host);
  caf::actor carrier = sys.spawn(carry, &mail);
  message_sender sender = caf::actor_cast<message_sender>(carrier);

  ~fixture() override {
    stop_service();
    self->send_exit(calendar, caf::exit_reason::user_shutdown);
    self->send_exit(sender, caf::exit_reason::user_shutdown);
    consume_messages();
  }

  std::string session_of(const std::string& customer) {
    return ask<session_record>(service().bookings(), session_query{customer}).snapshot;
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(parts, fixture)

// -- calendar ---

CAF_TEST(a_host_calendar_books_and_gives_the_code) {
  options.calendar = calendar;
  const auto answer = book("+15552000001");
  CAF_REQUIRE_EQUAL(answer.message_type, "booking_confirmed");
  CAF_CHECK_EQUAL(member(answer.payload, "bookingCode"), "HOST-1");
  CAF_REQUIRE_EQUAL(book_of_host.orders.size(), 1u);
  const auto& order = book_of_host.orders.front();
  CAF_CHECK_EQUAL(order.customer, "+15552000001");
  CAF_CHECK_EQUAL(order.service_name, "Haircut");
  CAF_CHECK_EQUAL(order.price, 5000);
  CAF_CHECK(order.end - order.start == 1h);
  CAF_CHECK(!order.idempotency_key.empty());
}

CAF_TEST(what_the_host_calendar_refuses_is_not_sold_and_asked_for_again) {
  options.calendar = calendar;
  book_of_host.next = {booking_verdict::taken, {}, {}};
  auto answer = write("+15552000002", "Haircut tomorrow 3pm");
  answer = tap("+15552000002", buttons_of(answer).at(0));
  const auto before = book_of_host.listed;
  answer = tap("+15552000002", buttons_of(answer).at(0));
  CAF_CHECK_EQUAL(book_of_host.orders.size(), 1u);
  CAF_CHECK_NOT_EQUAL(answer.message_type, "booking_confirmed");
  CAF_CHECK_EQUAL(answer.outcome, turn_outcome::handled);
  CAF_CHECK(!buttons_of(answer).empty());
  CAF_CHECK_EQUAL(book_of_host.listed, before + 1);
}

CAF_TEST(what_is_taken_in_the_host_calendar_is_not_offered) {
  options.calendar = calendar;
  const auto free = buttons_of(write("+15552000003", "Haircut tomorrow 3pm")).at(0);
  const auto offered = buttons_of(tap("+15552000003", free));
  book_of_host.next = {booking_verdict::booked, "id-2", "HOST-2"};
  tap("+15552000003", offered.at(0));
  const auto& order = book_of_host.orders.at(0);
  // Another program of the host takes all masters' time at that hour.
  for (auto master : {1, 2, 3, 4, 5})
    book_of_host.taken.push_back(
        {"other",
         "X",
         {},
         order.service_id,
         order.master_id.substr(0, order.master_id.size() - 1) + std::to_string(master),
         order.start,
         order.end});
  service().calendar_changed(demo_salon);
  consume_messages();
  const auto next = buttons_of(write("+15552000004", "Haircut tomorrow 3pm")).at(0);
  CAF_CHECK_NOT_EQUAL(next, free);
}

CAF_TEST(a_silent_host_calendar_costs_four_seconds_and_no_customer) {
  options.calendar = calendar;
  book_of_host.is_silent = true;
  auto answer = write("+15552000005", "Haircut tomorrow 3pm");
  answer = tap("+15552000005", buttons_of(answer).at(0));
  auto asked = self->request(service().bookings(), caf::infinite,
                             customer_tap{"+15552000005", buttons_of(answer).at(0), {}, {}, {}});
  consume_messages();
  CAF_REQUIRE_EQUAL(book_of_host.orders.size(), 1u);
  pass(3'900ms);
  const auto before = session_of("+15552000006"); // others are served meanwhile
  CAF_CHECK(before.empty());
  pass(200ms);
  asked.receive(
      [](const customer_answer& x) {
        CAF_CHECK_EQUAL(x.outcome, turn_outcome::handled);
        CAF_CHECK_NOT_EQUAL(x.message_type, "booking_confirmed");
      },
      [](const caf::error& why) { CAF_FAIL(to_string(why)); });
}

CAF_TEST(a_booking_without_a_code_is_none) {
  options.calendar = calendar;
  book_of_host.next = {booking_verdict::booked, "id-3", {}};
  const auto answer = book("+15552000007");
  CAF_CHECK_NOT_EQUAL(answer.message_type, "booking_confirmed");
}

CAF_TEST(a_dead_host_calendar_is_unavailable_at_once) {
  options.calendar = calendar;
  auto answer = write("+15552000008", "Haircut tomorrow 3pm");
  answer = tap("+15552000008", buttons_of(answer).at(0));
  self->send_exit(calendar, caf::exit_reason::kill);
  consume_messages();
  const auto end = tap("+15552000008", buttons_of(answer).at(0));
  CAF_CHECK_EQUAL(end.outcome, turn_outcome::handled);
  CAF_CHECK_NOT_EQUAL(end.message_type, "booking_confirmed");
}

CAF_TEST(entries_that_cannot_be_are_passed_over) {
  options.calendar = calendar;
  const auto master = std::string{"6f1c1c1e-0000-4000-8000-0000000000b1"};
  book_of_host.taken = {{"a", "A", {}, {}, master, now + 2h, now + 1h},
                        {"b", "B", {}, {}, master, now, now + 48h}};
  const auto answer = write("+15552000009", "Haircut today");
  CAF_CHECK_EQUAL(answer.outcome, turn_outcome::handled);
}

// -- sender ---

CAF_TEST(replies_go_to_the_host_sender_if_a_turn_asks_for_it) {
  options.sender = sender;
  const customer_text text{"+15552000010", demo_salon, "Haircut", "m1", {}, reply_route::sender};
  const auto answer = ask<customer_answer>(service().bookings(), text);
  pass(100ms);
  CAF_REQUIRE_EQUAL(mail.sent.size(), 1u);
  const auto& sent = mail.sent.front();
  CAF_CHECK_EQUAL(sent.customer, "15552000010");
  CAF_CHECK_EQUAL(sent.phone_number_id, "700800900100200");
  CAF_CHECK(!sent.out_id.empty());
  CAF_CHECK_EQUAL(json::parse(sent.body)["interactive"].dump(), json::parse(answer.payload).dump());
  write("+15552000010", "tomorrow");
  pass(100ms);
  CAF_CHECK_EQUAL(mail.sent.size(), 1u);
}

CAF_TEST(what_the_sender_cannot_take_now_comes_again_under_the_same_id) {
  options.sender = sender;
  mail.answers = {{send_verdict::try_later, "busy"}};
  ask<customer_answer>(
      service().bookings(),
      customer_text{"+15552000011", demo_salon, "Haircut", "m1", {}, reply_route::sender});
  pass(1s);
  for (int i = 0; i < 60 && mail.sent.size() < 2; ++i)
    pass(1s);
  CAF_REQUIRE_EQUAL(mail.sent.size(), 2u);
  CAF_CHECK_EQUAL(mail.sent[0].out_id, mail.sent[1].out_id);
}

CAF_TEST(what_the_sender_rejects_does_not_come_again) {
  options.sender = sender;
  mail.answers = {{send_verdict::rejected, "no such customer"}};
  ask<customer_answer>(
      service().bookings(),
      customer_text{"+15552000012", demo_salon, "Haircut", "m1", {}, reply_route::sender});
  pass(60s);
  CAF_CHECK_EQUAL(mail.sent.size(), 1u);
}

CAF_TEST(a_service_ends_when_what_it_sends_has_been_sent) {
  options.sender = sender;
  mail.is_slow = true;
  ask<customer_answer>(
      service().bookings(),
      customer_text{"+15552000013", demo_salon, "Haircut", "m1", {}, reply_route::sender});
  std::optional<bool> in_order;
  begin_stop(in_order);
  pass(2s);
  CAF_CHECK_EQUAL(mail.sent.size(), 1u);
  CAF_CHECK(!in_order);
  self->send(carrier, caf::ok_atom_v);
  pass(100ms);
  CAF_CHECK(in_order && *in_order);
}

CAF_TEST(a_service_does_not_wait_longer_than_it_was_told) {
  options.sender = sender;
  mail.is_slow = true;
  ask<customer_answer>(
      service().bookings(),
      customer_text{"+15552000020", demo_salon, "Haircut", "m1", {}, reply_route::sender});
  std::optional<bool> in_order;
  begin_stop(in_order);
  pass(7s);
  CAF_CHECK(in_order && !*in_order);
}

// -- reader, clock, figures ---

CAF_TEST(a_host_reader_reads_and_the_rules_read_what_it_cannot) {
  options.reader = std::make_shared<one_word_reader>();
  auto service_of = [&](const std::string& customer, const std::string& text) {
    return member(write(customer, text).intent, "serviceId");
  };
  CAF_CHECK_EQUAL(service_of("+15552000014", "schnipp"), demo_haircut);
  CAF_CHECK_EQUAL(service_of("+15552000015", "bang"), "");
  CAF_CHECK_EQUAL(service_of("+15552000016", "Haircut"), demo_haircut);
  CAF_CHECK_EQUAL(service_of("+15552000017", "Haircut, not that"), demo_haircut);
}

CAF_TEST(tomorrow_is_the_day_after_the_host_clock) {
  const auto answer = write("+15552000018", "Haircut tomorrow 3pm");
  CAF_CHECK_EQUAL(member(answer.intent, "preferredDate"), "2026-12-01");
}

CAF_TEST(the_sink_gets_all_figures_after_each_interval) {
  auto sink = std::make_shared<kept_figures>();
  options.metrics = sink;
  options.metrics_interval = 1s;
  write("+15552000019", "Haircut");
  pass(3'050ms);
  CAF_REQUIRE_EQUAL(sink->rounds.size(), 3u);
  std::map<std::string, double> found;
  for (auto& x : sink->rounds.back())
    found[x.name] += x.value;
  CAF_CHECK_EQUAL(found["quickbooking_sessions_created_total"], 1);
  CAF_CHECK_EQUAL(found["quickbooking_transition_seconds_count"], 1);
  CAF_CHECK(found["quickbooking_transition_seconds_sum"] > 0);
  CAF_CHECK(found["quickbooking_transition_seconds_bucket"] > 0);
}

CAF_TEST_FIXTURE_SCOPE_END()
