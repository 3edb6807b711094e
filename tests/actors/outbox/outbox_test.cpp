#define CAF_SUITE outbox

#include "tests/actors/outbox/outbox_fixture.hpp"
#include "tests/support/caught_lines.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using strings = std::vector<std::string>;

const reply a_card = card{"", "Pick a time", "", {{"slot_1", "15:00", ""}}, "", {}};
const auto nothing_yet = [](const graph_post&) { return std::nullopt; };

} // namespace

CAF_TEST_FIXTURE_SCOPE(outbox_tests, outbox_fixture)

CAF_TEST(an_order_is_posted_and_reported) {
  order(phone(1), "out-1", "n1", a_card);
  CAF_REQUIRE_EQUAL(graph->posts.size(), 1u);
  const auto& post = graph->posts[0];
  CAF_CHECK_EQUAL(post.number, "n1");
  CAF_CHECK_EQUAL(post.token, "secret-default");
  CAF_CHECK_EQUAL(post.customer, phone(1));
  CAF_CHECK_EQUAL(post.body["type"], "interactive");
  CAF_REQUIRE_EQUAL(reports.size(), 1u);
  CAF_CHECK_EQUAL(reports[0].customer, phone(1));
  CAF_CHECK_EQUAL(ends(), strings{"out-1"});
  CAF_CHECK_EQUAL(figure("quickbooking_orders_total{end=\"delivered\"}"), "1");
}

CAF_TEST(a_number_can_have_its_own_token) {
  order(phone(1), "out-1", "n2");
  CAF_CHECK_EQUAL(graph->posts.at(0).token, "secret-of-n2");
}

CAF_TEST(a_customer_gets_one_message_at_a_time_in_order) {
  graph->answer = nothing_yet;
  for (auto id : {"a", "b", "c"})
    order(phone(1), id);
  order(phone(2), "other");
  CAF_CHECK_EQUAL(graph->out_ids(), (strings{"a", "other"}));
  CAF_CHECK_EQUAL(figure("quickbooking_outbox_orders"), "4");
  CAF_CHECK_EQUAL(figure("quickbooking_outbox_in_flight"), "2");
  answer(0, accepted_answer());
  answer(2, accepted_answer());
  CAF_CHECK_EQUAL(graph->out_ids(), (strings{"a", "other", "b", "c"}));
}

CAF_TEST(a_newer_order_supersedes_a_card_but_no_confirmation) {
  graph->answer = nothing_yet;
  order(phone(1), "under way", "n1", a_card);
  order(phone(1), "old", "n1", a_card);
  order(phone(1), "booked", "n1", booking_confirmed{"b1", "QB-1", "Booked"});
  order(phone(1), "new", "n1", a_card);
  CAF_CHECK_EQUAL(ends(), strings{"old superseded"});
  graph->answer = [](const graph_post&) { return accepted_answer(); };
  answer(0, accepted_answer());
  CAF_CHECK_EQUAL(graph->out_ids(), (strings{"under way", "booked", "new"}));
}

CAF_TEST(what_cannot_be_sent_is_reported_with_its_class) {
  graph->answer = [](const graph_post& x) { return error_answer(std::stoi(x.out_id)); };
  order(phone(1), "131047");
  order(phone(2), "131026");
  CAF_CHECK_EQUAL(ends(), (strings{"131047 need_template", "131026 final_failure"}));
  CAF_CHECK_EQUAL(figure("quickbooking_sends_total{outcome=\"need_template\"}"), "1");
}

CAF_TEST(a_full_outbox_refuses_and_counts) {
  options.orders = 2;
  graph->answer = nothing_yet;
  for (auto i = 1; i <= 4; ++i)
    order(phone(i), std::to_string(i));
  CAF_CHECK_EQUAL(ends(), (strings{"3 queue_full", "4 queue_full"}));
  CAF_CHECK_EQUAL(figure("quickbooking_orders_total{end=\"queue_full\"}"), "2");
}

