#define CAF_SUITE deliveries

#include "load/engine/deliveries.hpp"
#include "tests/load/loop_fixture.hpp"
#include "tests/support/child_process.hpp"

#include <caf/test/unit_test.hpp>

#include <optional>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

void answer(const http_responder& respond, int status) {
  respond({status, "{}", "application/json", {}});
}

/// Deliveries with their books, against a server.
struct desk {
  explicit desk(loop_fixture::answerer how, load_api api = load_api::webhook)
      : server{std::move(how)} {
    server.on_loop([&] {
      brings.emplace(server.loop.context(), api,
                     std::vector{post_pool_options{server.peer(), 10, 10s}}, ledger, recorder,
                     clock, later,
                     deliveries::observers{[this](const ready_message&) { ++sent; },
                                           [this](const visit_id&, std::uint64_t,
                                                  const std::string& body) { last = body; }});
    });
  }

  ~desk() {
    server.on_loop([this] { brings.reset(); });
  }

  void send(int copies = 1) {
    server.on_loop([&] {
      ready_message what{{7, 1}, 1, loop_fixture::request("hello"), {}, copies};
      brings->send(std::move(what), run_time::clock::now());
    });
  }

  /// True once the server has so many requests; the agenda goes on meanwhile.
  bool has_requests(std::size_t count) {
    return eventually([&] {
      server.on_loop([&] { later.run_due(run_time::clock::now()); });
      return server.bodies().size() >= count;
    });
  }

  bool is_settled() {
    return eventually([&] { return server.on_loop([&] { return brings->open() == 0; }); });
  }

  loop_fixture server;
  message_ledger ledger{1s};
  run_recorder recorder;
  punctuality clock;
  agenda later;
  std::optional<deliveries> brings;
  int sent = 0;
  std::string last;
};

} // namespace

CAF_TEST(what_is_taken_is_sent_once) {
  desk x{[](std::size_t, const http_responder& respond) { answer(respond, 200); }};
  x.send();
  CAF_CHECK(x.has_requests(1));
  CAF_CHECK(x.is_settled());
  CAF_CHECK_EQUAL(x.sent, 1);
  CAF_CHECK_EQUAL(x.recorder.to_acknowledgement().intended.count(), 1u);
  CAF_CHECK(x.recorder.errors().empty());
  CAF_CHECK_EQUAL(x.ledger.expire(run_time::clock::now() + 2s).size(), 1u); // no reply came
}

CAF_TEST(what_is_refused_comes_again_until_it_is_taken) {
  desk x{[](std::size_t number, const http_responder& respond) {
    answer(respond, number <= 2 ? 503 : 200);
  }};
  x.send();
  CAF_CHECK(x.has_requests(3));
  CAF_CHECK(x.is_settled());
  CAF_CHECK_EQUAL(x.sent, 1);
  CAF_CHECK_EQUAL(x.recorder.errors().at("http_503"), 2u);
  CAF_CHECK_EQUAL(x.recorder.to_acknowledgement().intended.count(), 1u);
  // At once the first time, after a quarter of a second then.
  CAF_CHECK(x.recorder.to_acknowledgement().intended.max() >= 250ms);
  for (const auto& body : x.server.bodies())
    CAF_CHECK_EQUAL(body, "hello");
}

CAF_TEST(what_is_told_comes_again_until_it_is_taken_and_is_no_message) {
  desk x{[](std::size_t number, const http_responder& respond) {
    answer(respond, number <= 2 ? 503 : 200);
  }};
  x.server.on_loop([&] { x.brings->tell(loop_fixture::request("delivered")); });
  CAF_CHECK(x.has_requests(3));
  for (const auto& body : x.server.bodies())
    CAF_CHECK_EQUAL(body, "delivered");
  CAF_CHECK_EQUAL(x.sent, 0);
  CAF_CHECK_EQUAL(x.recorder.to_acknowledgement().intended.count(), 0u);
}

CAF_TEST(a_copy_comes_after_the_200_and_counts_for_nothing) {
  desk x{[](std::size_t, const http_responder& respond) { answer(respond, 200); }};
  x.send(2);
  CAF_CHECK(x.has_requests(2));
  CAF_CHECK(x.is_settled());
  CAF_CHECK_EQUAL(x.sent, 1);
  CAF_CHECK_EQUAL(x.recorder.to_acknowledgement().intended.count(), 1u);
}

CAF_TEST(a_v1_call_is_not_repeated_and_its_answer_is_told) {
  desk fine{[](std::size_t, const http_responder& respond) { answer(respond, 200); }, load_api::v1};
  fine.send();
  CAF_CHECK(fine.is_settled());
  CAF_CHECK_EQUAL(fine.last, "{}");
  desk refused{[](std::size_t, const http_responder& respond) { answer(respond, 503); },
               load_api::v1};
  refused.send();
  CAF_CHECK(refused.is_settled());
  CAF_CHECK(refused.ledger.empty());
  CAF_CHECK_EQUAL(refused.server.bodies().size(), 1u);
}
