#define CAF_SUITE http_server

#include "net/http/http_server.hpp"
#include "net/http/signature.hpp"
#include "net/loop/event_loop.hpp"
#include "tests/net/raw_client.hpp"
#include "tests/support/child_process.hpp"

#include <boost/asio/post.hpp>
#include <caf/test/unit_test.hpp>

#include <sys/resource.h>

#include <iostream>
#include <mutex>
#include <thread>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

http_response text(std::string body, int status = 200) {
  http_response out;
  out.status = status;
  out.body = std::move(body);
  out.content_type = "text/plain";
  return out;
}

void echo(http_request request, http_responder respond) {
  respond(text(request.method + " " + request.path + " " + request.body));
}

/// A server on a free port with its loop. The server goes first, as in the node.
struct serving {
  event_loop loop;
  std::shared_ptr<http_server> server;

  explicit serving(http_handler handler = echo, http_limits limits = {}) {
    auto made = http_server::listen(loop.context(), "127.0.0.1", 0, limits, std::move(handler));
    if (!made)
      CAF_FAIL(made.error().message);
    server = *made;
  }

  raw_client client() const { return raw_client{server->port()}; }
};

/// Keeps the responders for a later answer.
struct shelf {
  std::mutex mutex;
  std::vector<std::pair<http_request, http_responder>> kept;

  http_handler handler() {
    return [this](http_request request, http_responder respond) {
      const std::lock_guard guard{mutex};
      kept.emplace_back(std::move(request), std::move(respond));
    };
  }

  std::size_t size() {
    const std::lock_guard guard{mutex};
    return kept.size();
  }

  void drop() {
    const std::lock_guard guard{mutex};
    kept.clear();
  }
};

int status(std::optional<raw_client::answer> answer) { return answer ? answer->status : 0; }

std::string body(std::optional<raw_client::answer> answer) { return answer ? answer->body : ""; }

} // namespace

// -- the ordinary -------------------------------------------------------------

CAF_TEST(a_connection_is_kept_for_many_requests) {
  const serving here;
  auto client = here.client();
  for (int i = 0; i < 50; ++i) {
    client.send(post_bytes("/p", std::to_string(i)));
    CAF_CHECK_EQUAL(body(client.read()), "POST /p " + std::to_string(i));
  }
  CAF_CHECK_EQUAL(here.server->counts().accepted, 1u);
  CAF_CHECK_EQUAL(here.server->counts().connections, 1u);
}

CAF_TEST(close_is_announced_and_done) {
  const serving here;
  for (const auto& bytes :
       {get_bytes("/", "Connection: close\r\n"), std::string{"GET / HTTP/1.0\r\n\r\n"}}) {
    auto client = here.client();
    client.send(bytes);
    const auto answer = client.read();
    CAF_CHECK_EQUAL(status(answer), 200);
    CAF_CHECK_EQUAL(answer->header("connection"), "close");
    CAF_CHECK(client.is_closed_within(1s));
  }
}

CAF_TEST(an_http_1_0_client_may_keep_its_connection) {
  const serving here;
  auto client = here.client();
  for (int i = 0; i < 2; ++i) {
    client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    CAF_CHECK_EQUAL(client.read()->header("connection"), "keep-alive");
  }
}

CAF_TEST(head_has_the_length_and_no_body) {
  const serving here;
  auto client = here.client();
  client.send("HEAD /h HTTP/1.1\r\nHost: a\r\n\r\n" + get_bytes("/after"));
  CAF_CHECK_EQUAL(client.read(true)->header("content-length"), "8");
  CAF_CHECK_EQUAL(body(client.read()), "GET /after ");
}

