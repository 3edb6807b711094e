#define CAF_SUITE graph_client

#include "net/graph/graph_client.hpp"
#include "net/loop/event_loop.hpp"
#include "tests/net/awaited.hpp"
#include "tests/net/graph_server.hpp"
#include "tests/net/silent_peer.hpp"
#include "tests/support/child_process.hpp"

#include <caf/test/unit_test.hpp>

#include <latch>

using namespace quickbooking;
using namespace std::chrono_literals;
using how = graph_http_answer::transport;

namespace {

/// A client under test with its loop, used as if it were blocking.
struct posting {
  event_loop loop;
  std::shared_ptr<graph_client> client;

  explicit posting(graph_options options) {
    auto made = graph_client::make(loop.context(), std::move(options));
    if (!made)
      CAF_FAIL(made.error().message);
    client = *made;
  }

  std::shared_ptr<awaited<graph_http_answer>> begin(std::string body = "{}") {
    auto out = std::make_shared<awaited<graph_http_answer>>();
    client->post_message("700800900100200", "the-token", std::move(body),
                         [out](graph_http_answer answer) { out->set(std::move(answer)); });
    return out;
  }

  graph_http_answer post(std::string body = "{}") {
    graph_http_answer none;
    none.reason = "no callback";
    return begin(std::move(body))->get(30s).value_or(none);
  }
};

graph_options plain(std::uint16_t port, std::chrono::milliseconds timeout = 10s) {
  graph_options out;
  out.base_url = "http://127.0.0.1:" + std::to_string(port);
  out.timeout = timeout;
  return out;
}

graph_options secure(std::uint16_t port, std::string ca_file) {
  graph_options out;
  out.base_url = "https://localhost:" + std::to_string(port);
  out.ca_file = std::move(ca_file);
  out.timeout = 10s;
  return out;
}

graph_server::answer_maker always(std::string answer) {
  return [answer = std::move(answer)](const std::string&) { return answer; };
}

/// Keeps its answer back until the test releases it.
class slow_server {
public:
  explicit slow_server(const std::optional<test_certificate>& certificate = std::nullopt)
      : server{[this](const std::string&) {
                 open_.wait();
                 return ok("{}");
               },
               certificate} {}

  ~slow_server() { release(); }

  void release() {
    if (!std::exchange(is_open_, true))
      open_.count_down();
  }

private:
  std::latch open_{1};
  bool is_open_ = false;

public:
  graph_server server;
};

std::string error_of(const graph_options& options) {
  event_loop loop;
  const auto made = graph_client::make(loop.context(), options);
  return made ? "" : made.error().code;
}

} // namespace

// -- a request ----------------------------------------------------------------

CAF_TEST(a_message_is_posted_as_the_api_wants_it) {
  graph_server server{always(ok(R"({"messages":[{"id":"wamid.X"}]})"))};
  auto options = plain(server.port());
  options.base_url += "/proxy/";
  posting here{options};
  const auto answer = here.post(R"({"to":"+1"})");
  CAF_CHECK(answer.how == how::answered);
  CAF_CHECK_EQUAL(answer.status, 200);
  CAF_CHECK_EQUAL(answer.body, R"({"messages":[{"id":"wamid.X"}]})");
  const auto requests = server.requests();
  CAF_REQUIRE_EQUAL(requests.size(), 1u);
  const auto& sent = requests[0];
  CAF_CHECK(sent.starts_with("POST /proxy/v26.0/700800900100200/messages HTTP/1.1\r\n"));
  CAF_CHECK(sent.find("\r\nHost: 127.0.0.1:" + std::to_string(server.port()) + "\r\n")
            != std::string::npos);
  CAF_CHECK(sent.find("\r\nAuthorization: Bearer the-token\r\n") != std::string::npos);
  CAF_CHECK(sent.find("\r\nContent-Type: application/json\r\n") != std::string::npos);
  CAF_CHECK(sent.ends_with("\r\n\r\n{\"to\":\"+1\"}"));
}

