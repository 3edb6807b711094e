#define CAF_SUITE post_rota

#include "load/wire/post_rota.hpp"
#include "tests/load/loop_fixture.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/reserved_port.hpp"

#include <caf/test/unit_test.hpp>

#include <optional>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

void answer_ok(std::size_t, const http_responder& respond) { respond({200, "", "text/plain", {}}); }

/// Posts so many requests, each once the one before is answered; the words that came back.
std::vector<std::string> outcomes(loop_fixture& by, const std::vector<post_pool_options>& servers,
                                  std::uint64_t count) {
  std::vector<std::string> all;
  std::optional<post_rota> rota;
  by.on_loop([&] {
    rota.emplace(
        by.loop.context(), servers, [](std::uint64_t) {},
        [&](std::uint64_t, const post_answer& x) {
          all.push_back(x.status == 0 ? x.error : std::to_string(x.status));
        });
  });
  for (std::uint64_t i = 1; i <= count; ++i) {
    by.on_loop([&] { rota->post(loop_fixture::request("body"), i); });
    CAF_REQUIRE(eventually([&] { return by.on_loop([&] { return all.size() == i; }); }));
  }
  by.on_loop([&] { rota.reset(); });
  return all;
}

post_pool_options at(std::vector<stream_endpoint> peer) { return {std::move(peer), 10, 10s}; }

} // namespace

CAF_TEST(each_request_goes_to_the_next_server) {
  loop_fixture first{answer_ok}, second{answer_ok}, third{answer_ok};
  const auto all = outcomes(first, {at(first.peer()), at(second.peer()), at(third.peer())}, 7);
  CAF_CHECK_EQUAL(all, std::vector<std::string>(7, "200"));
  CAF_CHECK_EQUAL(first.bodies().size(), 3u);
  CAF_CHECK_EQUAL(second.bodies().size(), 2u);
  CAF_CHECK_EQUAL(third.bodies().size(), 2u);
}

CAF_TEST(what_a_dead_server_refused_goes_to_another_when_it_is_posted_again) {
  loop_fixture alive{answer_ok};
  const reserved_port nobody;
  const auto dead = at({tcp::endpoint{asio::ip::address_v4::loopback(), nobody.number()}});
  const std::vector<std::string> wanted{"200", "refused", "200", "refused"};
  CAF_CHECK_EQUAL(outcomes(alive, {at(alive.peer()), dead}, 4), wanted);
}
