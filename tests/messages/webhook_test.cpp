#define CAF_SUITE webhook
#include "messages/inbound.hpp"
#include "tests/messages/webhook_samples.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using nlohmann::json;

namespace {

webhook_batch decode(std::string_view body) {
  auto result = decode_webhook(body);
  if (!result)
    CAF_FAIL(result.error().code << ": " << result.error().message);
  return *result;
}

/// What becomes of one message: how many turns, ignored and invalid items there are.
std::string fate(const json& message) {
  const auto batch = decode(webhook_with(message));
  return std::to_string(batch.messages.size()) + std::to_string(batch.ignored.size())
         + std::to_string(batch.invalid.size());
}

constexpr auto one_turn = "100", one_ignored = "010", one_invalid = "001";

json text_message(const json& members) {
  auto message = whatsapp_message({{"type", "text"}, {"text", {{"body", "Haircut"}}}});
  message.update(members);
  return message;
}

instant sent_at(const json& timestamp) {
  return decode(webhook_with(text_message({{"timestamp", timestamp}}))).messages.at(0).sent_at;
}

std::string error_of(std::string_view body) {
  auto result = decode_webhook(body);
  return result ? "none" : result.error().code;
}

} // namespace

CAF_TEST(a_text_becomes_a_turn_with_all_that_is_known_of_it) {
  const auto batch = decode(webhook_with_text("Haircut Friday 3pm"));
  CAF_REQUIRE_EQUAL(batch.messages.size(), 1u);
  const auto& x = batch.messages[0];
  CAF_CHECK_EQUAL(std::get<typed_text>(x.content).text, "Haircut Friday 3pm");
  CAF_CHECK_EQUAL(x.customer, "+972500000001");
  CAF_CHECK_EQUAL(x.given_customer, "972500000001");
  CAF_CHECK_EQUAL(x.message_id, "wamid.AAAB");
  CAF_CHECK_EQUAL(x.phone_number_id, "700800900100200");
  CAF_CHECK_EQUAL(x.salon_id, "");
  CAF_CHECK_EQUAL(x.profile_name, "Noa");
  CAF_CHECK(x.sent_at == from_unix_ms(1792000000000));
  CAF_CHECK(!x.lang);
  CAF_CHECK(x.via == channel::whatsapp);
}

CAF_TEST(a_customer_without_a_phone_is_known_by_the_user_id) {
  auto message = text_message({{"from_user_id", "IL.5501234567890"}});
  message.erase("from");
  auto value = json::parse(webhook_with(message))["entry"][0]["changes"][0]["value"];
  value["contacts"] = {{{"profile", {{"name", "Noa"}}}, {"user_id", "IL.5501234567890"}}};
  const auto batch = decode(webhook_with_value(value));
  CAF_REQUIRE_EQUAL(batch.messages.size(), 1u);
  CAF_CHECK_EQUAL(batch.messages[0].customer, "IL.5501234567890");
  CAF_CHECK_EQUAL(batch.messages[0].profile_name, "Noa");
}

CAF_TEST(the_phone_is_preferred_to_the_user_id) {
  const auto batch = decode(webhook_with(text_message({{"from_user_id", "IL.5501234567890"}})));
  CAF_CHECK_EQUAL(batch.messages.at(0).customer, "+972500000001");
}

CAF_TEST(a_message_that_cannot_be_answered_or_told_apart_is_invalid) {
  CAF_CHECK_EQUAL(fate(text_message(json::object())), one_turn);
  CAF_CHECK_EQUAL(fate(text_message({{"id", nullptr}})), one_invalid);
  CAF_CHECK_EQUAL(fate(text_message({{"id", ""}})), one_invalid);
  CAF_CHECK_EQUAL(fate(text_message({{"id", 7}})), one_invalid);
  CAF_CHECK_EQUAL(fate(text_message({{"id", "a\nb"}})), one_invalid);
  CAF_CHECK_EQUAL(fate(text_message({{"id", std::string(512, 'x')}})), one_turn);
  CAF_CHECK_EQUAL(fate(text_message({{"id", std::string(513, 'x')}})), one_invalid);
  CAF_CHECK_EQUAL(fate(text_message({{"from", nullptr}})), one_invalid);
  CAF_CHECK_EQUAL(fate(text_message({{"from", "nobody"}})), one_invalid);
  CAF_CHECK_EQUAL(fate(text_message({{"from", ""}, {"from_user_id", "x"}})), one_invalid);
  CAF_CHECK_EQUAL(fate("haircut"), one_invalid);
  const auto text = text_message(json::object());
  CAF_CHECK_EQUAL(decode(webhook_with_value({{"messages", {text}}})).invalid.size(), 1u);
}

CAF_TEST(timestamps_are_seconds_as_a_string_or_a_number) {
  CAF_CHECK(sent_at("1792000000") == from_unix_ms(1792000000000));
  CAF_CHECK(sent_at(1792000000) == from_unix_ms(1792000000000));
}

