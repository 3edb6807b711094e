#include "net/http/http_answer.hpp"

#include "net/loop/asio.hpp"

#include <boost/beast/http/status.hpp>
#include <nlohmann/json.hpp>

#include <string_view>

namespace quickbooking {

namespace {

using boost::beast::http::int_to_status;
using boost::beast::http::obsolete_reason;

/// 204 and 304 must not have a body, nor a length of one.
bool may_have_body(int status) { return status != 204 && status != 304; }

/// A line break inside a header would be the begin of another one.
void append_clean(std::string& out, std::string_view text) {
  for (const char c : text)
    out += (c >= '\0' && c < ' ') || c == '\x7f' ? ' ' : c;
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
  append_clean(out, name);
  out += ": ";
  append_clean(out, value);
  out += "\r\n";
}

void append_status_line(std::string& out, int status) {
  const auto reason = obsolete_reason(int_to_status(static_cast<unsigned>(status)));
  out += "HTTP/1.1 ";
  out += std::to_string(status);
  out += ' ';
  out.append(reason.data(), reason.size());
  out += "\r\n";
}

void append_body_headers(std::string& out, const http_response& answer) {
  if (!answer.content_type.empty() && !answer.body.empty())
    append_header(out, "Content-Type", answer.content_type);
  append_header(out, "Content-Length", std::to_string(answer.body.size()));
}

} // namespace

void append_answer(std::string& out, const http_response& answer, answer_form form) {
  const auto has_body = may_have_body(answer.status);
  append_status_line(out, answer.status);
  for (const auto& [name, value] : answer.headers)
    append_header(out, name, value);
  if (has_body)
    append_body_headers(out, answer);
  if (form.close)
    out += "Connection: close\r\n";
  else if (form.keep_alive)
    out += "Connection: keep-alive\r\n";
  out += "\r\n";
  if (has_body && !form.head)
    out += answer.body;
}

http_response error_response(int status, const failure& why) {
  const nlohmann::json body{{"error", {{"code", why.code}, {"message", why.message}}}};
  http_response out;
  out.status = status;
  out.body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return out;
}

} // namespace quickbooking
