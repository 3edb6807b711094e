#define CAF_SUITE session_supervisor

#include "actors/archive/archive.hpp"
#include "actors/archive/sqlite_archive.hpp"
#include "actors/calendar/calendar_actor.hpp"
#include "actors/calendar/memory_store.hpp"
#include "actors/cluster/peer_messages.hpp"
#include "actors/http/front_door.hpp"
#include "actors/protocol.hpp"
#include "actors/session/session_figures.hpp"
#include "actors/session/session_supervisor.hpp"
#include "tests/actors/actor_test.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/metrics_text.hpp"

#include <caf/all.hpp>
#include <caf/test/unit_test.hpp>
#include <spdlog/spdlog.h>

#include <atomic>
#include <future>
#include <map>
#include <thread>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

/// Reads like the real one, but falls over certain texts.
class stumbling_reader final : public reader {
public:
  reading read(const salon& where, std::string_view text, language lang,
               instant now) const override {
    if (text == "poison" || (text == "stumble" && stumbles-- > 0))
      throw std::runtime_error{"cannot read this"};
    return rule_reader().read(where, text, lang, now);
  }

  mutable std::atomic<int> stumbles{1};
};

/// A store in memory; for a customer who is `stuck` it is not there, and says so as late as it may.
struct memory_of_sessions {
  std::map<customer_key, stored_state> all;
  customer_key stuck;

  void write(const write_order& x) {
    auto& state = all[x.customer];
    state.snapshot = x.what->snapshot;
    if (!x.what->receipt.empty())
      state.receipt = x.what->receipt;
    state.handled.insert(state.handled.end(), x.what->handled.begin(), x.what->handled.end());
  }
};

/// What the store says of itself, and how often it was asked.
struct told_health {
  std::atomic<bool> is_ok = true;
  std::atomic<int> asked = 0;
};

caf::behavior store_double(caf::stateful_actor<memory_of_sessions>* self, customer_key stuck,
                           told_health* health) {
  self->state.stuck = std::move(stuck);
  return {
      [self](const load_order& x) -> caf::result<load_reply> {
        if (x.customer != self->state.stuck)
          return load_reply{true, self->state.all[x.customer]};
        auto promise = self->make_response_promise<load_reply>();
        auto answer = [promise]() mutable { promise.deliver(load_reply{}); };
        self->delayed_send(self, x.limit, continuation{answer});
        return promise;
      },
      [self](const write_order& x) {
        self->state.write(x);
        return write_reply{true, write_outcome::written};
      },
      [health](get_store_health) {
        ++health->asked;
        return store_health{health->is_ok ? "ok" : "degraded", {}, {}};
      },
      [](const continuation& x) { x.run(); },
      [](const session_dirty&) {},
      [](const session_clean&) {},
  };
}

struct fixture {
  explicit fixture(customer_key stuck = {}) {
    context->salons = demo_catalog();
    context->log = spdlog::default_logger();
    context->calendars = calendars;
    context->understand = &reader;
    context->figures = &figures;
    context->sessions = &sessions;
    context->now = now;
    context->idle_release = 2s;
    context->max_in_flight_per_customer = 4;
    auto store = system.spawn(store_double, std::move(stuck), &health);
    auto calendar = spawn_calendar(system, std::make_unique<memory_store>(), calendars,
                                   context->salons, figures, context->log, now);
    archive = spawn_archive(system, sqlite_archive::open({}).value(), store, {}, now, figures,
                            context->log, lead);
    supervisor = spawn_session_supervisor(system, context, store, archive, calendar, {});
    others = {store, calendar, archive};
  }

  ~fixture() {
    caf::anon_send_exit(supervisor, caf::exit_reason::user_shutdown);
    for (auto& x : others)
      caf::anon_send_exit(x, caf::exit_reason::user_shutdown);
  }

  inbound_message text(const customer_key& customer, std::string words) {
    inbound_message x;
    x.customer = customer;
    x.salon_id = context->salons->salons().front().id;
    x.message_id = "m" + std::to_string(++messages);
    x.given_customer = customer;
    x.sent_at = now();
    x.via = channel::api;
    x.content = typed_text{std::move(words)};
    return x;
  }

  /// Sends all of them before it looks at the first answer.
  std::vector<turn_result> turns(std::vector<inbound_message> all) {
    caf::scoped_actor self{system};
    std::vector<decltype(self->request(supervisor, 20s, inbound_message{}))> asked;
    for (auto& x : all)
      asked.push_back(self->request(supervisor, 20s, std::move(x)));
    std::vector<turn_result> results;
    for (auto& x : asked)
      x.receive([&](turn_result& got) { results.push_back(std::move(got)); },
                [](const caf::error& why) { CAF_FAIL("no answer: " << to_string(why)); });
    return results;
  }

