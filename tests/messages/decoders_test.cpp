#define CAF_SUITE decoders
#include "messages/encoding/json_text.hpp"
#include "messages/inbound.hpp"
#include "messages/reply/button_id.hpp"
#include "messages/session/session.hpp"
#include "messages/whatsapp/graph.hpp"
#include "tests/messages/legacy_sessions.hpp"
#include "tests/messages/random_values.hpp"
#include "tests/messages/sample_replies.hpp"
#include "tests/messages/webhook_samples.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

// Feeds every decoder with texts that are almost right. The seeds are fixed; under the sanitizers
// these tests find reads out of bounds, overflows and leaks.

namespace {

const std::string_view tokens[] = {"\"",
                                   "\\",
                                   "\\u",
                                   "\\ud83d",
                                   "\\ude00",
                                   "{",
                                   "}",
                                   "[",
                                   "]",
                                   ",",
                                   ":",
                                   "null",
                                   "true",
                                   "1e999",
                                   "-1",
                                   "1.5",
                                   "18446744073709551615",
                                   "\"\"",
                                   "{}",
                                   "[]",
                                   "\"type\":",
                                   "\"id\":",
                                   "\xFF",
                                   "\xED\xA0\x80",
                                   "\xF0\x9F",
                                   std::string_view{"\0", 1},
                                   "_",
                                   "-",
                                   "2027-03-05T14:00:00.000Z"};

/// One small damage.
void mutate(std::string& text, random_values& random) {
  const auto at = random.below(text.size() + 1);
  switch (random.below(5)) {
  case 0:
    text.insert(at, random.pick(tokens));
    break;
  case 1:
    text.erase(at, random.below(20));
    break;
  case 2:
    text.replace(at, random.below(8), random.pick(tokens));
    break;
  case 3:
    text.insert(at, text.substr(random.below(text.size() + 1), random.below(200)));
    break;
  default:
    if (at < text.size())
      text[at] = static_cast<char>(random.below(256));
  }
}

/// Calls `check` with damaged forms of `text`.
template <class Check>
void with_mutants(const std::string& text, int count, std::uint64_t seed, Check check) {
  random_values random{seed};
  for (int i = 0; i < count; ++i) {
    auto mutant = text;
    for (auto left = 1 + random.below(4); left > 0; --left)
      mutate(mutant, random);
    check(mutant);
  }
}

std::vector<std::string> webhooks() {
  return {
      webhook_with_text("Haircut \\ \"Friday\" 💇"),
      webhook_with(whatsapp_message(
          {{"type", "interactive"},
           {"interactive",
            {{"type", "list_reply"}, {"list_reply", {{"id", "slot_a"}, {"title", "15:00"}}}}}})),
      webhook_with_value(
          {{"statuses",
            {{{"id", "wamid.X"}, {"status", "failed"}, {"errors", {{{"code", 131047}}}}}}}})};
}

bool is_well_formed(const inbound_message& x) {
  const auto* text = std::get_if<typed_text>(&x.content);
  return !x.customer.empty() && x.message_id.size() <= 512 && (!text || is_utf8(text->text))
         && is_utf8(x.profile_name) && is_utf8(x.message_id);
}

} // namespace

CAF_TEST(damaged_webhooks_give_well_formed_turns_or_none) {
  for (const auto& body : webhooks())
    with_mutants(body, 3000, 23, [](const std::string& mutant) {
      if (const auto batch = decode_webhook(mutant))
        for (const auto& each : batch->messages)
          CAF_REQUIRE(is_well_formed(each));
    });
}

CAF_TEST(damaged_calls_give_well_formed_turns_or_errors_with_a_code) {
  const std::string body = R"({"text":"Haircut","buttonId":"nav_next","customerPhone":"+1555",)"
                           R"("salonId":"b2","language":"he","messageId":"m-1"})";
  with_mutants(body, 5000, 29, [](const std::string& mutant) {
    for (const auto& x : {decode_booking_request(mutant, {}), decode_button_click(mutant, {})}) {
      CAF_REQUIRE(x ? is_well_formed(*x) : !x.error().code.empty());
      if (!x)
        CAF_REQUIRE(parse_json(to_error_body(x.error())));
    }
  });
}

CAF_TEST(damaged_snapshots_give_sessions_that_can_be_written_or_none) {
  auto ours = session_from_snapshot(legacy_session("a4-booking-request-three-slots"))->value;
  ours.answered = std::make_shared<const last_reply>(last_reply{"wamid.X", "out-1", list_card()});
  for (const auto& text :
       {to_snapshot(ours), to_snapshot(ours, 1), legacy_session("a4-booking-request-three-slots")})
    with_mutants(text, 1000, 31, [](const std::string& mutant) {
      if (const auto x = session_from_snapshot(mutant)) {
        const auto written = to_snapshot(x->value);
        const auto again = session_from_snapshot(written);
        CAF_REQUIRE_EQUAL(again.has_value(), true);
        CAF_REQUIRE_EQUAL(to_snapshot(again->value), written);
      }
    });
}

CAF_TEST(damaged_answers_of_the_graph_api_are_classified) {
  for (const std::string body :
       {R"({"messaging_product":"whatsapp","messages":[{"id":"wamid.X"}]})",
        R"({"error":{"code":131047,"message":"m","error_data":{"details":"d"}}})"})
    with_mutants(body, 3000, 37, [](const std::string& mutant) {
      for (auto status : {200, 400, 500}) {
        const auto answer = decode_send_answer(status, mutant);
        CAF_REQUIRE_EQUAL(answer.outcome == send_outcome::accepted, !answer.message_id.empty());
      }
    });
}

CAF_TEST(damaged_ids_are_read_whole_or_not_at_all) {
  for (const std::string id :
       {"slot_m7-2027-03-05T14:00:00.000Z-cut",
        "choice_same_day_diff_time_any-2027-03-05T14:00:00.000Z",
        "nav_page_3_any-2027-03-05T14:00:00.000Z-cut", "action_services_page_3",
        "waitlist_book_m7-2027-03-05T14:00:00.000Z"})
    with_mutants(id, 3000, 41, [](const std::string& mutant) {
      if (const auto x = parse_button_id(mutant))
        CAF_REQUIRE(parse_button_id(to_string(*x)) == x);
      parse_slot_id(mutant);
      parse_header(mutant);
      customer_of_session_key(mutant);
    });
}

CAF_TEST(damaged_payloads_give_replies_or_none) {
  for (const auto& x : sample_replies())
    with_mutants(json_of(x), 1000, 43, [&](const std::string& mutant) {
      const auto payload = parse_json(mutant);
      const auto back = payload ? reply_from_payload(message_type(x), *payload) : std::nullopt;
      if (back) {
        limit_violations(*back);
        CAF_REQUIRE(reply_from_payload(message_type(*back), nlohmann::json::parse(json_of(*back)))
                    == back);
      }
    });
}
