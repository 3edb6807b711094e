#define CAF_SUITE peer_codec

#include "actors/cluster/peer_codec.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

inbound_message message() {
  inbound_message x;
  x.customer = "+15551230001";
  x.salon_id = "salon";
  x.phone_number_id = "700";
  x.message_id = "wamid.1";
  x.given_customer = "1 555 123 0001";
  x.profile_name = "Zo\xc3\xab";
  x.sent_at = instant{1'700'000'000'123ms};
  x.lang = language::he;
  x.via = channel::api;
  x.content = button_tap{"confirm_1", "Confirm"};
  return x;
}

/// As the other node reads it.
template <class T>
T passed(const owner_question& x) {
  auto read = read_question(to_envelope(peer_question{x}));
  CAF_REQUIRE(read && std::holds_alternative<owner_question>(*read));
  CAF_REQUIRE(std::holds_alternative<T>(std::get<owner_question>(*read)));
  return std::get<T>(std::get<owner_question>(*read));
}

template <class T>
T passed_to_node(const node_question& x) {
  auto read = read_question(to_envelope(peer_question{x}));
  CAF_REQUIRE(read && std::holds_alternative<node_question>(*read));
  CAF_REQUIRE(std::holds_alternative<T>(std::get<node_question>(*read)));
  return std::get<T>(std::get<node_question>(*read));
}

template <class T>
T passed_of_operator(const operator_question& x) {
  auto read = read_question(to_envelope(peer_question{x}));
  CAF_REQUIRE(read && std::holds_alternative<operator_question>(*read));
  CAF_REQUIRE(std::holds_alternative<T>(std::get<operator_question>(*read)));
  return std::get<T>(std::get<operator_question>(*read));
}

template <class T>
T passed_back(const peer_answer& x) {
  auto read = read_answer(to_envelope(x));
  CAF_REQUIRE(read && std::holds_alternative<T>(*read));
  return std::get<T>(*read);
}

} // namespace

CAF_TEST(a_message_passes_with_all_that_it_has) {
  auto x = passed<inbound_message>(message());
  CAF_CHECK_EQUAL(to_bytes(x), to_bytes(message()));
  CAF_CHECK_EQUAL(to_string(x.lang.value_or(language::en)), "he");
  CAF_CHECK(x.sent_at == message().sent_at);
}

CAF_TEST(questions_about_sessions_pass) {
  CAF_CHECK_EQUAL(passed<read_session>(read_session{"+1555"}).customer, "+1555");
  CAF_CHECK_EQUAL(passed<clear_session>(clear_session{"+1555"}).customer, "+1555");
  auto due = passed<resend_due>(resend_due{"+1555", "out_1"});
  CAF_CHECK_EQUAL(due.customer + due.out_id, "+1555out_1");
}

CAF_TEST(a_session_that_is_to_be_brought_back_passes_with_what_became_of_it) {
  saved_session what{R"({"sessionId":"s","customerId":"c","salonId":"x"})", 90s, {"m1", "m2"}};
  auto x = passed<restore_session>(restore_session{"+1555", what});
  CAF_CHECK_EQUAL(x.customer, "+1555");
  CAF_CHECK_EQUAL(x.what.snapshot, what.snapshot);
  CAF_CHECK(x.what.ttl == 90s);
  CAF_CHECK_EQUAL(x.what.handled, what.handled);
  for (auto end : {restore_end::restored, restore_end::newer_here, restore_end::expired,
                   restore_end::unavailable})
    CAF_CHECK(passed_back<restore_end>(end) == end);
}

CAF_TEST(what_operators_ask_and_tell_passes) {
  passed_of_operator<read_node>(read_node{});
  CAF_CHECK(passed_of_operator<drain_node>(drain_node{true}).undo);
  CAF_CHECK(!passed_of_operator<drain_node>(drain_node{false}).undo);
  const node_report sent{"node-a", "0.1.0", true,
                         77s,      {5, 2},  {"degraded", "lost", instant{1'700'000'000'123ms}, 3}};
  auto x = passed_back<node_report>(sent);
  CAF_CHECK_EQUAL(x.name + x.version, "node-a0.1.0");
  CAF_CHECK(x.is_draining);
  CAF_CHECK(x.uptime == 77s);
  CAF_CHECK_EQUAL(x.sessions.in_memory, 5u);
  CAF_CHECK_EQUAL(x.sessions.turns, 2u);
  CAF_CHECK_EQUAL(x.redis.state + x.redis.reason, "degradedlost");
  CAF_CHECK(x.redis.since == sent.redis.since);
  CAF_CHECK_EQUAL(x.redis.dirty_sessions, 3u);
}

CAF_TEST(copies_pass_and_nobody_can_say_whose_they_are) {
  session_backup x;
  x.customer = "+1555";
  x.write.version = {7, 12};
  x.write.snapshot = R"({"sessionId":"s"})";
  auto held = passed_to_node<hold_copy>(hold_copy{"node-x", x});
  CAF_CHECK_EQUAL(held.from, "");
  CAF_CHECK(held.what.write.version == x.write.version);
  CAF_CHECK_EQUAL(held.what.write.snapshot, x.write.snapshot);
  CAF_CHECK_EQUAL(passed_to_node<drop_copy>(drop_copy{"node-x", "+1555"}).customer, "+1555");
  auto ended = passed_to_node<end_copied_reply>(end_copied_reply{"node-x", "+1555", "out_1"});
  CAF_CHECK_EQUAL(ended.from + ended.customer + ended.out_id, "+1555out_1");
  CAF_CHECK_EQUAL(passed_to_node<copies_lost>(copies_lost{"node-x"}).from, "");
}

