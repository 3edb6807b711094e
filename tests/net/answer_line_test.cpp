#define CAF_SUITE answer_line

#include "net/http/answer_line.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

http_response text(int status, std::string body) {
  http_response out;
  out.status = status;
  out.body = std::move(body);
  out.content_type = "text/plain";
  return out;
}

std::string drain(answer_line& line) {
  std::string out;
  while (line.front_is_ready())
    line.pop_into(out, false);
  return out;
}

std::string rendered(const http_response& answer, answer_form form) {
  std::string out;
  append_answer(out, answer, form);
  return out;
}

} // namespace

CAF_TEST(answers_leave_in_the_order_of_requests) {
  answer_line line;
  const auto first = line.enter({});
  const auto second = line.enter({});
  const auto third = line.enter({});
  CAF_CHECK(line.fill(third, text(200, "3")));
  CAF_CHECK(line.fill(second, text(200, "2")));
  CAF_CHECK(!line.front_is_ready());
  CAF_CHECK(line.fill(first, text(200, "1")));
  const auto out = drain(line);
  CAF_CHECK(out.find("\r\n\r\n1HTTP") < out.find("\r\n\r\n2HTTP"));
  CAF_CHECK(out.ends_with("\r\n\r\n3"));
  CAF_CHECK(line.empty());
}

CAF_TEST(a_place_is_filled_once_and_not_after_it_left) {
  answer_line line;
  const auto place = line.enter({});
  CAF_CHECK(line.fill(place, text(200, "a")));
  CAF_CHECK(!line.fill(place, text(200, "b")));
  CAF_CHECK(drain(line).ends_with("a"));
  CAF_CHECK(!line.fill(place, text(200, "c")));
  CAF_CHECK(!line.fill(place + 1, text(200, "d")));
}

CAF_TEST(continue_waits_for_the_answers_before_it) {
  answer_line line;
  const auto before = line.enter({});
  line.enter_continue();
  CAF_CHECK_EQUAL(drain(line), "");
  line.fill(before, text(200, "x"));
  CAF_CHECK(drain(line).ends_with("xHTTP/1.1 100 Continue\r\n\r\n"));
}

CAF_TEST(an_answer_has_length_type_and_what_the_form_asks) {
  CAF_CHECK_EQUAL(rendered(text(200, "hello"), {}),
                  "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello");
  CAF_CHECK_EQUAL(rendered(text(200, "hello"), {.head = true}),
                  "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n");
  CAF_CHECK_EQUAL(rendered(text(404, ""), {.close = true}),
                  "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  CAF_CHECK_EQUAL(rendered(text(204, "none"), {.keep_alive = true}),
                  "HTTP/1.1 204 No Content\r\nConnection: keep-alive\r\n\r\n");
}

CAF_TEST(a_header_cannot_begin_another_one) {
  auto answer = text(200, "");
  answer.headers.emplace_back("Location", "/a\r\nSet-Cookie: x");
  CAF_CHECK_EQUAL(rendered(answer, {}), "HTTP/1.1 200 OK\r\nLocation: /a  Set-Cookie: x\r\n"
                                        "Content-Length: 0\r\n\r\n");
}

CAF_TEST(an_error_is_json_whatever_its_text_holds) {
  const auto answer = error_response(400, {"bad_\"code", "broken \xff utf-8\n"});
  CAF_CHECK_EQUAL(answer.status, 400);
  CAF_CHECK_EQUAL(answer.content_type, "application/json");
  CAF_CHECK_EQUAL(answer.body, "{\"error\":{\"code\":\"bad_\\\"code\",\"message\":\"broken "
                               "\xef\xbf\xbd utf-8\\n\"}}");
}
