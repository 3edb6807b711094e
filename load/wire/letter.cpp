#include "load/wire/letter.hpp"

#include "load/meta/meta_webhook.hpp"
#include "load/wire/json_ascii.hpp"

namespace quickbooking {

namespace {

constexpr std::size_t usual_size = 1500;

void append_head(std::string& out, const letter_head& head, std::string_view path,
                 std::size_t body_size) {
  out.append("POST ").append(head.target.path).append(path).append(" HTTP/1.1\r\nHost: ");
  out.append(head.target.authority());
  out.append("\r\nContent-Type: application/json\r\nContent-Length: ");
  out.append(std::to_string(body_size)).append("\r\n");
}

std::string with_body(std::string head, std::string_view body) {
  head.append("\r\n").append(body);
  return head;
}

// -- webhook ---

constexpr std::string_view begin = R"({"entry":[{"changes":[{"field":"messages","value":{)";

void append_end(std::string& out, const letter_head& head) {
  out.append(R"(,"messaging_product":"whatsapp","metadata":{"display_phone_number":)"
             R"("15550100000","phone_number_id":)");
  append_json_ascii(out, head.salon.phone_number_id);
  out.append(R"(}}}],"id":"900100200300400"}],"object":"whatsapp_business_account"})");
}

void append_content(std::string& out, const typed_message& x) {
  out.append(R"("type":"text","text":{"body":)");
  append_json_ascii(out, x.text);
  out.append("}");
}

void append_content(std::string& out, const tapped_message& x) {
  const std::string_view kind = x.what.is_row ? "list_reply" : "button_reply";
  out.append(R"("context":{"id":)");
  append_json_ascii(out, x.card_id);
  out.append(R"(},"type":"interactive","interactive":{"type":")").append(kind);
  out.append(R"(",")").append(kind).append(R"(":{"id":)");
  append_json_ascii(out, x.what.id);
  out.append(R"(,"title":)");
  append_json_ascii(out, x.what.title);
  out.append("}}");
}

// -- v1 ---

std::string_view v1_path(const typed_message&) { return "/v1/booking-requests"; }
std::string_view v1_path(const tapped_message&) { return "/v1/button-clicks"; }

void append_v1(std::string& out, const letter_head& head, const typed_message& x) {
  out.append(R"({"text":)");
  append_json_ascii(out, x.text);
  out.append(R"(,"salonId":)");
  append_json_ascii(out, head.salon.id);
}

void append_v1(std::string& out, const letter_head&, const tapped_message& x) {
  out.append(R"({"buttonId":)");
  append_json_ascii(out, x.what.id);
}

std::string v1_request(const letter_head& head, const letter& what) {
  std::string body;
  std::visit([&](const auto& x) { append_v1(body, head, x); }, what.what);
  body.append(R"(,"customerPhone":")").append(what.phone).append(R"(","messageId":)");
  append_json_ascii(body, what.message_id);
  body.append("}");
  std::string out;
  const auto path = std::visit([](const auto& x) { return v1_path(x); }, what.what);
  append_head(out, head, path, body.size());
  if (!head.api_token.empty())
    out.append("Authorization: Bearer ").append(head.api_token).append("\r\n");
  return with_body(std::move(out), body);
}

} // namespace

std::string webhook_body(const letter_head& head, const letter& what) {
  const auto digits = std::string_view{what.phone}.substr(1);
  std::string out;
  out.reserve(usual_size);
  out.append(begin).append(R"("contacts":[{"profile":{"name":"Load Test"},"wa_id":")");
  out.append(digits).append(R"("}],"messages":[{"from":")").append(digits);
  out.append(R"(","id":)");
  append_json_ascii(out, what.message_id);
  out.append(R"(,"timestamp":")").append(std::to_string(to_unix_ms(what.sent_at) / 1000));
  out.append(R"(",)");
  std::visit([&](const auto& x) { append_content(out, x); }, what.what);
  out.append("}]");
  append_end(out, head);
  return out;
}

std::string status_body(const letter_head& head, const status_report& what) {
  std::string out;
  out.reserve(usual_size);
  out.append(begin).append(R"("statuses":[{"id":)");
  append_json_ascii(out, what.wamid);
  out.append(R"(,"status":")").append(what.status);
  out.append(R"(","timestamp":")").append(std::to_string(to_unix_ms(what.at) / 1000));
  out.append(R"(","recipient_id":")").append(what.phone.substr(1)).append("\"");
  if (!what.callback_data.empty()) {
    out.append(R"(,"biz_opaque_callback_data":)");
    append_json_ascii(out, what.callback_data);
  }
  out.append(R"(,"pricing":{"pricing_model":"PMP","type":"free_customer_service",)"
             R"("category":"service"}}])");
  append_end(out, head);
  return out;
}

std::string to_delivery(const letter_head& head, std::string_view body) {
  std::string out;
  out.reserve(usual_size);
  append_head(out, head, "/webhook", body.size());
  out.append("User-Agent: facebookexternalua\r\nX-Hub-Signature-256: ");
  out.append(webhook_signature(head.app_secret, body)).append("\r\n");
  return with_body(std::move(out), body);
}

std::string to_request(const letter_head& head, const letter& what) {
  return head.api == load_api::v1 ? v1_request(head, what)
                                  : to_delivery(head, webhook_body(head, what));
}

} // namespace quickbooking