CAF_TEST(what_became_of_a_turn_passes_with_its_answer) {
  turn_result x;
  x.what = turn_result::kind::duplicate;
  x.kept = turn_result::place::archive;
  x.degraded = true;
  x.session_id = "session_1";
  x.lang = language::pt;
  x.wanted.service_id = "haircut";
  x.wanted.time = 15h;
  x.answer = told(card{"Times", "Choose", "", {{"slot_1", "3 pm", ""}}, "", {}});
  auto back = passed_back<turn_result>(x);
  CAF_CHECK(back.what == x.what && back.kept == x.kept && back.degraded);
  CAF_CHECK_EQUAL(back.session_id, "session_1");
  CAF_CHECK_EQUAL(to_string(back.lang), "pt");
  CAF_CHECK(back.wanted == x.wanted);
  CAF_CHECK(back.answer == x.answer);
}

CAF_TEST(an_answer_that_is_no_json_object_does_not_pass) {
  turn_result x;
  for (auto payload : {"", "{", "[]", "7", R"({"text":"hello"}})"}) {
    x.answer = told_reply{"text", payload};
    CAF_CHECK(!read_answer(to_envelope(peer_answer{x})));
  }
  x.answer = told_reply{"text", R"({"text":"hello"})"};
  CAF_CHECK(read_answer(to_envelope(peer_answer{x})));
}

CAF_TEST(each_end_of_a_turn_passes) {
  using kind = turn_result::kind;
  for (auto what :
       {kind::handled, kind::duplicate, kind::refused, kind::overloaded, kind::dead_letter}) {
    turn_result x;
    x.what = what;
    x.why = {"conflict", "somebody else writes"};
    auto back = passed_back<turn_result>(x);
    CAF_CHECK(back.what == what);
    CAF_CHECK(!back.answer);
    CAF_CHECK_EQUAL(back.why.code, what == kind::refused ? "conflict" : "");
  }
}

CAF_TEST(sessions_and_yes_and_no_pass) {
  auto info = passed_back<session_info>(session_info{true, true, R"({"a":1})", 1500ms, false});
  CAF_CHECK(info.available && info.found && !info.durable);
  CAF_CHECK_EQUAL(info.snapshot, R"({"a":1})");
  CAF_CHECK(info.ttl == 1500ms);
  CAF_CHECK(passed_back<bool>(true));
  CAF_CHECK(!passed_back<bool>(false));
}

CAF_TEST(what_a_peer_must_not_send_is_nothing) {
  for (auto kind = 0; kind < 25; ++kind)
    for (auto body : {"", "{", "[]", "null", "7", "{}", R"({"customer":7})", R"({"customer":""})",
                      R"({"what":"eaten","kept":"store","language":"en"})",
                      R"({"what":"handled","kept":"store","language":"en","messageType":"poem"})",
                      R"({"yes":1})", R"({"outId":"out_1"})"}) {
      peer_envelope x{peer_kind{static_cast<std::uint16_t>(kind)}, 1, body, body};
      CAF_CHECK(!read_question(x));
      CAF_CHECK(!read_answer(x));
    }
}

CAF_TEST(a_turn_with_a_field_that_it_cannot_have_is_nothing) {
  const auto asked = to_envelope(peer_question{owner_question{message()}});
  turn_result end;
  end.answer = told_reply{"text", R"({"text":"hello"})"};
  end.wanted.time = 15h;
  end.wanted.day_of_week = std::chrono::Monday;
  const auto told = to_envelope(peer_answer{end});
  auto with = [](peer_envelope x, std::string_view what, std::string_view instead) {
    const auto at = x.body.find(what);
    CAF_REQUIRE(at != std::string::npos);
    x.body.replace(at, what.size(), instead);
    return x;
  };
  CAF_CHECK(read_question(asked) && read_answer(told));
  for (auto [what, instead] :
       std::vector<std::pair<std::string, std::string>>{{"3:tap", "3:sng"},
                                                        {"3:api", "3:sms"},
                                                        {"2:he", "2:xx"},
                                                        {"12:+15551230001", "4:none"},
                                                        {"13:17", "13:1x"},
                                                        {"Zo\xc3\xab", "Zo\xc3("},
                                                        {"7:Confirm", "7:Confir"},
                                                        {"4:Zo", "3:Zo"}})
    CAF_CHECK(!read_question(with(asked, what, instead)));
  for (auto [what, instead] :
       std::vector<std::pair<std::string, std::string>>{{"7:handled", "5:eaten"},
                                                        {"5:store", "5:shelf"},
                                                        {"2:no", "2:on"},
                                                        {"2:en", "2:xx"},
                                                        {"4:text", "4:poem"},
                                                        {"5:15:00", "5:25:00"},
                                                        {"1:1", "1:7"},
                                                        {"2:no2:no", "2:no"}})
    CAF_CHECK(!read_answer(with(told, what, instead)));
  for (auto x : {asked, told})
    for (std::size_t i = 0; i < x.body.size(); ++i) {
      auto shorter = x;
      shorter.body.resize(i);
      CAF_CHECK(!read_question(shorter) && !read_answer(shorter));
      shorter.body = x.body + "0:";
      CAF_CHECK(!read_question(shorter) && !read_answer(shorter));
    }
}
