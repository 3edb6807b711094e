#pragma once

#include "actors/outbox/outbox.hpp"
#include "actors/outbox/outbox_messages.hpp"
#include "actors/protocol.hpp"
#include "tests/actors/outbox/graph_double.hpp"
#include "tests/actors/stepped_test.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

#include <memory>
#include <string>
#include <vector>

namespace quickbooking {

struct outbox_config : caf::actor_system_config {
  outbox_config() {
    add_message_types<caf::id_block::quickbooking>();
    add_message_types<caf::id_block::quickbooking_outbox>();
  }
};

/// `+15550000007` for 7.
inline std::string phone(int i) {
  auto digits = std::to_string(i);
  return "+1555" + std::string(7 - digits.size(), '0') + digits;
}

/// An outbox between the double of the Graph API and a listener, in virtual time.
struct outbox_fixture : test_coordinator_fixture<outbox_config> {
  outbox_fixture() {
    options.default_token = "secret-default";
    options.tokens["n2"] = "secret-of-n2";
    listener = sys.spawn([this](caf::event_based_actor*) -> caf::behavior {
      return {[this](const send_report& x) { reports.push_back(x); }};
    });
  }

  ~outbox_fixture() override {
    caf::anon_send_exit(box, caf::exit_reason::kill);
    caf::anon_send_exit(listener, caf::exit_reason::kill);
    consume_messages();
  }

  void start() { box = spawn_outbox(sys, graph, options, listener, figures, log); }

  void order(const std::string& customer, const std::string& out_id,
             const std::string& number = "n1", reply content = text_reply{"Hello"}) {
    if (!box)
      start();
    caf::anon_send(box, send_order{customer, number, out_id, std::move(content)});
    consume_messages();
  }

  /// Lets time pass from timer to timer, so that each finds its own time.
  void wait(caf::timespan time) {
    auto& clock = sched.clock();
    const auto end = clock.now() + time;
    while (!clock.schedule().empty() && clock.schedule().begin()->first <= end) {
      advance_time(clock.schedule().begin()->first - clock.now());
      consume_messages();
    }
    advance_time(end - clock.now());
    consume_messages();
  }

  /// Delivers a late answer to the post with this index.
  void answer(std::size_t post, const graph_http_answer& x) {
    graph->posts[post].done(x);
    consume_messages();
  }

  /// `out_id` of every order that has ended, with the reason if it was not delivered.
  std::vector<std::string> ends() const {
    std::vector<std::string> seen;
    for (const auto& x : reports)
      seen.push_back(x.delivered ? x.out_id : x.out_id + ' ' + x.why);
    return seen;
  }

  /// A line of `/metrics` up to its value: that value, or `absent`.
  std::string figure(const std::string& name) const {
    const auto text = figures.text();
    const auto at = text.find('\n' + name + ' ');
    if (at == std::string::npos)
      return "absent";
    const auto value = at + name.size() + 2;
    return text.substr(value, text.find('\n', value) - value);
  }

  metrics figures;
  log_ptr log = spdlog::default_logger(); ///< of an outbox that is not started yet
  std::shared_ptr<graph_double> graph = std::make_shared<graph_double>();
  outbox_options options;
  std::vector<send_report> reports;
  caf::actor listener;
  caf::actor box;
};

} // namespace quickbooking