  turn_result turn(inbound_message x) { return turns({std::move(x)}).at(0); }

  /// From now on these are the nodes; the first one is this.
  void ring_is(std::vector<std::string> nodes) {
    board->put(std::make_shared<ring>(nodes.front(), nodes));
    context->cluster = board;
    caf::anon_send(supervisor, ring_changed{});
  }

  double figure(const std::string& name) { return metric_in(figures.text(), name).value_or(0); }

  stumbling_reader reader;
  told_health health;
  std::shared_ptr<cluster_board> board
      = std::make_shared<cluster_board>(std::make_shared<ring>("a", std::vector<std::string>{}));
  metrics figures;
  session_figures sessions{figures};
  std::shared_ptr<calendar_board> calendars = std::make_shared<calendar_board>();
  std::shared_ptr<node_context> context = std::make_shared<node_context>();
  actor_test_config settings;
  caf::actor_system system{settings};
  caf::actor supervisor;
  archive_board lead;
  caf::actor archive;
  std::vector<caf::actor> others;
  int messages = 0;
};

/// Calls the front door as the HTTP server does.
struct front_door_client {
  struct answer {
    int status = 0;
    nlohmann::json body;
  };

  front_door_client(caf::actor_system& system, context_ptr context, caf::actor router,
                    caf::actor archive)
      : door(spawn_front_door(system, std::move(context), {}, std::move(router), {},
                              std::move(archive))) {}

  ~front_door_client() { caf::anon_send_exit(door, caf::exit_reason::user_shutdown); }

  answer call(std::string method, const std::string& target, std::string body = {}) {
    http_request request;
    request.method = std::move(method);
    request.path = target.substr(0, target.find('?'));
    if (target.size() > request.path.size())
      request.query = target.substr(request.path.size() + 1);
    request.body = std::move(body);
    request.from_loopback = true;
    std::promise<http_response> answered;
    caf::anon_send(door, http_call{std::move(request),
                                   [&](http_response x) { answered.set_value(std::move(x)); }});
    auto response = answered.get_future().get();
    return {response.status, nlohmann::json::parse(response.body, nullptr, false)};
  }

  caf::actor door;
};

const customer_key noa = "+15550008001";
const customer_key dana = "+15550008002";
using kind = turn_result::kind;

} // namespace

CAF_TEST(a_session_that_dies_is_started_again_with_the_message_in_hand) {
  fixture f;
  auto before = f.turn(f.text(noa, "Haircut tomorrow 3pm"));
  auto after = f.turn(f.text(noa, "stumble"));
  CAF_CHECK(after.what == kind::handled);
  CAF_CHECK_EQUAL(after.session_id, before.session_id);
  CAF_CHECK_EQUAL(f.figure("quickbooking_session_restarts_total"), 1);
}

CAF_TEST(a_message_that_ends_its_session_three_times_is_put_aside_and_the_rest_goes_on) {
  fixture f;
  auto results = f.turns({f.text(noa, "Haircut tomorrow 3pm"), f.text(noa, "poison"),
                          f.text(dana, "Massage tomorrow 3pm"), f.text(noa, "with Sarah")});
  CAF_CHECK(results[0].what == kind::handled);
  CAF_CHECK(results[1].what == kind::dead_letter);
  CAF_CHECK(results[2].what == kind::handled);
  CAF_CHECK(results[3].what == kind::handled);
  CAF_CHECK_EQUAL(results[3].session_id, results[0].session_id);
  CAF_CHECK(results[3].wanted.service_name == "Haircut");
  CAF_CHECK_EQUAL(f.figure("quickbooking_session_restarts_total"), 3);
  CAF_CHECK_EQUAL(f.figure("quickbooking_dead_letters_total"), 1);
}

