#define CAF_SUITE side_by_side

// What docs/migration.md says of the old TypeScript service and this one on the same Redis. The old
// one is played by a client of Redis that does what it was seen to do: GET, EXPIRE, and a SETEX of
// an object that has its own fields only.

#include "tests/embedding/threaded_service.hpp"
#include "tests/support/private_redis.hpp"
#include "tests/support/redis_probe.hpp"

#include <optional>

using namespace quickbooking;
using namespace std::chrono_literals;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

const std::vector<std::string> old_fields{
    "sessionId", "customerId",        "salonId", "language",     "originalIntent", "choices",
    "createdAt", "lastInteractionAt", "slots",   "selectedSlot", "intent",         "timestamp"};

/// The old service, for one customer.
class old_service {
public:
  old_service(std::uint16_t port, std::string phone)
      : redis_{port},
        key_{"booking:session:" + std::move(phone)} {}

  /// Nothing if it has no session.
  std::optional<ordered_json> read() {
    const auto text = redis_.text({"GET", key_});
    if (!text.empty())
      redis_.text({"EXPIRE", key_, "1800"});
    auto found = ordered_json::parse(text, nullptr, false);
    for (auto name : {"sessionId", "customerId", "salonId"})
      if (!found.is_object() || found.value(name, "").empty())
        return std::nullopt;
    return found;
  }

  void write(const ordered_json& x) {
    ordered_json out;
    for (auto& name : old_fields)
      if (x.contains(name))
        out[name] = x[name];
    write_all(out);
  }

  void write_all(const ordered_json& x) { redis_.text({"SETEX", key_, "1800", x.dump()}); }

  /// As after a tap on a slot.
  void selects(std::size_t slot) {
    auto x = read().value();
    x["selectedSlot"] = x["slots"].at(slot);
    write(x);
  }

  void speaks(const std::string& language) {
    auto x = read().value();
    x["language"] = language;
    write(x);
  }

  /// After a confirmation.
  void ends() { redis_.text({"DEL", key_}); }

  bool has_key() { return redis_.number({"EXISTS", key_}) == 1; }

  std::string bytes() { return redis_.text({"GET", key_}); }

private:
  redis_probe redis_;
  std::string key_;
};

struct fixture {
  private_redis redis;
  host_config config;
  caf::actor_system system{config};
  embedded_service service = start();

  embedded_service start() {
    service_options x;
    x.catalog = demo_catalog();
    x.configuration = json{{"redis", {{"port", redis.port()}}}}.dump();
    x.secrets = [](std::string_view) { return std::string{}; };
    x.log = logger_to(std::make_shared<caught_lines>());
    return start_or_throw(system, x);
  }

  ~fixture() { service.stop(5s); }

  customer_answer says(const std::string& phone, const std::string& text) {
    return ask<customer_answer>(system, service.bookings(), customer_text{phone, demo_salon, text});
  }

  customer_answer taps(const std::string& phone, const std::string& button) {
    return ask<customer_answer>(system, service.bookings(), customer_tap{phone, button});
  }

  json snapshot(const std::string& phone) {
    const auto record = ask<session_record>(system, service.bookings(), session_query{phone});
    CAF_REQUIRE(record.found);
    return json::parse(record.snapshot);
  }

  std::string session_id(const std::string& phone) { return snapshot(phone)["sessionId"]; }

  double figure(const std::string& name) {
    for (auto& x : service.figures())
      if (x.name == name)
        return x.value;
    return -1;
  }

  old_service old(const std::string& phone) { return {redis.port(), phone}; }
};

/// A conversation that the old service began, as it keeps it for a phone of WhatsApp's.
ordered_json begun(const std::string& phone) {
  std::ifstream file{QUICKBOOKING_TEST_DATA "/legacy-sessions/a1-booking-request.json"};
  auto x = ordered_json::parse(ordered_json::parse(file)["value"].get<std::string>());
  x["customerId"] = "customer_" + phone + "_" + demo_salon;
  return x;
}

} // namespace

CAF_TEST_FIXTURE_SCOPE(side_by_side, fixture)

// -- phones as WhatsApp gives them: the old service's keys have no plus ---

CAF_TEST(a_conversation_of_a_key_without_plus_is_taken_over_and_the_old_service_loses_it) {
  auto there = old("15556000001");
  there.write(begun("15556000001"));
  const auto before = there.read().value();
  says("15556000001", "tomorrow 3pm");
  CAF_CHECK_EQUAL(session_id("+15556000001"), before["sessionId"].get<std::string>());
  CAF_CHECK(eventually([&] { return !there.has_key(); }));
  CAF_CHECK(!there.read());
  CAF_CHECK(old("+15556000001").read()); // under our key it could read it
}

CAF_TEST(what_the_old_service_begins_anew_beside_ours_is_not_seen) {
  says("15556000002", "Haircut");
  const auto ours = session_id("+15556000002");
  auto there = old("15556000002");
  there.write(begun("15556000002"));
  says("15556000002", "tomorrow");
  CAF_CHECK_EQUAL(session_id("+15556000002"), ours);
  CAF_CHECK(there.has_key());
}

CAF_TEST(what_is_no_session_under_a_key_without_plus_is_passed_over_and_goes_with_the_first_turn) {
  redis_probe probe{redis.port()};
  probe.text({"SETEX", "booking:session:15556000003", "1800", "{broken"});
  CAF_CHECK_EQUAL(says("15556000003", "Haircut").outcome, turn_outcome::handled);
  CAF_CHECK(eventually([&] { return !old("15556000003").has_key(); }));
}

