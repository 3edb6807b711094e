#include "load/meta/sim_api.hpp"

#include "load/meta/meta_address.hpp"
#include "net/http/url.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace quickbooking {

namespace {

using nlohmann::json;

constexpr std::chrono::milliseconds longest_poll{25'000};
constexpr std::string_view customers_path = "/_sim/customers/";
constexpr std::string_view messages_end = "/messages";

http_response ok(const json& body) { return {200, body.dump(), "application/json", {}}; }

http_response bad(failure why) { return error_response(400, why); }

/// A number in the query; 0 if there is none.
std::uint64_t query_number(const http_request& request, std::string_view name) {
  const auto text = request.query_value(name);
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

bool is_customer(const std::string& text) {
  auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool is_phone = text.size() > 1 && text.size() <= 16 && text.front() == '+'
                        && std::all_of(text.begin() + 1, text.end(), is_digit);
  return is_phone || is_user_id(text);
}

/// The customer of `/_sim/customers/{customer}/messages`, or nothing.
std::string customer_in(std::string_view path) {
  if (!path.starts_with(customers_path) || !path.ends_with(messages_end)
      || path.size() <= customers_path.size() + messages_end.size())
    return {};
  path.remove_prefix(customers_path.size());
  path.remove_suffix(messages_end.size());
  return percent_decode(path);
}

/// A tap, as Meta's webhook tells it.
json tap_content(const std::string& id, const offered_option& option) {
  json reply{{"id", id}, {"title", option.title}};
  if (!option.description.empty())
    reply["description"] = option.description;
  const auto* type = option.is_row ? "list_reply" : "button_reply";
  json content{{"type", "interactive"}, {"interactive", {{"type", type}, {type, reply}}}};
  if (!option.card_id.empty())
    content["context"] = {{"id", option.card_id}};
  return content;
}

} // namespace

void sim_api::handle(const http_request& request, http_responder respond) {
  if (const auto customer = customer_in(request.path); !customer.empty())
    return handle_customer(request, customer, std::move(respond));
  const auto body = json::parse(request.body, nullptr, false);
  const auto call = request.method + " " + request.path;
  if (call == "POST /_sim/faults")
    return respond(add_fault(body));
  if (call == "POST /_sim/webhook")
    return respond(set_webhook(body));
  if (call == "GET /_sim/counts")
    return respond(counts());
  if (call == "DELETE /_sim/faults") {
    meta_.clear_faults();
    return respond(ok(json::object()));
  }
  respond(error_response(404, {"not_found", "no such call: " + call}));
}

void sim_api::handle_customer(const http_request& request, const std::string& customer,
                              http_responder respond) {
  if (!is_customer(customer))
    return respond(bad({"invalid_phone", "a customer is + and digits, or a BSUID"}));
  if (request.method == "GET")
    return read(request, customer, std::move(respond));
  if (request.method != "POST")
    return respond(error_response(405, {"method_not_allowed", "GET or POST"}));
  const auto body = json::parse(request.body, nullptr, false);
  if (!body.is_object())
    return respond(bad({"malformed_json", "the body is no JSON object"}));
  try {
    respond(send(customer, body));
  } catch (const json::exception& e) {
    respond(bad({"invalid_field", e.what()}));
  }
}

http_response sim_api::send(const std::string& customer, const json& body) {
  customer_action action;
  action.phone_number_id = body.value("phoneNumberId", first_number_);
  action.customer = customer;
  action.profile_name = body.value("name", "Customer");
  action.copies = body.value("copies", 1);
  if (body.contains("text"))
    action.content = {{"type", "text"}, {"text", {{"body", body.at("text").get<std::string>()}}}};
  else if (body.contains("buttonId")) {
    const auto id = body.at("buttonId").get<std::string>();
    const auto option = meta_.find_option(action.phone_number_id, customer, id);
    action.content = tap_content(id, option.value_or(offered_option{"", id, "", false}));
  } else
    action.content = body.at("content");
  const auto sent = meta_.act(action);
  return sent ? ok({{"id", *sent}}) : bad(sent.error());
}

void sim_api::read(const http_request& request, const std::string& customer,
                   http_responder respond) {
  const auto given = request.query_value("phoneNumberId");
  const auto number = given.empty() ? first_number_ : given;
  const auto after = query_number(request, "after");
  const std::chrono::milliseconds wait{query_number(request, "wait_ms")};
  auto whatever
      = [this, number, customer, after] { return ok(meta_.chat_since(number, customer, after)); };
  auto fresh = [this, number, customer, after]() -> std::optional<http_response> {
    const auto news = meta_.chat_since(number, customer, after);
    if (news.at("messages").empty())
      return std::nullopt;
    return ok(news);
  };
  polls_.wait(fresh, whatever, std::min(wait, longest_poll), std::move(respond));
}

http_response sim_api::add_fault(const json& body) {
  auto fault = parse_fault(body);
  if (!fault)
    return bad(fault.error());
  meta_.add_fault(std::move(*fault));
  return ok(json::object());
}

http_response sim_api::set_webhook(const json& body) {
  const auto url = body.is_object() ? body.value("url", "") : "";
  if (!parse_base_url(url))
    return bad({"invalid_url", "url is no http URL"});
  meta_.set_webhook(url);
  return ok(json::object());
}

http_response sim_api::counts() const {
  const auto counted = meta_.counts();
  json refused = json::object();
  for (const auto& [code, times] : counted.refused)
    refused[std::to_string(code)] = times;
  return ok({{"accepted", counted.accepted},
             {"refused", refused},
             {"lastRefusal", counted.last_refusal},
             {"webhooksRefused", counted.webhooks_refused}});
}

} // namespace quickbooking
