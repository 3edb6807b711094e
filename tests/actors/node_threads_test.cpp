#define CAF_SUITE node_threads

#include "actors/node.hpp"
#include "actors/outbox/outbox_messages.hpp"
#include "actors/scheduling/scheduler.hpp"
#include "net/http/http_client.hpp"
#include "tests/actors/actor_test.hpp"
#include "tests/actors/stuck_thread.hpp"

#include <caf/test/unit_test.hpp>

#include <atomic>
#include <string>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using nlohmann::json;

struct one_thread : actor_test_config {
  one_thread() {
    add_message_types<caf::id_block::quickbooking_outbox>();
    set_up_scheduler(*this, 1);
  }
};

} // namespace

CAF_TEST(customers_are_answered_while_all_threads_of_actors_are_stuck) {
  one_thread config;
  caf::actor_system system{config};
  std::atomic<bool> helps = false;
  node_options options;
  options.salons = demo_catalog();
  options.keeps_in_memory = true;
  options.sends = false;
  options.meanwhile = [&helps, turns = spare_turns(system)] { return helps && turns(); };
  auto started = node::start(system, std::move(options));
  CAF_REQUIRE(started);
  {
    stuck_thread stuck{system};
    helps = true;
    http_client customer{"http://127.0.0.1:" + std::to_string((*started)->port())};
    const json text{{"customerPhone", "15550000001"},
                    {"text", "Haircut Friday 3pm"},
                    {"salonId", demo_catalog()->salons().front().id}};
    const auto answer = customer.post("/v1/booking-requests", text.dump());
    CAF_CHECK_EQUAL(answer.status, 200);
    CAF_CHECK_EQUAL(answer.reason, "");
  }
  CAF_CHECK((*started)->stop(5s));
}