// The way back, once no node of ours runs: the key is renamed, its time to live stays.
CAF_TEST(a_key_that_is_renamed_gives_the_old_service_the_conversation_and_us_again_later) {
  says("15556000012", "Haircut tomorrow 3pm");
  const auto id = session_id("+15556000012");
  service.stop(5s);
  redis_probe probe{redis.port()};
  probe.text({"RENAMENX", "booking:session:+15556000012", "booking:session:15556000012"});
  auto there = old("15556000012");
  CAF_CHECK(probe.number({"TTL", "booking:session:15556000012"}) > 1'700);
  CAF_CHECK_EQUAL(there.read()->value("sessionId", ""), id);
  there.selects(0);
  service = start();
  const auto slot = there.read().value()["selectedSlot"]["id"].get<std::string>();
  CAF_CHECK_EQUAL(taps("15556000012", "confirm_" + slot).message_type, "booking_confirmed");
  CAF_CHECK(eventually([&] { return !there.has_key(); }));
}

// -- phones with a plus: both services have one key ---

CAF_TEST(a_conversation_goes_back_and_forth_under_one_key) {
  const std::string phone = "+15556000004";
  auto there = old(phone);
  there.write(begun(phone));
  const auto id = there.read().value()["sessionId"];
  for (auto round : {0u, 1u, 2u}) {
    there.selects(round); // while our session is in memory
    const auto chosen = there.read().value()["selectedSlot"]["id"].get<std::string>();
    CAF_CHECK_EQUAL(there.bytes().find("schemaVersion"), std::string::npos);
    const auto answer = says(phone, "tomorrow 3pm");
    CAF_CHECK_EQUAL(answer.outcome, turn_outcome::handled);
    CAF_CHECK_EQUAL(answer.kept, storage::redis);
    const auto back = there.read().value(); // the old service reads what we wrote
    CAF_CHECK_EQUAL(back["sessionId"], id);
    CAF_CHECK(back["slots"].is_array() && !back["slots"].empty());
    CAF_CHECK(back["intent"].is_object() && back["timestamp"].is_number());
  }
  CAF_CHECK(figure("quickbooking_fenced_writes_total") >= 2);
}

CAF_TEST(the_old_services_write_wins_over_what_we_have_in_memory) {
  const std::string phone = "+15556000005";
  says(phone, "Haircut tomorrow 3pm");
  auto there = old(phone);
  there.speaks("ru");
  const auto answer = says(phone, "tomorrow 4pm");
  CAF_CHECK_EQUAL(answer.language, "ru");
  CAF_CHECK_EQUAL(there.read()->value("language", ""), "ru");
}

CAF_TEST(fields_of_ours_that_the_old_service_drops_cost_nothing_but_the_last_reply) {
  const std::string phone = "+15556000006";
  says(phone, "Haircut tomorrow 3pm");
  auto there = old(phone);
  CAF_CHECK(there.bytes().starts_with(R"({"schemaVersion":)"));
  there.selects(0);
  CAF_CHECK(!there.read().value().contains("lastReply"));
  const auto slot = there.read().value()["selectedSlot"]["id"].get<std::string>();
  const auto end = taps(phone, "confirm_" + slot);
  CAF_CHECK_EQUAL(end.message_type, "booking_confirmed");
  CAF_CHECK(!there.has_key());
}

// Whoever changes the old service has to know this: by our header we take a value for our own.
CAF_TEST(a_write_that_kept_our_header_would_be_lost) {
  const std::string phone = "+15556000009";
  says(phone, "Haircut tomorrow 3pm");
  auto there = old(phone);
  auto all = there.read().value();
  all["language"] = "ru";
  there.write_all(all);
  CAF_CHECK_EQUAL(says(phone, "tomorrow 4pm").language, "en");
}

CAF_TEST(a_conversation_without_language_becomes_english_in_the_shared_key) {
  const std::string phone = "+15556000010";
  auto there = old(phone);
  auto x = begun(phone);
  x.erase("language");
  there.write(x);
  says(phone, "tomorrow 3pm");
  CAF_CHECK_EQUAL(there.read()->value("language", ""), "en");
}

CAF_TEST(a_conversation_that_the_old_service_ended_goes_on_where_we_have_it_in_memory) {
  const std::string phone = "+15556000007";
  says(phone, "Haircut tomorrow 3pm");
  auto there = old(phone);
  there.ends();
  says(phone, "tomorrow 4pm");
  CAF_CHECK(there.has_key());
}

// -- both at once ---

// A booking of ours ends the conversation for the old service, too.
CAF_TEST(a_booking_of_ours_leaves_the_old_service_nothing) {
  const std::string phone = "+15556000011";
  auto there = old(phone);
  there.write(begun(phone));
  there.selects(2);
  const auto slot = there.read().value()["selectedSlot"]["id"].get<std::string>();
  const auto end = taps(phone, "confirm_" + slot); // its id has no service, its session's slot has
  CAF_CHECK_EQUAL(end.message_type, "booking_confirmed");
  CAF_CHECK(!there.read());
}

CAF_TEST(a_message_that_both_services_get_takes_effect_in_both) {
  const std::string phone = "+15556000008";
  auto there = old(phone);
  there.write(begun(phone));
  there.selects(1); // the old service handled the tap with this id,
  const auto ours = ask<customer_answer>(
      system, service.bookings(),
      customer_tap{phone, "slot_" + there.read().value()["slots"][1]["id"].get<std::string>(),
                   "wamid.both"}); // and ours does it too: it cannot know
  CAF_CHECK_EQUAL(ours.outcome, turn_outcome::handled);
  CAF_CHECK(!ours.payload.empty());
}

CAF_TEST_FIXTURE_SCOPE_END()
