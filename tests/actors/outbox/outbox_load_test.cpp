#define CAF_SUITE outbox_load

#include "tests/actors/outbox/outbox_fixture.hpp"

#include <caf/test/unit_test.hpp>
#include <spdlog/logger.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

constexpr auto customers = 1'000;
constexpr auto orders = 8'000;
constexpr auto broken_until = 5min; ///< the token of n0 is wrong for so long

/// WhatsApp with latency, transient failures, lost answers and limits, all in virtual time.
struct whatsapp : outbox_fixture {
  whatsapp() {
    log = std::make_shared<spdlog::logger>("nobody reads it");
    options.per_customer = 100;
    graph->answer = [this](const graph_post& x) {
      arrive(x);
      return std::nullopt;
    };
    start();
  }

  steady_time now() const { return sched.clock().current_time; }
  int draw(int n) { return std::uniform_int_distribution{0, n - 1}(random); }

  // -- WhatsApp's side ----------------------------------------------------------------------------

  void arrive(const graph_post& x) {
    CAF_REQUIRE(busy.insert(x.customer).second);
    note(of_number[x.number], 1s, 80);
    note(of_customer[x.customer], 6s, 45);
    const auto what = decide(x);
    answers.emplace(now() + std::chrono::milliseconds{20 + draw(200)},
                    std::pair{graph->posts.size() - 1, what});
  }

  /// Fails the test if more than `most` came within the window.
  void note(std::vector<steady_time>& times, std::chrono::seconds window, std::ptrdiff_t most) {
    times.push_back(now());
    const auto first = std::upper_bound(times.begin(), times.end(), now() - window);
    CAF_REQUIRE(times.end() - first <= most);
  }

  graph_http_answer decide(const graph_post& x) {
    if (x.number == "n0" && now() < begin + broken_until)
      return error_answer(190, 401);
    const auto luck = failures[x.out_id] < 3 ? draw(100) : 100;
    failures[x.out_id] += luck < 6;
    if (luck < 4)
      return error_answer(131016, 500);
    if (luck < 5)
      return not_sent_answer();
    received[x.customer].push_back(std::stoi(x.out_id));
    return luck < 6 ? lost_answer() : accepted_answer();
  }

  void answer_next() {
    const auto [index, what] = answers.begin()->second;
    answers.erase(answers.begin());
    busy.erase(graph->posts[index].customer);
    answer(index, what);
  }

  // -- the test's side ----------------------------------------------------------------------------

  void order_next() {
    const auto i = draw(customers);
    order(phone(i), std::to_string(ordered++), "n" + std::to_string(i % 5));
  }

  void run_all() {
    const auto pause = 10ms;
    while (reports.size() < orders) {
      auto next = answers.empty() ? steady_time::max() : answers.begin()->first;
      if (ordered < orders)
        next = std::min(next, begin + ordered * pause);
      if (!sched.clock().schedule().empty())
        next = std::min(next, sched.clock().schedule().begin()->first);
      CAF_REQUIRE(next < begin + 1h);
      wait(std::max(next - now(), caf::timespan{0}));
      while (!answers.empty() && answers.begin()->first <= now())
        answer_next();
      if (ordered < orders && begin + ordered * pause <= now())
        order_next();
    }
  }

  std::mt19937 random{11};
  steady_time begin = now();
  int ordered = 0;
  std::multimap<steady_time, std::pair<std::size_t, graph_http_answer>> answers;
  std::set<std::string> busy;
  std::map<std::string, std::vector<steady_time>> of_number;
  std::map<std::string, std::vector<steady_time>> of_customer;
  std::map<std::string, std::vector<int>> received;
  std::map<std::string, int> failures; ///< by `out_id`; never so many that an order is given up
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(outbox_load_tests, whatsapp)

CAF_TEST(nothing_is_lost_overtaken_or_sent_too_fast) {
  run_all();
  std::set<std::string> ended;
  for (const auto& x : reports) {
    CAF_CHECK(ended.insert(x.out_id).second);
    CAF_CHECK_EQUAL(x.why, "");
  }
  CAF_CHECK_EQUAL(ended.size(), static_cast<std::size_t>(orders));
  std::size_t different = 0;
  for (auto& [customer, ids] : received) {
    CAF_CHECK(std::is_sorted(ids.begin(), ids.end()));
    different += static_cast<std::size_t>(std::unique(ids.begin(), ids.end()) - ids.begin());
  }
  CAF_CHECK_EQUAL(different, static_cast<std::size_t>(orders));
}

CAF_TEST_FIXTURE_SCOPE_END()