CAF_TEST(a_dead_letter_is_listed_replayed_under_its_own_id_and_then_gone) {
  fixture f;
  f.reader.stumbles = 3; // three times, then the reader has been mended
  auto message = f.text(noa, "stumble");
  CAF_CHECK(f.turn(message).what == kind::dead_letter);
  front_door_client door{f.system, f.context, f.supervisor, f.archive};
  auto listed = door.call("GET", "/v1/dead-letters");
  CAF_REQUIRE_EQUAL(listed.status, 200);
  auto letters = listed.body["deadLetters"];
  CAF_REQUIRE_EQUAL(letters.size(), 1u);
  auto& letter = letters[0];
  CAF_CHECK_EQUAL(letter["message"]["messageId"], message.message_id);
  CAF_CHECK_EQUAL(letter["message"]["content"]["text"], "stumble");
  CAF_CHECK_EQUAL(letter["tries"], 3);
  CAF_CHECK(listed.body["cursor"].is_null());
  nlohmann::json replay{{"id", letter["id"]}};
  auto answer = door.call("POST", "/v1/dead-letter-replays", replay.dump());
  CAF_CHECK_EQUAL(answer.status, 200);
  CAF_CHECK(f.turn(message).what == kind::duplicate);
  CAF_CHECK(
      eventually([&] { return door.call("GET", "/v1/dead-letters").body["deadLetters"].empty(); }));
  CAF_CHECK_EQUAL(door.call("POST", "/v1/dead-letter-replays", replay.dump()).status, 404);
}

CAF_TEST(a_dead_letter_that_ends_its_session_again_stays_listed) {
  fixture f;
  CAF_CHECK(f.turn(f.text(noa, "poison")).what == kind::dead_letter);
  front_door_client door{f.system, f.context, f.supervisor, f.archive};
  CAF_CHECK_EQUAL(door.call("POST", "/v1/dead-letter-replays", R"({"id":1})").status, 422);
  auto letters = door.call("GET", "/v1/dead-letters?limit=5").body["deadLetters"];
  CAF_REQUIRE_EQUAL(letters.size(), 1u);
  CAF_CHECK_EQUAL(letters[0]["tries"], 6);
  CAF_CHECK_EQUAL(door.call("DELETE", "/v1/dead-letters/1").status, 200);
  CAF_CHECK_EQUAL(door.call("DELETE", "/v1/dead-letters/1").status, 404);
  CAF_CHECK_EQUAL(door.call("DELETE", "/v1/dead-letters/x").status, 400);
  CAF_CHECK_EQUAL(door.call("GET", "/v1/dead-letters?cursor=x").status, 400);
  CAF_CHECK_EQUAL(door.call("POST", "/v1/dead-letter-replays", "{}").status, 400);
}

CAF_TEST(a_message_for_whatsapp_is_not_replayed_when_its_customer_may_not_be_written_to) {
  fixture f;
  auto message = f.text(noa, "poison");
  message.via = channel::whatsapp;
  message.sent_at = now() - 25h;
  CAF_CHECK(f.turn(message).what == kind::dead_letter);
  front_door_client door{f.system, f.context, f.supervisor, f.archive};
  CAF_CHECK_EQUAL(door.call("POST", "/v1/dead-letter-replays", R"({"id":1})").status, 409);
}

CAF_TEST(an_idle_session_leaves_memory_and_goes_on_from_its_snapshot) {
  fixture f;
  auto before = f.turn(f.text(noa, "Haircut tomorrow 3pm"));
  CAF_REQUIRE(eventually([&] { return f.figure("quickbooking_sessions_in_memory") == 1; }));
  CAF_REQUIRE(eventually([&] { return f.figure("quickbooking_sessions_in_memory") == 0; }));
  auto after = f.turn(f.text(noa, "with Sarah"));
  CAF_CHECK_EQUAL(after.session_id, before.session_id);
  CAF_CHECK(after.wanted.service_name == "Haircut");
  CAF_CHECK_EQUAL(f.figure("quickbooking_sessions_retrieved_total"), 1);
}

CAF_TEST(a_session_that_rests_goes_on_where_it_was_without_the_store) {
  fixture f;
  f.context->idle_release = 60s;
  f.context->rest_after = 1s;
  auto before = f.turn(f.text(noa, "Haircut tomorrow 3pm"));
  CAF_REQUIRE(eventually([&] { return f.figure("quickbooking_sessions_resting") == 1; }));
  auto after = f.turn(f.text(noa, "with Sarah"));
  CAF_CHECK_EQUAL(after.session_id, before.session_id);
  CAF_CHECK(after.wanted.service_name == "Haircut");
  CAF_CHECK_EQUAL(f.figure("quickbooking_sessions_retrieved_total"), 0);
  CAF_CHECK_EQUAL(f.figure("quickbooking_sessions_in_memory"), 1);
  CAF_CHECK(eventually([&] { return f.figure("quickbooking_sessions_resting") == 1; }));
}

