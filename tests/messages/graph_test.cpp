#define CAF_SUITE graph
#include "messages/whatsapp/graph.hpp"
#include "tests/messages/sample_replies.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using nlohmann::json;

namespace {

std::string error_body(int code) {
  return json{
      {"error", {{"code", code}, {"message", "(#x) title"}, {"error_data", {{"details", "why"}}}}}}
      .dump();
}

std::string outcome(int status, std::string_view body) {
  return std::string{to_string(decode_send_answer(status, body).outcome)};
}

} // namespace

CAF_TEST(a_card_goes_as_an_interactive_message_to_the_phone) {
  const auto body = json::parse(to_send_body("+972500000001", button_card(), "out-7f3"));
  CAF_CHECK(body
            == json({{"messaging_product", "whatsapp"},
                     {"recipient_type", "individual"},
                     {"to", "+972500000001"},
                     {"type", "interactive"},
                     {"interactive", json::parse(json_of(button_card()))},
                     {"biz_opaque_callback_data", "out-7f3"}}));
}

CAF_TEST(a_customer_without_a_phone_is_a_recipient) {
  const auto body = json::parse(to_send_body("IL.5501234567890", list_card(), "out-1"));
  CAF_CHECK(body["recipient"] == "IL.5501234567890");
  CAF_CHECK(!body.contains("to"));
}

CAF_TEST(everything_but_a_card_goes_as_text) {
  for (const reply& x : {reply{text_reply{"hi"}}, reply{booking_confirmed{"1", "K7PX", "hi"}},
                         reply{error_reply{"down", "hi"}}}) {
    const auto body = json::parse(to_send_body("+1", x, "out-1"));
    CAF_CHECK(body["type"] == "text");
    CAF_CHECK(body["text"]["body"] == "hi");
  }
}

CAF_TEST(an_id_that_whatsapp_would_refuse_is_left_out) {
  const auto key = "biz_opaque_callback_data";
  CAF_CHECK(json::parse(to_send_body("+1", text_reply{"hi"}, std::string(512, 'x'))).contains(key));
  CAF_CHECK(
      !json::parse(to_send_body("+1", text_reply{"hi"}, std::string(513, 'x'))).contains(key));
  CAF_CHECK(!json::parse(to_send_body("+1", text_reply{"hi"}, "")).contains(key));
}

CAF_TEST(an_accepted_message_has_an_id) {
  const auto answer = decode_send_answer(
      200, R"({"messaging_product":"whatsapp","contacts":[{"input":"+1","wa_id":"1"}],)"
           R"("messages":[{"id":"wamid.X"}]})");
  CAF_CHECK(answer.outcome == send_outcome::accepted);
  CAF_CHECK_EQUAL(answer.message_id, "wamid.X");
}

CAF_TEST(error_codes_decide_whatever_the_status_is) {
  struct sample {
    int code;
    const char* outcome;
  };
  constexpr sample samples[] = {{0, "configuration"},      {2, "retry"},
                                {3, "configuration"},      {4, "wait_long"},
                                {10, "configuration"},     {33, "configuration"},
                                {100, "final_failure"},    {190, "configuration"},
                                {200, "configuration"},    {250, "configuration"},
                                {299, "configuration"},    {368, "configuration"},
                                {80007, "wait_long"},      {130429, "retry"},
                                {130472, "final_failure"}, {131000, "retry"},
                                {131005, "configuration"}, {131008, "final_failure"},
                                {131009, "final_failure"}, {131016, "retry"},
                                {131026, "final_failure"}, {131031, "configuration"},
                                {131042, "configuration"}, {131045, "configuration"},
                                {131047, "need_template"}, {131048, "wait_long"},
                                {131049, "final_failure"}, {131050, "final_failure"},
                                {131051, "final_failure"}, {131053, "final_failure"},
                                {131056, "pair_limited"},  {131057, "retry"},
                                {131062, "final_failure"}, {131063, "configuration"},
                                {131064, "wait_long"},     {132000, "final_failure"},
                                {132001, "final_failure"}, {132015, "configuration"},
                                {132068, "configuration"}, {132069, "wait_long"},
                                {133000, "configuration"}, {133004, "retry"},
                                {133010, "configuration"}, {133016, "configuration"},
                                {134011, "final_failure"}, {135000, "final_failure"},
                                {137000, "final_failure"}};
  for (const auto& each : samples)
    for (auto status : {400, 401, 429, 500, 503}) {
      const auto answer = decode_send_answer(status, error_body(each.code));
      CAF_CHECK_EQUAL(to_string(answer.outcome), each.outcome);
      CAF_CHECK_EQUAL(answer.error_code, each.code);
      CAF_CHECK_EQUAL(answer.details, "why");
    }
}

CAF_TEST(some_errors_may_be_tried_less_often_or_later) {
  CAF_CHECK_EQUAL(decode_send_answer(400, error_body(1)).max_tries, 2);
  CAF_CHECK_EQUAL(decode_send_answer(500, error_body(131000)).max_tries, 3);
  CAF_CHECK_EQUAL(decode_send_answer(500, error_body(131057)).min_wait_seconds, 60);
  CAF_CHECK_EQUAL(decode_send_answer(503, error_body(2)).max_tries, 5);
}

CAF_TEST(the_status_decides_on_unknown_codes) {
  CAF_CHECK_EQUAL(outcome(400, error_body(199999)), "final_failure");
  CAF_CHECK_EQUAL(outcome(500, error_body(199999)), "retry");
  CAF_CHECK_EQUAL(decode_send_answer(500, error_body(199999)).max_tries, 3);
}

CAF_TEST(an_answer_without_a_code_is_judged_by_what_the_status_proves) {
  for (auto body :
       {"", "<html><body>Bad gateway</body></html>", "[]", "null", "{}", "7", R"({"error":"down"})",
        R"({"error":{"code":"131026"}})", R"({"error":{"code":1e300}})",
        R"({"messages":[{"id":""}]})", R"({"messages":[]})", R"({"messages":{"id":"wamid.X"}})"}) {
    CAF_CHECK_EQUAL(outcome(200, body).starts_with("accepted"), false);
    CAF_CHECK_EQUAL(outcome(502, body), "unknown_outcome");
    CAF_CHECK_EQUAL(outcome(400, body), "final_failure");
    CAF_CHECK_EQUAL(outcome(429, body), "retry");
    CAF_CHECK_EQUAL(outcome(0, body), "unknown_outcome");
  }
  CAF_CHECK_EQUAL(outcome(200, "<html>"), "unknown_outcome");
}

CAF_TEST(an_error_in_a_200_is_an_error) {
  CAF_CHECK_EQUAL(outcome(200, error_body(131047)), "need_template");
}

CAF_TEST(details_may_be_a_string_or_only_a_message) {
  CAF_CHECK_EQUAL(decode_send_answer(400, R"({"error":{"code":100,"error_data":"plain"}})").details,
                  "plain");
  CAF_CHECK_EQUAL(decode_send_answer(400, R"({"error":{"code":100,"message":"title"}})").details,
                  "title");
  const auto endless = json{{"error", {{"code", 100}, {"message", std::string(5000, 'x')}}}}.dump();
  CAF_CHECK_EQUAL(decode_send_answer(400, endless).details.size(), 1024u);
}