CAF_TEST(one_customer_cannot_fill_the_outbox) {
  options.per_customer = 2;
  graph->answer = nothing_yet;
  for (auto id : {"1", "2", "3"})
    order(phone(1), id);
  order(phone(2), "4");
  CAF_CHECK_EQUAL(ends(), strings{"3 queue_full"});
  CAF_CHECK_EQUAL(graph->out_ids(), (strings{"1", "4"}));
}

CAF_TEST(logs_hold_neither_tokens_nor_phones_nor_line_breaks) {
  auto lines = std::make_shared<caught_lines>();
  log = logger_to(lines);
  options.tokens["n3"] = "";
  graph->answer = [](const graph_post& x) {
    auto refused = error_answer(x.number == "n1" ? 190 : 131026);
    refused.body = R"({"error":{"code":190,"message":"15550000001\nevent=forged"}})";
    return refused;
  };
  for (auto number : {"n1", "n2", "n3"})
    order(phone(1), number, number);
  const auto text = lines->text();
  CAF_CHECK(text.find("event=number_paused number=n1 why=configuration") != std::string::npos);
  CAF_CHECK(text.find("secret") == std::string::npos);
  CAF_CHECK(text.find("5550000001") == std::string::npos);
  CAF_CHECK(text.find("\nevent=forged") == std::string::npos);
}

CAF_TEST(pending_orders_can_be_counted) {
  graph->answer = nothing_yet;
  order(phone(1), "a");
  order(phone(1), "b");
  self->send(box, count_orders{});
  consume_messages();
  expect((std::uint64_t), from(box).to(self).with(2u));
}

CAF_TEST(a_drain_is_answered_when_the_last_order_has_ended) {
  graph->answer = nothing_yet;
  order(phone(1), "a");
  self->send(box, drain_orders{10s});
  wait(5s);
  CAF_CHECK(self->mailbox().empty());
  answer(0, accepted_answer());
  expect((std::uint64_t), from(box).to(self).with(0u));
}

CAF_TEST(a_drain_of_an_empty_outbox_is_answered_at_once) {
  start();
  self->send(box, drain_orders{10s});
  consume_messages();
  expect((std::uint64_t), from(box).to(self).with(0u));
}

CAF_TEST(a_drain_ends_at_its_limit) {
  graph->answer = nothing_yet;
  order(phone(1), "a");
  self->send(box, drain_orders{10s});
  consume_messages();
  wait(10s);
  expect((std::uint64_t), from(box).to(self).with(1u));
}

CAF_TEST(an_outbox_that_ends_answers_its_drains) {
  graph->answer = nothing_yet;
  order(phone(1), "a");
  self->send(box, drain_orders{10s});
  consume_messages();
  caf::anon_send_exit(box, caf::exit_reason::user_shutdown);
  consume_messages();
  expect((std::uint64_t), from(box).to(self).with(1u));
}

CAF_TEST(a_message_of_another_kind_is_refused_and_logged) {
  auto lines = std::make_shared<caught_lines>();
  log = logger_to(lines);
  start();
  self->send(box, 42);
  consume_messages();
  expect((caf::error), from(box).to(self).with(caf::sec::unexpected_message));
  const auto line = "event=unexpected_message actor=quickbooking.outbox";
  CAF_CHECK(lines->has(line));
}

CAF_TEST(an_outbox_that_fails_says_why_and_ends) {
  auto lines = std::make_shared<caught_lines>();
  log = logger_to(lines);
  graph->answer = [](const graph_post&) -> graph_http_answer { throw std::runtime_error{"boom"}; };
  order(phone(1), "a");
  const auto line = "event=actor_failed actor=quickbooking.outbox what=\"boom\"";
  CAF_CHECK(lines->has(line));
  self->monitor(box);
  consume_messages();
  expect((caf::down_msg), from(box).to(self).with(_));
}

CAF_TEST_FIXTURE_SCOPE_END()