// Redis was away for longer than that, and the server that is back may be replaced by another one.
CAF_TEST(a_session_that_was_written_late_stays_in_memory_as_long_as_any_other) {
  fixture f;
  auto begun = std::chrono::steady_clock::now();
  f.turn(f.text(noa, "Haircut tomorrow 3pm"));
  CAF_REQUIRE(eventually([&] { return std::chrono::steady_clock::now() - begun >= 1500ms; }));
  auto written = std::chrono::steady_clock::now();
  caf::anon_send(f.supervisor, session_settled{noa});
  CAF_REQUIRE(eventually([&] { return f.figure("quickbooking_sessions_in_memory") == 1; }));
  CAF_REQUIRE(eventually([&] { return f.figure("quickbooking_sessions_in_memory") == 0; }));
  CAF_CHECK(std::chrono::steady_clock::now() - written >= 2s);
}

CAF_TEST(a_customer_who_floods_is_refused_and_the_others_are_not) {
  fixture f{noa};
  std::vector<inbound_message> all;
  for (int i = 0; i < 10; ++i)
    all.push_back(f.text(noa, "Haircut tomorrow 3pm"));
  all.push_back(f.text(dana, "Haircut tomorrow 3pm"));
  auto results = f.turns(std::move(all));
  for (int i = 0; i < 10; ++i)
    CAF_CHECK(results[i].what == (i < 4 ? kind::handled : kind::overloaded));
  CAF_CHECK(results[10].what == kind::handled);
  CAF_CHECK_EQUAL(f.figure("quickbooking_turns_refused_total"), 6);
}

CAF_TEST(a_customer_who_writes_faster_than_anybody_types_is_refused_and_later_taken_again) {
  fixture f;
  f.context->idle_release = 60s;
  f.context->customer_pace = {3, 2s};
  f.turn(f.text(noa, "Haircut tomorrow 3pm")); // begins the session
  for (int i = 0; i < 3; ++i)
    CAF_CHECK(f.turn(f.text(noa, "Haircut tomorrow 3pm")).what == kind::handled);
  CAF_CHECK(f.turn(f.text(noa, "Haircut tomorrow 3pm")).what == kind::overloaded);
  CAF_CHECK(f.turn(f.text(dana, "Haircut tomorrow 3pm")).what == kind::handled);
  CAF_CHECK(eventually(
      [&] { return f.turn(f.text(noa, "Haircut tomorrow 3pm")).what == kind::handled; }));
}

CAF_TEST(a_tap_after_a_conversation_goes_to_the_salon_that_its_button_names) {
  fixture f;
  f.turn(f.text(noa, "Haircut tomorrow 3pm"));
  caf::scoped_actor self{f.system};
  auto failed = [](const caf::error& why) { CAF_FAIL("no answer: " << to_string(why)); };
  self->request(f.supervisor, 5s, clear_session{noa})
      .receive([](const session_info& x) { CAF_CHECK(x.found); }, failed);
  auto& other = f.context->salons->salons().back();
  auto tap = f.text(noa, {});
  tap.salon_id.clear();
  slot_ref wanted{other.masters.front().id, other.services.front().id, now() + 48h};
  tap.content = button_tap{"slot_" + to_slot_id(wanted), {}};
  f.turn(tap);
  self->request(f.supervisor, 5s, read_session{noa})
      .receive(
          [&](const session_info& x) {
            CAF_CHECK(x.snapshot.find("\"salonId\":\"" + other.id + "\"") != std::string::npos);
          },
          failed);
}

CAF_TEST(who_is_refused_costs_no_session) {
  fixture f;
  f.context->idle_release = 60s;
  f.context->max_in_flight = 0;
  CAF_CHECK(f.turn(f.text(noa, "Haircut tomorrow 3pm")).what == kind::overloaded);
  f.context->max_in_flight = 1;
  CAF_CHECK(f.turn(f.text(dana, "Haircut tomorrow 3pm")).what == kind::handled);
  CAF_REQUIRE(eventually([&] { return f.figure("quickbooking_sessions_in_memory") > 0; }));
  CAF_CHECK_EQUAL(f.figure("quickbooking_sessions_in_memory"), 1);
}

CAF_TEST(when_all_places_are_taken_the_longest_idle_session_leaves_and_loses_nothing) {
  fixture f;
  f.context->max_sessions = 2;
  f.context->idle_release = 60s;
  auto before = f.turn(f.text(noa, "Haircut tomorrow 3pm"));
  for (auto& x : {"+15550008003", "+15550008004", "+15550008005"})
    CAF_CHECK(f.turn(f.text(x, "Massage tomorrow 3pm")).what == kind::handled);
  CAF_REQUIRE(eventually([&] { return f.figure("quickbooking_sessions_in_memory") > 0; }));
  CAF_CHECK_EQUAL(f.figure("quickbooking_sessions_in_memory"), 2);
  auto after = f.turn(f.text(noa, "with Sarah"));
  CAF_CHECK_EQUAL(after.session_id, before.session_id);
  CAF_CHECK(after.wanted.service_name == "Haircut");
}

