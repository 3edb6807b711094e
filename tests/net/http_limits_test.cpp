#define CAF_SUITE http_limits

// What a client may not do: too large, too slow, too much.

#include "tests/net/http_serving.hpp"
#include "tests/support/child_process.hpp"

#include <sys/resource.h>

using namespace quickbooking;
using namespace std::chrono_literals;

CAF_TEST(a_body_of_3_MiB_is_read_and_one_byte_more_is_answered_413) {
  const serving here{[](http_request request, http_responder respond) {
    respond(text(std::to_string(request.body.size())));
  }};
  const std::string most(3 * 1024 * 1024, 'x');
  auto client = here.client();
  CAF_CHECK(client.send(post_bytes("/", most)));
  CAF_CHECK_EQUAL(body(client.read()), "3145728");
  CAF_CHECK(client.send(post_bytes("/", most + "x")));
  CAF_CHECK_EQUAL(status(client.read()), 413);
  CAF_CHECK(client.is_closed_within(5s));
  CAF_CHECK_EQUAL(here.server->counts().too_large, 1u);
}

CAF_TEST(an_oversized_header_is_answered_431) {
  const serving here;
  auto client = here.client();
  client.send(get_bytes("/", "X-Large: " + std::string(20'000, 'x') + "\r\n"));
  CAF_CHECK_EQUAL(status(client.read()), 431);
  CAF_CHECK(client.is_closed_within(5s));
}

CAF_TEST(garbage_is_answered_400_and_closed) {
  const serving here;
  for (const auto* garbage : {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
                              "hello\r\n\r\n", "GET / HTTP/1.1\r\nBroken Header\r\n\r\n"}) {
    auto client = here.client();
    client.send(garbage);
    CAF_CHECK_EQUAL(status(client.read()), 400);
    CAF_CHECK(client.is_closed_within(5s));
  }
  CAF_CHECK_EQUAL(here.server->counts().bad_requests, 3u);
}

CAF_TEST(requests_before_the_garbage_are_answered_first) {
  shelf waiting;
  serving here{waiting.handler()};
  auto client = here.client();
  client.send(get_bytes("/good") + "garbage\r\n\r\n");
  CAF_REQUIRE(eventually([&] { return waiting.size() == 1; }));
  waiting.kept[0].second(text("good"));
  CAF_CHECK_EQUAL(body(client.read()), "good");
  CAF_CHECK_EQUAL(status(client.read()), 400);
}

CAF_TEST(one_byte_now_and_then_does_not_hold_a_place) {
  http_limits limits;
  limits.request_deadline = 300ms;
  const serving here{echo, limits};
  auto client = here.client();
  const auto bytes = get_bytes("/slow");
  const auto began = std::chrono::steady_clock::now();
  std::size_t sent = 0;
  std::optional<raw_client::answer> answer;
  while (!answer && sent < bytes.size()) {
    client.send_now(bytes.substr(sent++, 1));
    answer = client.read(false, 40ms);
  }
  const auto took = std::chrono::steady_clock::now() - began;
  CAF_CHECK_EQUAL(status(answer), 408);
  CAF_CHECK(took >= 300ms);
  CAF_CHECK(took < 1500ms);
  client.half_close();
  CAF_CHECK(client.is_closed_within(1s));
  CAF_CHECK_EQUAL(here.server->counts().timed_out, 1u);
}

CAF_TEST(a_slow_body_is_timed_from_its_first_header_byte) {
  http_limits limits;
  limits.request_deadline = 200ms;
  const serving here{echo, limits};
  auto client = here.client();
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
  CAF_CHECK_EQUAL(status(client.read(false, 2s)), 408);
}

CAF_TEST(a_handler_may_take_longer_than_the_clients_deadlines) {
  http_limits limits;
  limits.request_deadline = 50ms;
  limits.idle = 50ms;
  shelf waiting;
  serving here{waiting.handler(), limits};
  auto client = here.client();
  client.send(get_bytes("/"));
  CAF_REQUIRE(eventually([&] { return waiting.size() == 1; }));
  CAF_CHECK_EQUAL(status(client.read(false, 300ms)), 0);
  waiting.kept[0].second(text("late"));
  CAF_CHECK_EQUAL(body(client.read()), "late");
}

CAF_TEST(what_nobody_answers_gets_503_in_its_place_and_the_connection_goes_on) {
  http_limits limits;
  limits.answer_deadline = 100ms;
  shelf waiting;
  serving here{waiting.handler(), limits};
  auto client = here.client();
  client.send(get_bytes("/forgotten"));
  CAF_REQUIRE(eventually([&] { return waiting.size() == 1; }));
  CAF_CHECK_EQUAL(status(client.read(false, 3s)), 503);
  CAF_CHECK_EQUAL(here.server->counts().timed_out, 1u);
  waiting.kept[0].second(text("too late"));
  client.send(get_bytes("/next"));
  CAF_REQUIRE(eventually([&] { return waiting.size() == 2; }));
  waiting.kept[1].second(text("in time"));
  CAF_CHECK_EQUAL(body(client.read()), "in time");
}

CAF_TEST(an_idle_connection_is_closed) {
  http_limits limits;
  limits.idle = 100ms;
  const serving here{echo, limits};
  auto silent = here.client();
  auto used = here.client();
  used.send(get_bytes("/"));
  CAF_CHECK_EQUAL(status(used.read()), 200);
  CAF_CHECK(silent.is_closed_within(2s));
  CAF_CHECK(used.is_closed_within(2s));
  CAF_CHECK(eventually([&] { return here.server->counts().connections == 0; }));
}

CAF_TEST(a_client_that_never_reads_is_cut_off) {
  http_limits limits;
  limits.request_deadline = 300ms;
  const serving here{[](http_request, http_responder respond) {
                       respond(text(std::string(16 * 1024 * 1024, 'x')));
                     },
                     limits};
  auto client = here.client();
  client.send(get_bytes("/"));
  CAF_CHECK(eventually([&] { return here.server->counts().timed_out == 1; }));
  CAF_CHECK(eventually([&] { return here.server->counts().connections == 0; }));
}

CAF_TEST(connections_beyond_the_limit_are_answered_503) {
  http_limits limits;
  limits.connections = 2;
  const serving here{echo, limits};
  auto first = here.client();
  auto second = here.client();
  for (auto* client : {&first, &second}) {
    client->send(get_bytes("/"));
    CAF_CHECK_EQUAL(status(client->read()), 200);
  }
  {
    auto third = here.client();
    third.send(get_bytes("/"));
    CAF_CHECK_EQUAL(status(third.read()), 503);
    third.half_close();
    CAF_CHECK(third.is_closed_within(1s));
  }
  CAF_CHECK_EQUAL(here.server->counts().overloaded, 1u);
  first.send(get_bytes("/"));
  CAF_CHECK_EQUAL(status(first.read()), 200);
}

CAF_TEST(requests_beyond_the_limit_are_answered_503_and_the_connection_stays) {
  http_limits limits;
  limits.in_flight = 3;
  shelf waiting;
  serving here{waiting.handler(), limits};
  auto client = here.client();
  for (int i = 0; i < 5; ++i)
    client.send(get_bytes("/"));
  CAF_REQUIRE(eventually([&] { return here.server->counts().overloaded == 2; }));
  for (auto& [request, respond] : waiting.kept)
    respond(text("served"));
  for (const int expected : {200, 200, 200, 503, 503})
    CAF_CHECK_EQUAL(status(client.read()), expected);
  waiting.drop();
  client.send(get_bytes("/"));
  CAF_CHECK(eventually([&] { return waiting.size() == 1; }));
}

CAF_TEST(bytes_of_waiting_requests_are_bounded_over_all_connections) {
  http_limits limits;
  limits.buffered_bytes = 100'000;
  shelf waiting;
  serving here{waiting.handler(), limits};
  auto first = here.client();
  first.send(post_bytes("/", std::string(80'000, 'x')));
  CAF_REQUIRE(eventually([&] { return waiting.size() == 1; }));
  auto second = here.client();
  second.send(post_bytes("/", std::string(80'000, 'x')).substr(0, 60'000));
  CAF_CHECK_EQUAL(status(second.read()), 503);
  waiting.kept[0].second(text("done"));
  CAF_CHECK_EQUAL(body(first.read()), "done");
  auto third = here.client();
  third.send(post_bytes("/", std::string(80'000, 'x')));
  CAF_CHECK(eventually([&] { return waiting.size() == 2; }));
}

CAF_TEST(two_thousand_connections_are_served_at_once) {
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  const serving here;
  std::vector<raw_client> clients;
  for (int i = 0; i < 2000; ++i)
    clients.push_back(here.client());
  for (auto& client : clients)
    client.send(post_bytes("/many", "x"));
  int good = 0;
  for (auto& client : clients)
    good += body(client.read()) == "POST /many x";
  CAF_CHECK_EQUAL(good, 2000);
  CAF_CHECK_EQUAL(here.server->counts().connections, 2000u);
}
