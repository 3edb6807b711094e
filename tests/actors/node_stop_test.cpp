#define CAF_SUITE node_stop

#include "actors/node.hpp"
#include "actors/outbox/outbox_messages.hpp"
#include "tests/actors/actor_test.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/raw_client.hpp"

#include <caf/test/unit_test.hpp>

#include <future>
#include <string>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using nlohmann::json;

struct settings : actor_test_config {
  settings() { add_message_types<caf::id_block::quickbooking_outbox>(); }
};

/// A node, and a customer whose text has been announced to it.
struct half_asked {
  half_asked() {
    node_options options;
    options.salons = demo_catalog();
    options.keeps_in_memory = true;
    options.sends = false;
    auto started = node::start(system, std::move(options));
    CAF_REQUIRE(started);
    running = std::move(*started);
    customer.emplace(running->port());
    customer->send(head());
    const auto told_to_go_on = customer->read();
    CAF_REQUIRE(told_to_go_on);
    CAF_CHECK_EQUAL(told_to_go_on->status, 100);
  }

  /// In a thread; true if it ends in order.
  std::future<bool> stop(std::chrono::milliseconds limit) {
    auto ended = std::async(std::launch::async, [this, limit] { return running->stop(limit); });
    CAF_CHECK(eventually([&] { return !raw_client::can_connect(running->port()); }));
    return ended;
  }

  void ask_the_rest() { customer->send(body); }

  std::string head() const {
    return "POST /v1/booking-requests HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
           "Content-Length: "
           + std::to_string(body.size()) + "\r\n\r\n";
  }

  const std::string body = json{{"customerPhone", "15550000001"},
                                {"text", "Haircut Friday 3pm"},
                                {"salonId", demo_catalog()->salons().front().id}}
                               .dump();
  settings config;
  caf::actor_system system{config};
  std::unique_ptr<node> running;
  std::optional<raw_client> customer;
};

} // namespace

CAF_TEST(P2_who_came_in_is_answered_before_the_node_ends) {
  half_asked it;
  auto ended = it.stop(20s);
  CAF_CHECK(ended.wait_for(300ms) == std::future_status::timeout);
  it.ask_the_rest();
  const auto answer = it.customer->read();
  CAF_REQUIRE(answer);
  CAF_CHECK_EQUAL(answer->status, 200);
  CAF_CHECK(answer->body.find("interactive_card") != std::string::npos);
  CAF_CHECK(ended.get());
}

CAF_TEST(a_client_that_does_not_end_its_request_gets_half_of_the_time) {
  half_asked it;
  const auto began = std::chrono::steady_clock::now();
  CAF_CHECK(it.stop(1s).get());
  CAF_CHECK(std::chrono::steady_clock::now() - began < 5s);
  it.running.reset();
  CAF_CHECK(it.customer->is_closed_within(5s));
}
