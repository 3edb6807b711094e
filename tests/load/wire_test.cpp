#define CAF_SUITE wire

#include "load/meta/meta_webhook.hpp"
#include "load/wire/json_ascii.hpp"
#include "load/wire/letter.hpp"
#include "messages/inbound.hpp"
#include "net/http/signature.hpp"

#include <caf/test/unit_test.hpp>
#include <nlohmann/json.hpp>

using namespace quickbooking;
using nlohmann::json;

namespace {

const instant now{std::chrono::milliseconds{1'792'000'000'000}};

letter_head head(load_api api) {
  return {api,
          *parse_base_url("http://127.0.0.1:3000/base"),
          {"salon-1", "700", 80},
          "secret",
          "token"};
}

letter typed(const std::string& text) {
  return {"+15550100001", "wamid.1", now, typed_message{text}};
}

letter tapped(bool is_row) {
  return {"+15550100001", "wamid.2", now,
          tapped_message{{"slot_\"1\"", "15:00 ⭐ Сара", is_row}, "wamid.card"}};
}

json content(const letter& what) {
  if (const auto* text = std::get_if<typed_message>(&what.what))
    return {{"type", "text"}, {"text", {{"body", text->text}}}};
  const auto& tap = std::get<tapped_message>(what.what);
  const auto* kind = tap.what.is_row ? "list_reply" : "button_reply";
  return {
      {"type", "interactive"},
      {"context", {{"id", tap.card_id}}},
      {"interactive", {{"type", kind}, {kind, {{"id", tap.what.id}, {"title", tap.what.title}}}}}};
}

std::string body_of(const std::string& request) {
  return request.substr(request.find("\r\n\r\n") + 4);
}

std::string header(const std::string& request, const std::string& name) {
  const auto at = request.find("\r\n" + name + ": ");
  if (at == std::string::npos)
    return {};
  const auto begin = at + name.size() + 4;
  return request.substr(begin, request.find("\r\n", begin) - begin);
}

} // namespace

CAF_TEST(webhooks_say_what_those_of_the_stand_in_say) {
  const meta_number number{"700", "15550100000", "1", "900100200300400", "token"};
  for (const auto& each :
       {typed("Haircut / \"Friday\" 3pm"), typed("Стрижка 😀 \x01"), tapped(false), tapped(true)}) {
    const auto body = webhook_body(head(load_api::webhook), each);
    const auto expected
        = message_webhook({number, each.phone, each.message_id, now}, "Load Test", content(each));
    CAF_CHECK_EQUAL(json::parse(body), json::parse(expected));
    CAF_CHECK(decode_webhook(body).has_value());
  }
}

CAF_TEST(statuses_say_what_those_of_the_stand_in_say) {
  const meta_number number{"700", "15550100000", "1", "900100200300400", "token"};
  for (const auto* callback_data : {"", "out-\"1\""}) {
    const auto body = status_body(head(load_api::webhook),
                                  {"+15550100001", "wamid.3", "sent", callback_data, now});
    const auto expected
        = status_webhook({number, "+15550100001", "wamid.3", now}, "sent", callback_data);
    CAF_CHECK_EQUAL(json::parse(body), json::parse(expected));
  }
}

CAF_TEST(texts_are_escaped_as_meta_does) {
  CAF_CHECK_EQUAL(json_ascii("a/b\"\\\n"), R"("a\/b\"\\\u000a")");
  CAF_CHECK_EQUAL(json_ascii("ש😀"), R"("\u05e9\ud83d\ude00")");
  CAF_CHECK_EQUAL(json_ascii("\xff"), R"("\ufffd")");
}

CAF_TEST(deliveries_are_signed_and_have_the_right_length) {
  const auto request = to_request(head(load_api::webhook), typed("hi"));
  CAF_CHECK(request.starts_with("POST /base/webhook HTTP/1.1\r\nHost: 127.0.0.1:3000\r\n"));
  const auto body = body_of(request);
  CAF_CHECK_EQUAL(header(request, "Content-Length"), std::to_string(body.size()));
  CAF_CHECK(is_signed("secret", body, header(request, "X-Hub-Signature-256")));
  CAF_CHECK_EQUAL(header(request, "Authorization"), "");
}

CAF_TEST(v1_calls_are_what_the_node_reads) {
  const auto text = to_request(head(load_api::v1), typed("hi \"there\""));
  CAF_CHECK(text.starts_with("POST /base/v1/booking-requests HTTP/1.1\r\n"));
  CAF_CHECK_EQUAL(header(text, "Authorization"), "Bearer token");
  const auto request = decode_booking_request(body_of(text), now);
  CAF_REQUIRE(request);
  CAF_CHECK_EQUAL(request->customer, "+15550100001");
  CAF_CHECK_EQUAL(request->message_id, "wamid.1");
  CAF_CHECK_EQUAL(request->salon_id, "salon-1");
  const auto tap = to_request(head(load_api::v1), tapped(false));
  CAF_CHECK(tap.starts_with("POST /base/v1/button-clicks HTTP/1.1\r\n"));
  const auto click = decode_button_click(body_of(tap), now);
  CAF_REQUIRE(click);
  CAF_CHECK_EQUAL(std::get<button_tap>(click->content).id, "slot_\"1\"");
}
