#include "messages/whatsapp/graph.hpp"

#include "messages/encoding/json_fields.hpp"
#include "messages/encoding/json_text.hpp"
#include "messages/whatsapp/graph_errors.hpp"

namespace quickbooking {

namespace {

using nlohmann::json;

constexpr std::size_t max_callback_units = 512; // Cloud API limit
constexpr std::size_t max_details_bytes = 1024; // enough for a log line
constexpr int max_tries_of_unknown_errors = 3;

bool is_success(int status) { return status >= 200 && status < 300; }
bool is_refusal(int status) { return status >= 400 && status < 500; }
bool is_server_error(int status) { return status >= 500 && status < 600; }

void write_content(json_writer& out, const reply& content) {
  if (const auto* shown = std::get_if<card>(&content)) {
    out.member("type", "interactive").member("interactive", *shown);
  } else {
    out.member("type", "text").key("text").begin_object();
    out.member("preview_url", false).member("body", text_of(content)).end_object();
  }
}

send_answer decode_success(const json& body) {
  send_answer answer;
  const auto& messages = array_field(body, "messages");
  if (!messages.empty())
    answer.message_id = string_field(messages.front(), "id");
  if (!answer.message_id.empty())
    answer.outcome = send_outcome::accepted;
  return answer;
}

/// A gateway may answer in place of the API, without a code that we could read. Only a 4xx says
/// that the request was not carried out.
send_outcome outcome_of_status(int status) {
  if (status == 429)
    return send_outcome::retry;
  return is_refusal(status) ? send_outcome::final_failure : send_outcome::unknown_outcome;
}

void classify(int status, int code, send_answer& answer) {
  answer.error_code = code;
  if (const auto known = find_graph_error(code)) {
    answer.outcome = known->outcome;
    answer.max_tries = known->max_tries;
    answer.min_wait_seconds = known->min_wait_seconds;
  } else if (is_server_error(status)) {
    answer.outcome = send_outcome::retry;
    answer.max_tries = max_tries_of_unknown_errors;
  } else {
    answer.outcome = send_outcome::final_failure;
  }
}

/// The details, which some errors of the Graph API give as a plain string.
std::string details_of(const json& error) {
  auto details = string_field(field(error, "error_data"), "details");
  if (details.empty())
    details = string_field(error, "error_data");
  if (details.empty())
    details = string_field(error, "message");
  return std::string{clip_utf8(details, max_details_bytes)};
}

std::optional<int> code_of(const json& error) {
  const auto code = integer_field(error, "code");
  if (!code || *code < 0 || *code > INT32_MAX)
    return std::nullopt;
  return static_cast<int>(*code);
}

send_answer decode_failure(int status, const json& body) {
  send_answer answer;
  const auto& error = field(body, "error");
  answer.details = details_of(error);
  if (const auto code = code_of(error))
    classify(status, *code, answer);
  else
    answer.outcome = outcome_of_status(status);
  return answer;
}

} // namespace

std::string_view to_string(send_outcome x) {
  switch (x) {
  case send_outcome::accepted:
    return "accepted";
  case send_outcome::retry:
    return "retry";
  case send_outcome::pair_limited:
    return "pair_limited";
  case send_outcome::wait_long:
    return "wait_long";
  case send_outcome::need_template:
    return "need_template";
  case send_outcome::final_failure:
    return "final_failure";
  case send_outcome::configuration:
    return "configuration";
  case send_outcome::unknown_outcome:
    break;
  }
  return "unknown_outcome";
}

std::string to_send_body(const customer_key& to, const reply& content, std::string_view out_id) {
  std::string body;
  json_writer out{body};
  out.begin_object().member("messaging_product", "whatsapp").member("recipient_type", "individual");
  out.member(is_bsuid(to) ? "recipient" : "to", to);
  if (!out_id.empty() && utf16_length(out_id) <= max_callback_units)
    out.member("biz_opaque_callback_data", out_id);
  write_content(out, content);
  out.end_object();
  return body;
}

send_answer decode_send_answer(int http_status, std::string_view body) {
  const auto parsed = parse_json(body);
  const auto answer = parsed ? *parsed : json{};
  return is_success(http_status) && !field(answer, "error").is_object()
             ? decode_success(answer)
             : decode_failure(http_status, answer);
}

} // namespace quickbooking