CAF_TEST(when_no_session_may_leave_nobody_new_is_taken) {
  fixture f{noa}; // whose turn takes as long as the store may
  f.context->max_sessions = 1;
  auto results
      = f.turns({f.text(noa, "Haircut tomorrow 3pm"), f.text(dana, "Haircut tomorrow 3pm")});
  CAF_CHECK(results[0].what == kind::handled);
  CAF_CHECK(results[1].what == kind::overloaded);
  CAF_CHECK_EQUAL(f.figure("quickbooking_turns_refused_total"), 1);
  front_door_client door{f.system, f.context, f.supervisor, f.archive};
  CAF_CHECK_EQUAL(door.call("GET", "/v1/sessions/" + dana).status, 503);
  CAF_CHECK_EQUAL(door.call("GET", "/v1/sessions/" + noa).status, 200);
}

// -- P3 in a cluster: what others went on with meanwhile ---

CAF_TEST(a_node_that_was_alone_takes_messages_once_it_has_redis_as_the_others_have) {
  fixture f;
  f.health.is_ok = false;
  f.ring_is({"a"});
  f.ring_is({"a", "b"});
  caf::anon_send(f.supervisor, others_have_store{});
  std::atomic<bool> answered = false;
  std::thread customer{[&] {
    CAF_CHECK(f.turn(f.text(noa, "Haircut tomorrow 3pm")).what == kind::handled);
    answered = true;
  }};
  CAF_CHECK(eventually([&] { return f.health.asked >= 25; })); // every 20 ms
  CAF_CHECK(!answered);
  f.health.is_ok = true;
  customer.join();
}

CAF_TEST(P7_a_node_that_was_alone_goes_on_without_redis_if_the_others_do) {
  fixture f;
  f.health.is_ok = false;
  f.ring_is({"a"});
  const auto begun = std::chrono::steady_clock::now();
  f.ring_is({"a", "b"});
  CAF_CHECK(f.turn(f.text(noa, "Haircut tomorrow 3pm")).what == kind::handled);
  CAF_CHECK(std::chrono::steady_clock::now() - begun < 1s);
}

CAF_TEST(a_node_that_was_alone_does_not_wait_for_redis_for_ever) {
  fixture f;
  f.health.is_ok = false;
  f.ring_is({"a"});
  const auto begun = std::chrono::steady_clock::now();
  f.ring_is({"a", "b"});
  caf::anon_send(f.supervisor, others_have_store{});
  CAF_CHECK(f.turn(f.text(noa, "Haircut tomorrow 3pm")).what == kind::handled);
  const auto waited = std::chrono::steady_clock::now() - begun;
  CAF_CHECK(waited >= 3s);
  CAF_CHECK(waited < 10s);
}

CAF_TEST(a_node_among_others_does_not_wait_for_redis_when_one_more_comes) {
  fixture f;
  f.ring_is({"a", "b"});
  CAF_CHECK(f.turn(f.text(noa, "Haircut tomorrow 3pm")).what == kind::handled);
  const auto asked = f.health.asked.load();
  f.health.is_ok = false;
  f.ring_is({"a", "b", "c"});
  for (auto& who : {noa, dana})
    CAF_CHECK(f.turn(f.text(who, "Haircut tomorrow 3pm")).what == kind::handled);
  CAF_CHECK_EQUAL(f.health.asked.load(), asked);
}

CAF_TEST(too_many_that_wait_for_redis_are_refused) {
  fixture f;
  f.context->max_in_flight = 2;
  f.health.is_ok = false;
  f.ring_is({"a"});
  f.ring_is({"a", "b"});
  caf::anon_send(f.supervisor, others_have_store{});
  CAF_CHECK(eventually([&] { return f.health.asked >= 1; }));
  auto results = f.turns({f.text(noa, "Haircut tomorrow 3pm"), f.text(dana, "Haircut tomorrow 3pm"),
                          f.text("+15550008003", "Haircut tomorrow 3pm")});
  CAF_CHECK(results[0].what == kind::handled);
  CAF_CHECK(results[1].what == kind::handled);
  CAF_CHECK(results[2].what == kind::overloaded);
}
