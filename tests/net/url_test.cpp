#define CAF_SUITE url

#include "net/http/http_server.hpp"
#include "net/http/url.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

CAF_TEST(a_percent_without_two_hex_digits_stays) {
  CAF_CHECK_EQUAL(percent_decode("a%20b%2B%zz%4"), "a b+%zz%4");
  CAF_CHECK_EQUAL(percent_decode("%"), "%");
  CAF_CHECK_EQUAL(percent_decode("%d7%A9"), "\xd7\xa9");
}

CAF_TEST(a_query_knows_plus_as_blank_and_names_with_dots) {
  http_request request;
  request.query = "hub.mode=subscribe&hub.challenge=1158201444&hub%2Everify_token=a+b%26c&empty=&x";
  CAF_CHECK_EQUAL(request.query_value("hub.mode"), "subscribe");
  CAF_CHECK_EQUAL(request.query_value("hub.challenge"), "1158201444");
  CAF_CHECK_EQUAL(request.query_value("hub.verify_token"), "a b&c");
  CAF_CHECK_EQUAL(request.query_value("empty"), "");
  CAF_CHECK_EQUAL(request.query_value("hub_mode"), "");
}

CAF_TEST(encoding_leaves_nothing_that_ends_a_path_segment) {
  CAF_CHECK_EQUAL(percent_encode("700800900100200"), "700800900100200");
  CAF_CHECK_EQUAL(percent_encode("../x?y#z\r\n"), "..%2Fx%3Fy%23z%0D%0A");
  CAF_CHECK_EQUAL(percent_decode(percent_encode("\xd7\xa9 +%")), "\xd7\xa9 +%");
}

CAF_TEST(a_base_url_is_split) {
  const auto plain = parse_base_url("https://graph.facebook.com");
  CAF_REQUIRE(plain.has_value());
  CAF_CHECK(plain->tls);
  CAF_CHECK_EQUAL(plain->host, "graph.facebook.com");
  CAF_CHECK_EQUAL(plain->port, 443);
  CAF_CHECK_EQUAL(plain->path, "");
  CAF_CHECK_EQUAL(plain->authority(), "graph.facebook.com");
  const auto full = parse_base_url("http://[::1]:8080/graph/");
  CAF_REQUIRE(full.has_value());
  CAF_CHECK(!full->tls);
  CAF_CHECK_EQUAL(full->path, "/graph");
  CAF_CHECK_EQUAL(full->authority(), "[::1]:8080");
}

CAF_TEST(a_bad_base_url_is_refused) {
  for (const auto* bad : {"", "graph.facebook.com", "ftp://x", "https://", "https://:443",
                          "http://x:0", "http://x:99999", "http://x:", "http://[::1", "http://u@x",
                          "http://x?y", "http://x#y", "http://x y", "http://x:1\r\nA: b"})
    CAF_CHECK(!parse_base_url(bad).has_value());
}

CAF_TEST(loopback_is_only_what_cannot_leave_the_host) {
  for (const auto* near :
       {"http://localhost:1", "http://127.0.0.1", "http://127.1.2.3", "http://[::1]"})
    CAF_CHECK(parse_base_url(near)->is_loopback());
  for (const auto* far : {"http://10.0.0.1", "http://127.0.0.1.example.com",
                          "http://localhost.example", "http://[::2]", "http://128.0.0.1"})
    CAF_CHECK(!parse_base_url(far)->is_loopback());
}