CAF_TEST(an_id_or_token_cannot_change_the_request) {
  graph_server server{always(ok("{}"))};
  posting here{plain(server.port())};
  awaited<graph_http_answer> odd_id;
  here.client->post_message("1/../x y\r\n", "token", "{}",
                            [&](graph_http_answer answer) { odd_id.set(std::move(answer)); });
  CAF_CHECK(odd_id.get()->how == how::answered);
  CAF_CHECK(server.requests()[0].starts_with("POST /v26.0/1%2F..%2Fx%20y%0D%0A/messages HTTP/1.1"));
  for (const auto* token : {"a\r\nX-Injected: b", "a\nb", ""}) {
    awaited<graph_http_answer> odd_token;
    here.client->post_message("1", token, "{}",
                              [&](graph_http_answer answer) { odd_token.set(std::move(answer)); });
    CAF_CHECK(odd_token.get()->how == how::not_sent);
  }
  CAF_CHECK_EQUAL(server.requests().size(), 1u);
}

CAF_TEST(an_error_answer_is_an_answer) {
  graph_server server{always("HTTP/1.1 429 Too Many\r\nContent-Length: 2\r\n\r\n{}")};
  posting here{plain(server.port())};
  const auto answer = here.post();
  CAF_CHECK(answer.how == how::answered);
  CAF_CHECK_EQUAL(answer.status, 429);
}

CAF_TEST(chunks_and_interim_answers_are_understood) {
  graph_server server{always("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n"
                             "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")};
  posting here{plain(server.port())};
  for (int i = 0; i < 2; ++i) {
    const auto answer = here.post();
    CAF_CHECK_EQUAL(answer.status, 200);
    CAF_CHECK_EQUAL(answer.body, "abcde");
  }
  CAF_CHECK_EQUAL(server.connections(), 1);
}

CAF_TEST(of_a_large_answer_only_the_begin_is_read) {
  constexpr std::size_t limit = 64 * 1024;
  int size = 0;
  graph_server server{[&](const std::string&) { return ok(std::string(limit + size, 'x')); }};
  posting here{plain(server.port())};
  CAF_CHECK_EQUAL(here.post().body.size(), limit);
  size = 1;
  const auto cut = here.post();
  CAF_CHECK_EQUAL(cut.status, 200);
  CAF_CHECK_EQUAL(cut.body.size(), limit);
  size = 0;
  CAF_CHECK_EQUAL(here.post().status, 200);
  CAF_CHECK_EQUAL(server.connections(), 2);
}

