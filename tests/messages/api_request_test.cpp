#define CAF_SUITE api_request
#include "messages/inbound.hpp"

#include <caf/test/unit_test.hpp>
#include <nlohmann/json.hpp>

using namespace quickbooking;
using nlohmann::json;

namespace {

constexpr instant now = instant{std::chrono::milliseconds{1795308414215}};

json request_with(const json& members) {
  json x{{"text", "Haircut Friday 3pm"}, {"customerPhone", "+1 (555) 123-4567"}, {"salonId", "b2"}};
  x.update(members);
  return x;
}

json click_with(const json& members) {
  json x{{"buttonId", "action_change_slot"}, {"customerPhone", "15551234567"}};
  x.update(members);
  return x;
}

/// `code: message` of the refusal.
std::string refusal(const result<inbound_message>& x) {
  return x ? "accepted" : x.error().code + ": " + x.error().message;
}

std::string request(const json& members) {
  return refusal(decode_booking_request(request_with(members).dump(), now));
}

std::string click(const json& members) {
  return refusal(decode_button_click(click_with(members).dump(), now));
}

std::string invalid(const std::string& name, const std::string& why) {
  return "invalid_field: " + name + why;
}

} // namespace

CAF_TEST(a_booking_request_becomes_a_turn) {
  const auto x = decode_booking_request(
      request_with({{"language", "ru"}, {"messageId", "m-1"}, {"more", {1, 2}}}).dump(), now);
  CAF_REQUIRE(x);
  CAF_CHECK_EQUAL(std::get<typed_text>(x->content).text, "Haircut Friday 3pm");
  CAF_CHECK_EQUAL(x->customer, "+15551234567");
  CAF_CHECK_EQUAL(x->given_customer, "+1 (555) 123-4567");
  CAF_CHECK_EQUAL(x->salon_id, "b2");
  CAF_CHECK_EQUAL(x->message_id, "m-1");
  CAF_CHECK(x->lang == language::ru);
  CAF_CHECK(x->sent_at == now);
  CAF_CHECK(x->via == channel::api);
  CAF_CHECK_EQUAL(x->phone_number_id, "");
}

CAF_TEST(a_button_click_becomes_a_turn) {
  const auto x = decode_button_click(click_with(json::object()).dump(), now);
  CAF_REQUIRE(x);
  CAF_CHECK_EQUAL(std::get<button_tap>(x->content).id, "action_change_slot");
  CAF_CHECK_EQUAL(x->customer, "+15551234567");
  CAF_CHECK_EQUAL(x->salon_id, "");
  CAF_CHECK_EQUAL(x->message_id, "");
  CAF_CHECK(!x->lang);
}

CAF_TEST(a_missing_field_is_named) {
  CAF_CHECK_EQUAL(request({{"text", nullptr}}), "missing_field: text is missing");
  CAF_CHECK_EQUAL(request({{"salonId", nullptr}}), "missing_field: salonId is missing");
  CAF_CHECK_EQUAL(request({{"customerPhone", nullptr}}), "missing_field: customerPhone is missing");
  CAF_CHECK_EQUAL(click({{"buttonId", nullptr}}), "missing_field: buttonId is missing");
  CAF_CHECK_EQUAL(refusal(decode_button_click("{}", now)),
                  "missing_field: customerPhone is missing");
}

CAF_TEST(a_field_of_another_type_is_named) {
  for (auto name : {"text", "salonId", "customerPhone", "language", "messageId"})
    CAF_CHECK_EQUAL(request({{name, 7}}), invalid(name, " must be a string"));
  CAF_CHECK_EQUAL(click({{"buttonId", {1}}}), "invalid_field: buttonId must be a string");
}

CAF_TEST(an_empty_field_is_named) {
  for (auto name : {"text", "salonId", "customerPhone", "language", "messageId"})
    CAF_CHECK_EQUAL(request({{name, " \n"}}), invalid(name, " must not be empty"));
  CAF_CHECK_EQUAL(click({{"buttonId", ""}}), "invalid_field: buttonId must not be empty");
}

CAF_TEST(optional_fields_may_be_null) {
  CAF_CHECK_EQUAL(request({{"language", nullptr}, {"messageId", nullptr}}), "accepted");
}

CAF_TEST(a_phone_that_is_none_is_refused) {
  CAF_CHECK_EQUAL(request({{"customerPhone", "me"}}),
                  "invalid_phone: customerPhone cannot be read: the phone has no digit");
  CAF_CHECK_EQUAL(click({{"customerPhone", std::string(16, '1')}}),
                  "invalid_phone: customerPhone cannot be read: the phone has more than 15 digits");
}

CAF_TEST(text_may_have_4096_utf16_units) {
  std::string text;
  for (int i = 0; i < 2048; ++i)
    text += "💇";
  CAF_CHECK_EQUAL(request({{"text", text}}), "accepted");
  CAF_CHECK_EQUAL(request({{"text", text + "x"}}),
                  "text_too_long: text has more than 4096 characters");
}

CAF_TEST(ids_are_bounded_and_printable) {
  CAF_CHECK_EQUAL(request({{"messageId", std::string(512, 'x')}}), "accepted");
  CAF_CHECK_EQUAL(request({{"messageId", std::string(513, 'x')}}),
                  "invalid_field: messageId is longer than 512 bytes");
  CAF_CHECK_EQUAL(request({{"salonId", std::string(129, 'x')}}),
                  "invalid_field: salonId is longer than 128 bytes");
  CAF_CHECK_EQUAL(click({{"buttonId", std::string(257, 'x')}}),
                  "invalid_field: buttonId is longer than 256 bytes");
  CAF_CHECK_EQUAL(request({{"messageId", "a\nb"}}),
                  "invalid_field: messageId has a control character");
}

CAF_TEST(an_unknown_language_is_english) {
  const auto x = decode_button_click(click_with({{"language", "fr"}}).dump(), now);
  CAF_REQUIRE(x);
  CAF_CHECK(x->lang == language::en);
}

CAF_TEST(a_body_that_is_no_object_is_refused) {
  for (auto body : {"", "{", "nonsense", "[]", "null", "7"}) {
    CAF_CHECK_EQUAL(refusal(decode_booking_request(body, now)).substr(0, 14), "malformed_json");
    CAF_CHECK_EQUAL(refusal(decode_button_click(body, now)).substr(0, 14), "malformed_json");
  }
}

CAF_TEST(errors_are_told_as_json) {
  CAF_CHECK_EQUAL(to_error_body({"missing_field", "text is \"missing\""}),
                  R"({"error":{"code":"missing_field","message":"text is \"missing\""}})");
}
