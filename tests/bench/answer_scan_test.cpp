#define CAF_SUITE answer_scan

#include "bench/driver/answer_scan.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

const std::string whole = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
                          "Content-Length:  4\r\n\r\nbody";

/// `found` is whether the bytes hold an answer; nothing if they are refused.
std::optional<bool> found(std::string_view bytes) {
  const auto scanned = scan_answer(bytes);
  return scanned ? std::optional{scanned->has_value()} : std::nullopt;
}

} // namespace

CAF_TEST(an_answer_is_found_once_all_its_bytes_are_there) {
  for (std::size_t size = 0; size < whole.size(); ++size)
    CAF_CHECK(found(std::string_view{whole}.substr(0, size)) == false);
  const auto scanned = scan_answer(whole);
  CAF_REQUIRE(scanned && scanned->has_value());
  CAF_CHECK_EQUAL((*scanned)->status, 200);
  CAF_CHECK((*scanned)->body == "body");
  CAF_CHECK_EQUAL((*scanned)->bytes, whole.size());
}

CAF_TEST(what_follows_an_answer_is_not_part_of_it) {
  const auto two = whole + whole;
  const auto scanned = scan_answer(two);
  CAF_REQUIRE(scanned && scanned->has_value());
  CAF_CHECK_EQUAL((*scanned)->bytes, whole.size());
}

CAF_TEST(names_of_headers_are_read_in_any_case) {
  const std::string loud = "HTTP/1.1 503 No\r\nCONTENT-LENGTH: 0\r\n\r\n";
  const auto scanned = scan_answer(loud);
  CAF_REQUIRE(scanned && scanned->has_value());
  CAF_CHECK_EQUAL((*scanned)->status, 503);
  CAF_CHECK((*scanned)->body.empty());
}

CAF_TEST(what_is_no_answer_is_refused) {
  for (const std::string& bytes :
       {std::string{"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"},
        std::string{"HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n"},
        std::string{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"},
        std::string{"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"},
        std::string{"HTTP/1.1 200 OK\r\nContent-Length: "} + std::string(40, '9') + "\r\n\r\n",
        std::string{"HTTP/1.1 200 OK\r\n"} + std::string(20'000, 'x'), std::string{"SSH"}})
    CAF_CHECK(!found(bytes));
}

CAF_TEST(a_member_is_found_by_name_and_whole_text) {
  const std::string body = R"({"success":true,"messageType":"text","payload":{}})";
  CAF_CHECK(has_text(body, "messageType", "text"));
  CAF_CHECK(!has_text(body, "messageType", "tex"));
  CAF_CHECK(!has_text(body, "Type", "text"));
}

CAF_TEST(buttons_are_found_by_the_beginning_of_their_id) {
  const std::string body
      = R"([{"id":"slot_a"},{"id":"action_b"},{"reply":{"id":"slot_c"}},{"bookingId":"slot_d"}])";
  CAF_CHECK(find_button(body, "slot_") == "slot_a");
  CAF_CHECK(find_button(body, "slot_", 1) == "slot_c");
  CAF_CHECK(find_button(body, "slot_", 7) == "slot_c");
  CAF_CHECK(find_button(body, "action_") == "action_b");
  CAF_CHECK(find_button(body, "confirm_").empty());
}