CAF_TEST(a_nonsense_timestamp_is_1970) {
  for (const json& x : {json(nullptr), json(""), json("soon"), json("-5"), json(-5), json(1e300),
                        json("253402300800"), json("99999999999999999999"), json::array()})
    CAF_CHECK(sent_at(x) == instant{});
}

CAF_TEST(what_is_no_customer_turn_is_ignored_by_name) {
  for (auto type : {"reaction", "system", "unsupported", "edit", "revoke", "errors"}) {
    const auto batch = decode(webhook_with(whatsapp_message({{"type", type}})));
    CAF_CHECK(batch.messages.empty());
    CAF_REQUIRE_EQUAL(batch.ignored.size(), 1u);
    CAF_CHECK_EQUAL(batch.ignored[0], type);
  }
  CAF_CHECK_EQUAL(fate(text_message({{"group_id", "g1"}})), one_ignored);
}

CAF_TEST(foreign_fields_and_system_errors_are_ignored) {
  const auto batch = decode(R"({"object":"whatsapp_business_account","entry":[{"changes":[
    {"field":"account_update","value":{"event":"x"}},{"value":{}},{"field":7},
    {"field":"messages","value":{"errors":[{"code":130429},{"code":1}]}}]}]})");
  const std::vector<std::string> expected{"account_update", "unknown", "unknown", "errors",
                                          "errors"};
  CAF_CHECK_EQUAL(batch.ignored, expected);
}

CAF_TEST(a_batch_keeps_the_order_of_arrival) {
  json entries = json::array();
  for (int i = 0; i < 3; ++i) {
    auto change = json::parse(webhook_with(text_message({{"id", "a" + std::to_string(i)}})));
    auto& messages = change["entry"][0]["changes"][0]["value"]["messages"];
    messages.push_back(text_message({{"id", "b" + std::to_string(i)}}));
    entries.push_back(change["entry"][0]);
  }
  const auto batch
      = decode(json{{"object", "whatsapp_business_account"}, {"entry", entries}}.dump());
  std::string ids;
  for (const auto& each : batch.messages)
    ids += each.message_id + " ";
  CAF_CHECK_EQUAL(ids, "a0 b0 a1 b1 a2 b2 ");
}

CAF_TEST(one_bad_message_does_not_spoil_the_batch) {
  const auto batch = decode(webhook_with_value(
      {{"metadata", {{"phone_number_id", "7"}}},
       {"messages", {5, text_message(json::object()), nullptr, text_message({{"from", "x"}})}}}));
  CAF_CHECK_EQUAL(batch.messages.size(), 1u);
  CAF_CHECK_EQUAL(batch.invalid.size(), 3u);
}

CAF_TEST(statuses_are_told_with_their_error_and_our_data) {
  const auto batch = decode(webhook_with_value(
      {{"statuses",
        {{{"id", "wamid.OUT1"},
          {"status", "delivered"},
          {"recipient_id", "972500000001"},
          {"recipient_user_id", "IL.5501234567890"},
          {"biz_opaque_callback_data", "out-7f3"}},
         {{"id", "wamid.OUT2"},
          {"status", "failed"},
          {"recipient_user_id", "IL.5501234567890"},
          {"errors", {{{"code", 131047}}}}},
         {{"id", "wamid.OUT3"}, {"status", "warped"}, {"errors", {{{"code", 5}}}}},
         {{"status", "sent"}}}}}));
  CAF_REQUIRE_EQUAL(batch.statuses.size(), 3u);
  CAF_CHECK_EQUAL(batch.statuses[0].callback_data, "out-7f3");
  CAF_CHECK_EQUAL(batch.statuses[0].status, "delivered");
  CAF_CHECK(batch.statuses[0].customer == customer_key{"+972500000001"});
  CAF_CHECK(batch.statuses[1].customer == customer_key{"IL.5501234567890"});
  CAF_CHECK(!batch.statuses[2].customer);
  CAF_CHECK_EQUAL(batch.statuses[1].error_code, 131047);
  CAF_CHECK_EQUAL(batch.statuses[2].status, "other");
  CAF_CHECK_EQUAL(batch.statuses[2].error_code, 0);
  CAF_CHECK_EQUAL(batch.invalid.size(), 1u);
}

CAF_TEST(a_body_that_is_no_webhook_is_refused) {
  CAF_CHECK_EQUAL(error_of(R"({"object":"whatsapp_business_account","entry":[]})"), "none");
  CAF_CHECK_EQUAL(error_of(R"({"object":"whatsapp_business_account","entry":7})"), "none");
  for (auto body : {"{}", "[]", "null", "7", R"({"object":"page","entry":[]})", R"({"object":5})"})
    CAF_CHECK_EQUAL(error_of(body), "not_a_webhook");
  for (const std::string& body : {std::string{}, std::string{"{"}, std::string(65, '[')})
    CAF_CHECK_EQUAL(error_of(body), "malformed_json");
}
