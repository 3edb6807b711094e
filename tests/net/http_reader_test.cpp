#define CAF_SUITE http_reader

#include "net/http/http_reader.hpp"
#include "tests/support/raw_client.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <cstring>

using namespace quickbooking;
using event = http_reader::event;

namespace {

http_limits small_limits() {
  http_limits out;
  out.header_bytes = 512;
  out.body_bytes = 1000;
  return out;
}

/// A reader and what it made of some bytes, given to it in pieces.
struct reading {
  http_reader reader{small_limits()};
  std::vector<http_reader::received> requests;
  int continues = 0;
  bool refused = false;

  explicit reading(std::string_view bytes, std::size_t piece = 1 << 20) { feed(bytes, piece); }

  void feed(std::string_view bytes, std::size_t piece) {
    while (!bytes.empty() && !refused) {
      const auto space = reader.space();
      const auto count = std::min({piece, bytes.size(), space.size()});
      std::memcpy(space.data(), bytes.data(), count);
      reader.commit(count);
      bytes.remove_prefix(count);
      while (step()) {
      }
    }
  }

  bool step() {
    const auto what = reader.next();
    if (what == event::request)
      requests.push_back(reader.take());
    continues += what == event::go_on;
    refused = what == event::refused;
    return what == event::request || what == event::go_on;
  }

  int status() const { return refused ? reader.refusal().status : 0; }
};

int status_of(const std::string& bytes) {
  const auto whole = reading{bytes}.status();
  CAF_CHECK_EQUAL(reading(bytes, 1).status(), whole);
  return whole;
}

std::string with_headers(const std::string& lines, const std::string& body = "") {
  return "POST /x HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n" + body;
}

} // namespace

CAF_TEST(a_request_is_the_same_in_one_piece_and_byte_by_byte) {
  const auto bytes = post_bytes("/webhook?a=b&c", "{\"x\":1}",
                                "X-Hub-Signature-256: sha256=ab\r\nAuthorization: Bearer t\r\n"
                                "Content-Type: application/json\r\nOrigin: http://o\r\n");
  for (const std::size_t piece : {1, 2, 3, 7, 1000}) {
    reading read{bytes + bytes, piece};
    CAF_REQUIRE_EQUAL(read.requests.size(), 2u);
    const auto& request = read.requests[1].request;
    CAF_CHECK_EQUAL(request.method, "POST");
    CAF_CHECK_EQUAL(request.path, "/webhook");
    CAF_CHECK_EQUAL(request.query, "a=b&c");
    CAF_CHECK_EQUAL(request.body, "{\"x\":1}");
    CAF_CHECK_EQUAL(request.signature, "sha256=ab");
    CAF_CHECK_EQUAL(request.authorization, "Bearer t");
    CAF_CHECK_EQUAL(request.content_type, "application/json");
    CAF_CHECK_EQUAL(request.origin, "http://o");
    CAF_CHECK(!read.reader.is_inside());
  }
}

CAF_TEST(chunks_are_joined_and_trailers_change_nothing) {
  const auto bytes
      = with_headers("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n4;ext=1\r\ndefg\r\n0\r\n"
                                                       "Authorization: Bearer forged\r\n\r\n");
  for (const std::size_t piece : {1, 5, 1000}) {
    reading read{bytes, piece};
    CAF_REQUIRE_EQUAL(read.requests.size(), 1u);
    CAF_CHECK_EQUAL(read.requests[0].request.body, "abcdefg");
    CAF_CHECK_EQUAL(read.requests[0].request.authorization, "");
  }
}