CAF_TEST(a_client_that_asks_is_told_to_continue) {
  const serving here;
  auto client = here.client();
  client.send("POST /c HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
  CAF_CHECK_EQUAL(status(client.read()), 100);
  client.send("body");
  CAF_CHECK_EQUAL(body(client.read()), "POST /c body");
}

CAF_TEST(a_client_that_closed_its_half_still_gets_its_answers) {
  shelf waiting;
  serving here{waiting.handler()};
  auto client = here.client();
  client.send(get_bytes("/a") + get_bytes("/b"));
  client.half_close();
  CAF_REQUIRE(eventually([&] { return waiting.size() == 2; }));
  waiting.kept[1].second(text("b"));
  waiting.kept[0].second(text("a"));
  CAF_CHECK_EQUAL(body(client.read()), "a");
  CAF_CHECK_EQUAL(body(client.read()), "b");
  CAF_CHECK(client.is_closed_within(1s));
}

CAF_TEST(a_request_half_sent_is_answered_400) {
  const serving here;
  auto client = here.client();
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
  client.half_close();
  CAF_CHECK_EQUAL(status(client.read()), 400);
  CAF_CHECK(client.is_closed_within(1s));
}

// -- pipelining ---------------------------------------------------------------

CAF_TEST(answers_follow_the_order_of_requests_whatever_the_handlers_do) {
  shelf waiting;
  std::atomic<int> answered = 0;
  // Answers in pairs from another thread, the later one of the two first.
  const auto pairs = [&](http_request request, http_responder respond) {
    const std::lock_guard guard{waiting.mutex};
    waiting.kept.emplace_back(std::move(request), std::move(respond));
    if (waiting.kept.size() < 2)
      return;
    auto both = std::exchange(waiting.kept, {});
    std::thread{[both = std::move(both), &answered] {
      both[1].second(text(both[1].first.path));
      both[0].second(text(both[0].first.path));
      answered += 2;
    }}.join();
  };
  serving here{pairs};
  auto client = here.client();
  std::string bytes;
  for (int i = 0; i < 100; ++i)
    bytes += get_bytes("/" + std::to_string(i));
  client.send(bytes);
  for (int i = 0; i < 100; ++i)
    CAF_CHECK_EQUAL(body(client.read()), "/" + std::to_string(i));
  CAF_CHECK_EQUAL(answered.load(), 100);
}

CAF_TEST(reading_pauses_while_many_requests_wait_for_their_answers) {
  shelf waiting;
  serving here{waiting.handler()};
  auto client = here.client();
  std::string bytes;
  for (int i = 0; i < 500; ++i)
    bytes += get_bytes("/" + std::to_string(i));
  client.send(bytes);
  CAF_REQUIRE(eventually([&] { return waiting.size() == 64; }));
  std::size_t next = 0;
  for (int i = 0; i < 500; ++i) {
    CAF_REQUIRE(eventually([&] { return waiting.size() > next; }));
    CAF_CHECK(waiting.size() <= next + 64);
    std::unique_lock guard{waiting.mutex};
    auto respond = std::exchange(waiting.kept[next++].second, nullptr);
    guard.unlock();
    respond(text(std::to_string(i)));
    CAF_CHECK_EQUAL(body(client.read()), std::to_string(i));
  }
}

// -- responders ---------------------------------------------------------------

CAF_TEST(a_dropped_responder_answers_500) {
  shelf waiting;
  serving here{waiting.handler()};
  auto client = here.client();
  client.send(get_bytes("/"));
  CAF_REQUIRE(eventually([&] { return waiting.size() == 1; }));
  waiting.drop();
  CAF_CHECK_EQUAL(status(client.read()), 500);
  client.send(get_bytes("/still-open"));
  CAF_CHECK(eventually([&] { return waiting.size() == 1; }));
}

CAF_TEST(a_handler_that_throws_answers_500_and_the_loop_goes_on) {
  const serving here{[](http_request, http_responder) { throw std::runtime_error{"oops"}; }};
  auto client = here.client();
  for (int i = 0; i < 2; ++i) {
    client.send(get_bytes("/"));
    CAF_CHECK_EQUAL(status(client.read()), 500);
  }
}

CAF_TEST(only_the_first_of_two_answers_counts) {
  const serving here{[](http_request, http_responder respond) {
    respond(text("first"));
    respond(text("second"));
  }};
  auto client = here.client();
  client.send(get_bytes("/") + get_bytes("/"));
  CAF_CHECK_EQUAL(body(client.read()), "first");
  CAF_CHECK_EQUAL(body(client.read()), "first");
}

CAF_TEST(a_responder_outlives_connection_server_and_loop) {
  shelf waiting;
  {
    serving here{waiting.handler()};
    {
      auto client = here.client();
      client.send(get_bytes("/gone") + get_bytes("/gone-too"));
      CAF_REQUIRE(eventually([&] { return waiting.size() == 2; }));
    }
    waiting.kept[0].second(text("nobody listens"));
  }
  waiting.kept[1].second(text("not even a loop"));
  waiting.drop();
}

// -- limits -------------------------------------------------------------------

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

// -- begin and end ------------------------------------------------------------

CAF_TEST(a_port_in_use_or_a_bad_address_is_named) {
  const serving here;
  event_loop loop;
  const auto taken
      = http_server::listen(loop.context(), "127.0.0.1", here.server->port(), {}, echo);
  CAF_REQUIRE(!taken);
  CAF_CHECK_EQUAL(taken.error().code, "cannot_listen");
  CAF_CHECK(taken.error().message.find(std::to_string(here.server->port())) != std::string::npos);
  const auto strange = http_server::listen(loop.context(), "no-address", 0, {}, echo);
  CAF_REQUIRE(!strange);
  CAF_CHECK(strange.error().message.find("no-address") != std::string::npos);
}

CAF_TEST(after_stop_accepting_requests_under_way_are_finished) {
  shelf waiting;
  serving here{waiting.handler()};
  auto idle = here.client();
  auto busy = here.client();
  auto half = here.client();
  busy.send(get_bytes("/busy"));
  half.send("POST /half HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
  CAF_CHECK_EQUAL(status(half.read()), 100);
  CAF_REQUIRE(eventually([&] { return waiting.size() == 1; }));
  CAF_REQUIRE(eventually([&] { return here.server->counts().connections == 3; }));
  const auto port = here.server->port();
  here.server->stop_accepting();
  CAF_CHECK(idle.is_closed_within(1s));
  half.send("abcd");
  CAF_REQUIRE(eventually([&] { return waiting.size() == 2; }));
  for (auto& [request, respond] : waiting.kept)
    respond(text(request.path));
  for (auto* client : {&busy, &half}) {
    const auto answer = client->read();
    CAF_CHECK_EQUAL(status(answer), 200);
    CAF_CHECK_EQUAL(answer->header("connection"), "close");
    CAF_CHECK(client->is_closed_within(1s));
  }
  CAF_CHECK(!raw_client::can_connect(port));
}

CAF_TEST(dropping_the_server_closes_all_connections) {
  serving here;
  auto client = here.client();
  client.send(get_bytes("/"));
  CAF_CHECK_EQUAL(status(client.read()), 200);
  here.server.reset();
  CAF_CHECK(client.is_closed_within(1s));
}

CAF_TEST(an_exception_in_the_loop_costs_its_handler_only) {
  serving here;
  boost::asio::post(here.loop.context(), [] { throw std::runtime_error{"from a handler"}; });
  boost::asio::post(here.loop.context(), [] { throw 42; });
  auto client = here.client();
  client.send(get_bytes("/"));
  CAF_CHECK_EQUAL(status(client.read()), 200);
}

CAF_TEST(stopping_the_loop_twice_is_stopping_it_once) {
  serving here;
  here.loop.stop();
  here.loop.stop();
  here.server->stop_accepting();
}
