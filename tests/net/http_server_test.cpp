#define CAF_SUITE http_server

#include "tests/net/http_serving.hpp"
#include "tests/support/child_process.hpp"

#include <boost/asio/post.hpp>
#include <caf/test/unit_test.hpp>

#include <future>
#include <mutex>
#include <thread>

using namespace quickbooking;
using namespace std::chrono_literals;

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

CAF_TEST(answers_are_counted_by_the_class_of_their_status) {
  const serving here{[](http_request request, http_responder respond) {
    respond(text("", request.path == "/ill" ? 503 : 200));
  }};
  auto client = here.client();
  client.send(get_bytes("/") + get_bytes("/ill") + get_bytes("/") + "garbage\r\n\r\n");
  for (auto wanted : {200, 503, 200, 400})
    CAF_CHECK_EQUAL(status(client.read()), wanted);
  const auto counted = here.server->counts().answers;
  CAF_CHECK_EQUAL(counted[2], 2u);
  CAF_CHECK_EQUAL(counted[4], 1u);
  CAF_CHECK_EQUAL(counted[5], 1u);
}

CAF_TEST(an_answer_that_comes_too_late_is_not_counted) {
  shelf waiting;
  http_limits limits;
  limits.answer_deadline = 100ms;
  const serving here{waiting.handler(), limits};
  auto client = here.client();
  client.send(get_bytes("/late"));
  CAF_CHECK_EQUAL(status(client.read()), 503);
  waiting.kept.at(0).second(text("too late"));
  client.send(get_bytes("/next"));
  CAF_REQUIRE(eventually([&] { return waiting.size() == 2; }));
  waiting.kept.at(1).second(text("", 404));
  CAF_CHECK_EQUAL(status(client.read()), 404);
  const auto counted = here.server->counts().answers;
  CAF_CHECK_EQUAL(counted[2], 0u);
  CAF_CHECK_EQUAL(counted[4], 1u);
  CAF_CHECK_EQUAL(counted[5], 1u);
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
  std::promise<void> finished;
  here.server->stop_accepting([&] { finished.set_value(); });
  CAF_CHECK(idle.is_closed_within(1s));
  half.send("abcd");
  CAF_REQUIRE(eventually([&] { return waiting.size() == 2; }));
  auto is_finished = finished.get_future();
  for (auto& [request, respond] : waiting.kept) {
    CAF_CHECK(is_finished.wait_for(50ms) == std::future_status::timeout);
    respond(text(request.path));
  }
  CAF_CHECK(is_finished.wait_for(5s) == std::future_status::ready);
  for (auto* client : {&busy, &half}) {
    const auto answer = client->read();
    CAF_CHECK_EQUAL(status(answer), 200);
    CAF_CHECK_EQUAL(answer->header("connection"), "close");
    CAF_CHECK(client->is_closed_within(1s));
  }
  CAF_CHECK(!raw_client::can_connect(port));
}

CAF_TEST(a_server_that_nobody_uses_has_finished_at_once) {
  const serving here;
  std::promise<void> finished;
  here.server->stop_accepting([&] { finished.set_value(); });
  CAF_CHECK(finished.get_future().wait_for(5s) == std::future_status::ready);
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