CAF_TEST(an_answer_that_claims_to_be_endless_costs_nothing) {
  graph_server server{always("HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551615\r\n\r\n"
                             + std::string(100'000, 'x'))};
  posting here{plain(server.port())};
  const auto answer = here.post();
  CAF_CHECK_EQUAL(answer.status, 200);
  CAF_CHECK_EQUAL(answer.body.size(), 64u * 1024);
}

// -- whom to trust ------------------------------------------------------------

CAF_TEST(a_server_is_trusted_by_its_certificate_and_its_name) {
  temp_dir dir;
  const auto ours = make_certificate(dir.path().string(), "localhost");
  const auto others = make_certificate(dir.path().string(), "other.example");
  graph_server right{always(ok("{}")), ours};
  graph_server wrong{always(ok("{}")), others};
  posting trusting{secure(right.port(), ours.certificate_file)};
  CAF_CHECK(trusting.post().how == how::answered);
  CAF_CHECK(trusting.post().how == how::answered);
  CAF_CHECK_EQUAL(right.connections(), 1);
  const auto unknown_ca = posting{secure(right.port(), "")}.post();
  const auto wrong_name = posting{secure(wrong.port(), others.certificate_file)}.post();
  for (const auto& answer : {unknown_ca, wrong_name}) {
    CAF_CHECK(answer.how == how::not_sent);
    CAF_CHECK(answer.reason.find("TLS") != std::string::npos);
  }
  CAF_CHECK_EQUAL(right.requests().size(), 2u);
  CAF_CHECK(wrong.requests().empty());
}

CAF_TEST(the_token_does_not_travel_unencrypted) {
  graph_options options;
  options.base_url = "http://graph.facebook.com";
  CAF_CHECK_EQUAL(error_of(options), "invalid_graph_url");
  options.base_url = "ftp://localhost";
  CAF_CHECK_EQUAL(error_of(options), "invalid_graph_url");
  options.base_url = "http://localhost:1";
  CAF_CHECK_EQUAL(error_of(options), "");
  options.base_url = "https://graph.facebook.com";
  CAF_CHECK_EQUAL(error_of(options), "");
  options.ca_file = "/no/such/file.pem";
  CAF_CHECK_EQUAL(error_of(options), "invalid_ca_file");
}

// -- how far it got -----------------------------------------------------------

CAF_TEST(without_a_connection_nothing_was_sent) {
  CAF_CHECK(posting{plain(free_port())}.post().how == how::not_sent);
  auto options = plain(1);
  options.base_url = "https://no-such-host.invalid";
  CAF_CHECK(posting{options}.post().how == how::not_sent);
}

CAF_TEST(a_peer_that_never_greets_costs_the_timeout_and_nothing_was_sent) {
  silent_peer peer{""};
  auto options = secure(peer.port(), "");
  options.timeout = 200ms;
  const auto began = std::chrono::steady_clock::now();
  CAF_CHECK(posting{options}.post().how == how::not_sent);
  const auto took = std::chrono::steady_clock::now() - began;
  CAF_CHECK(took >= 200ms);
  CAF_CHECK(took < 3s);
}

CAF_TEST(a_slow_answer_is_lost) {
  slow_server slow;
  posting here{plain(slow.server.port(), 200ms)};
  const auto began = std::chrono::steady_clock::now();
  const auto answer = here.post();
  const auto took = std::chrono::steady_clock::now() - began;
  slow.release();
  CAF_CHECK(answer.how == how::lost);
  CAF_CHECK(took >= 200ms);
  CAF_CHECK(took < 3s);
  CAF_CHECK(here.post().how == how::answered);
  CAF_CHECK_EQUAL(slow.server.connections(), 2);
}

CAF_TEST(a_slow_answer_over_tls_is_lost) {
  temp_dir dir;
  const auto certificate = make_certificate(dir.path().string(), "localhost");
  slow_server slow{certificate};
  auto options = secure(slow.server.port(), certificate.certificate_file);
  options.timeout = 2s;
  posting here{options};
  CAF_CHECK(here.post().how == how::lost);
  CAF_CHECK_EQUAL(slow.server.requests().size(), 1u);
}

CAF_TEST(a_connection_closed_instead_of_an_answer_is_lost) {
  graph_server server{always("")};
  CAF_CHECK(posting{plain(server.port())}.post().how == how::lost);
  graph_server half{
      always("HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\nabc")};
  CAF_CHECK(posting{plain(half.port())}.post().how == how::lost);
}

CAF_TEST(an_answer_that_is_no_http_is_lost) {
  silent_peer peer{"220 mail.example ESMTP\r\n"};
  const auto answer = posting{plain(peer.port())}.post();
  CAF_CHECK(answer.how == how::lost);
  CAF_CHECK(!answer.reason.empty());
}

CAF_TEST(a_kept_connection_that_ends_under_the_second_request_is_lost) {
  std::atomic<int> count = 0;
  graph_server server{[&](const std::string&) { return ++count == 2 ? "" : ok("{}"); }};
  posting here{plain(server.port())};
  CAF_CHECK(here.post().how == how::answered);
  CAF_CHECK(here.post().how == how::lost);
  CAF_CHECK_EQUAL(server.connections(), 1);
  CAF_CHECK_EQUAL(server.requests().size(), 2u);
}

CAF_TEST(a_kept_connection_that_ended_meanwhile_is_replaced) {
  graph_server server{always(ok("{}"))};
  posting here{plain(server.port())};
  for (int i = 1; i <= 20; ++i) {
    CAF_CHECK(here.post().how == how::answered);
    CAF_CHECK_EQUAL(server.connections(), i);
    server.close_connections();
  }
}

// -- the pool -----------------------------------------------------------------

CAF_TEST(requests_one_after_the_other_share_a_connection) {
  graph_server server{always(ok("{}"))};
  posting here{plain(server.port())};
  for (int i = 0; i < 30; ++i)
    CAF_CHECK_EQUAL(here.post().status, 200);
  CAF_CHECK_EQUAL(server.connections(), 1);
}

CAF_TEST(a_peer_that_announces_to_close_is_believed) {
  graph_server server{always(ok("{}", "Connection: close\r\n"))};
  posting here{plain(server.port())};
  for (int i = 1; i <= 3; ++i) {
    CAF_CHECK_EQUAL(here.post().status, 200);
    CAF_CHECK_EQUAL(server.connections(), i);
  }
}

CAF_TEST(many_requests_use_so_many_connections_and_no_more) {
  graph_server server{always(ok("{}"))};
  auto options = plain(server.port());
  options.connections = 4;
  posting here{options};
  std::vector<std::shared_ptr<awaited<graph_http_answer>>> all;
  for (int i = 0; i < 500; ++i)
    all.push_back(here.begin());
  int good = 0;
  for (const auto& one : all)
    good += one->get(30s).value_or(graph_http_answer{}).status == 200;
  CAF_CHECK_EQUAL(good, 500);
  CAF_CHECK_EQUAL(server.connections(), 4);
}

CAF_TEST(who_finds_the_line_full_is_not_sent) {
  slow_server slow;
  auto options = plain(slow.server.port());
  options.connections = 1;
  options.waiting = 2;
  posting here{options};
  const auto under_way = here.begin();
  const auto first = here.begin();
  const auto second = here.begin();
  const auto third = here.begin();
  const auto refused = third->get();
  CAF_REQUIRE(refused.has_value());
  CAF_CHECK(refused->how == how::not_sent);
  CAF_CHECK_EQUAL(refused->reason, "queue full");
  slow.release();
  for (const auto& served : {under_way, first, second})
    CAF_CHECK(served->get()->how == how::answered);
  CAF_CHECK_EQUAL(slow.server.requests().size(), 3u);
}

CAF_TEST(who_waits_too_long_in_the_line_is_not_sent) {
  slow_server slow;
  auto options = plain(slow.server.port(), 200ms);
  options.connections = 1;
  posting here{options};
  const auto under_way = here.begin();
  const auto waiting = here.begin();
  CAF_CHECK(under_way->get()->how == how::lost);
  // The place of the one may become free just before the other's time is over.
  CAF_CHECK(waiting->get()->how != how::answered);
  CAF_CHECK_EQUAL(waiting->times(), 1);
}

// -- the end ------------------------------------------------------------------

CAF_TEST(dropping_the_client_calls_every_callback) {
  slow_server slow;
  auto options = plain(slow.server.port());
  options.connections = 1;
  posting here{options};
  const auto under_way = here.begin();
  const auto waiting = here.begin();
  CAF_CHECK(eventually([&] { return slow.server.requests().size() == 1; }));
  here.client.reset();
  CAF_CHECK(under_way->get()->how == how::lost);
  CAF_CHECK(waiting->get()->how == how::not_sent);
}

CAF_TEST(a_client_may_outlive_its_loop) {
  slow_server slow;
  std::shared_ptr<graph_client> client;
  {
    posting here{plain(slow.server.port())};
    here.begin();
    here.begin();
    CAF_CHECK(eventually([&] { return slow.server.requests().size() == 2; }));
    client = here.client;
  }
  client->post_message("1", "token", "{}", [](const graph_http_answer&) {});
}

CAF_TEST(a_callback_that_throws_does_not_harm_the_next) {
  graph_server server{always(ok("{}"))};
  posting here{plain(server.port())};
  here.client->post_message("1", "token", "{}",
                            [](const graph_http_answer&) { throw std::runtime_error{"x"}; });
  CAF_CHECK_EQUAL(here.post().status, 200);
}