CAF_TEST(what_two_readers_could_understand_in_two_ways_is_refused) {
  CAF_CHECK_EQUAL(status_of(with_headers("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n")),
                  400);
  CAF_CHECK_EQUAL(status_of(with_headers("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n")),
                  400);
  CAF_CHECK_EQUAL(status_of(with_headers("Content-Length: 3\r\nContent-Length: 4\r\n")), 400);
  CAF_CHECK_EQUAL(status_of(with_headers("Content-Length: +3\r\n")), 400);
  CAF_CHECK_EQUAL(status_of(with_headers("Content-Length: 3 3\r\n")), 400);
  CAF_CHECK_EQUAL(status_of(with_headers("Content-Length : 3\r\n")), 400);
  CAF_CHECK_EQUAL(status_of(with_headers("Transfer-Encoding: gzip, chunked\r\n")), 501);
  CAF_CHECK_EQUAL(status_of(with_headers("Transfer-Encoding: identity\r\n")), 501);
  CAF_CHECK_EQUAL(status_of(with_headers("Transfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n")),
                  400);
  CAF_CHECK_EQUAL(status_of("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"), 400);
  CAF_CHECK_EQUAL(status_of("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), 400);
  CAF_CHECK_EQUAL(status_of("GET / HTTP/1.1\r\n\r\n"), 400);
}

CAF_TEST(what_is_not_http_is_refused) {
  CAF_CHECK_EQUAL(status_of("\x16\x03\x01\x02 hello, this is not HTTP\r\n\r\n"), 400);
  CAF_CHECK_EQUAL(status_of("GET / HTTP/2.0\r\n\r\n"), 400);
  CAF_CHECK_EQUAL(status_of("GET foo HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
  CAF_CHECK_EQUAL(status_of("GET * HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
  CAF_CHECK_EQUAL(status_of(with_headers("Transfer-Encoding: chunked\r\n", "zz\r\n\r\n")), 400);
  CAF_CHECK_EQUAL(status_of(with_headers("Expect: miracles\r\n")), 417);
}

CAF_TEST(a_header_may_have_so_many_bytes_in_any_rhythm) {
  const std::string line = "X-Filler: 0123456789012345678901234567890\r\n";
  std::string many;
  while (many.size() < 600)
    many += line;
  CAF_CHECK_EQUAL(status_of(with_headers(many)), 431);
  CAF_CHECK_EQUAL(status_of(with_headers("X-Long: " + std::string(600, 'a') + "\r\n")), 431);
  CAF_CHECK_EQUAL(status_of("GET /" + std::string(600, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n"), 431);
  CAF_CHECK_EQUAL(status_of(with_headers("X-Ok: " + std::string(400, 'a') + "\r\n")), 0);
}

CAF_TEST(a_body_may_have_so_many_bytes_and_not_one_more) {
  CAF_CHECK_EQUAL(reading{post_bytes("/", std::string(1000, 'a'))}.requests.size(), 1u);
  CAF_CHECK_EQUAL(status_of(post_bytes("/", std::string(1001, 'a'))), 413);
  const auto chunk = "1f4\r\n" + std::string(500, 'a') + "\r\n";
  const std::string coded = "Transfer-Encoding: chunked\r\n";
  CAF_CHECK_EQUAL(reading{with_headers(coded, chunk + chunk + "0\r\n\r\n")}.requests.size(), 1u);
  CAF_CHECK_EQUAL(status_of(with_headers(coded, chunk + chunk + "1\r\na\r\n0\r\n\r\n")), 413);
}

CAF_TEST(chunk_headers_and_trailers_are_no_way_around_the_limits) {
  const std::string coded = "Transfer-Encoding: chunked\r\n";
  const auto endless_extension = "5;x=" + std::string(2000, 'a');
  CAF_CHECK_EQUAL(status_of(with_headers(coded, endless_extension)), 400);
  std::string padded;
  for (int i = 0; i < 100; ++i)
    padded += "1;" + std::string(40, 'p') + "\r\na\r\n";
  CAF_CHECK_EQUAL(status_of(with_headers(coded, padded)), 413);
  std::string trailers = "0\r\n";
  for (int i = 0; i < 100; ++i)
    trailers += "X-Trailer: 0123456789012345678901234567890\r\n";
  CAF_CHECK(status_of(with_headers(coded, trailers)) >= 400);
}

CAF_TEST(connection_header_and_version_say_whether_to_close) {
  CAF_CHECK(!reading{get_bytes("/")}.requests[0].form.close);
  CAF_CHECK(reading{get_bytes("/", "Connection: close\r\n")}.requests[0].form.close);
  CAF_CHECK(reading{"GET / HTTP/1.0\r\n\r\n"}.requests[0].form.close);
  const auto kept = reading{"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"}.requests[0].form;
  CAF_CHECK(!kept.close);
  CAF_CHECK(kept.keep_alive);
  CAF_CHECK(reading{"HEAD / HTTP/1.1\r\nHost: a\r\n\r\n"}.requests[0].form.head);
}

CAF_TEST(only_a_client_that_waits_is_told_to_go_on) {
  const auto head = with_headers("Expect: 100-continue\r\nContent-Length: 3\r\n");
  reading waiting{head};
  CAF_CHECK_EQUAL(waiting.continues, 1);
  waiting.feed("abc", 1);
  CAF_CHECK_EQUAL(waiting.continues, 1);
  CAF_CHECK_EQUAL(waiting.requests.size(), 1u);
  CAF_CHECK_EQUAL(reading{head + "abc"}.continues, 0);
  CAF_CHECK_EQUAL(
      reading{"POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n"}.continues, 0);
  CAF_CHECK_EQUAL(
      reading{with_headers("Expect: 100-continue\r\nContent-Length: 1001\r\n")}.status(), 413);
}

CAF_TEST(whole_urls_blank_lines_and_proxies_are_understood) {
  reading read{
      "\r\n\r\nGET http://salon.example/a/b?c=d HTTP/1.1\r\nHost: a\r\nVia: 1.1 proxy\r\n\r\n"};
  CAF_REQUIRE_EQUAL(read.requests.size(), 1u);
  CAF_CHECK_EQUAL(read.requests[0].request.path, "/a/b");
  CAF_CHECK_EQUAL(read.requests[0].request.query, "c=d");
  CAF_CHECK(!read.requests[0].request.from_loopback);
  CAF_CHECK(reading{get_bytes("/")}.requests[0].request.from_loopback);
}

CAF_TEST(an_end_inside_a_request_is_a_bad_request) {
  reading half{"GET / HTT"};
  CAF_CHECK(half.reader.end() == event::refused);
  CAF_CHECK_EQUAL(half.reader.refusal().status, 400);
  reading whole{get_bytes("/")};
  CAF_CHECK(whole.reader.end() == event::more);
}
