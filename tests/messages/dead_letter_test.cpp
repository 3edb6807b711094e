#define CAF_SUITE dead_letter

#include "messages/dead_letter.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

inbound_message message(inbound_content content) {
  inbound_message x;
  x.customer = "+15551234567";
  x.salon_id = "salon-1";
  x.phone_number_id = "700";
  x.message_id = "wamid.1";
  x.given_customer = "15551234567";
  x.profile_name = "Noa \xD7\xA9";
  x.sent_at = from_unix_ms(1'795'000'000'123);
  x.lang = language::he;
  x.via = channel::api;
  x.content = std::move(content);
  return x;
}

inbound_message round_trip(const inbound_message& x) {
  auto back = inbound_message_from(to_bytes(x));
  CAF_REQUIRE(back.has_value());
  return *back;
}

} // namespace

CAF_TEST(a_message_comes_back_as_it_was) {
  auto x = message(typed_text{"Haircut \"Friday\""});
  auto back = round_trip(x);
  CAF_CHECK_EQUAL(back.customer, x.customer);
  CAF_CHECK_EQUAL(back.salon_id, x.salon_id);
  CAF_CHECK_EQUAL(back.phone_number_id, x.phone_number_id);
  CAF_CHECK_EQUAL(back.message_id, x.message_id);
  CAF_CHECK_EQUAL(back.given_customer, x.given_customer);
  CAF_CHECK_EQUAL(back.profile_name, x.profile_name);
  CAF_CHECK(back.sent_at == x.sent_at);
  CAF_CHECK(back.lang == x.lang);
  CAF_CHECK(back.via == x.via);
  CAF_CHECK_EQUAL(std::get<typed_text>(back.content).text, "Haircut \"Friday\"");
}

CAF_TEST(taps_and_unreadable_messages_come_back_too) {
  auto tap = round_trip(message(button_tap{"slot_1", "3 pm"}));
  CAF_CHECK_EQUAL(std::get<button_tap>(tap.content).id, "slot_1");
  CAF_CHECK_EQUAL(std::get<button_tap>(tap.content).title, "3 pm");
  auto image = round_trip(message(unreadable{"image"}));
  CAF_CHECK_EQUAL(std::get<unreadable>(image.content).type, "image");
}

CAF_TEST(whatever_else_is_stored_reads_as_nothing) {
  for (auto bytes :
       {"", "[]", "{}", R"({"customer":"+1555"})",
        R"({"customer":"+1555","sentAt":"2026-11-22T00:00:00.000Z","content":{"type":"x"}})",
        R"({"customer":"none","sentAt":"2026-11-22T00:00:00.000Z","content":{"type":"text"}})"})
    CAF_CHECK(!inbound_message_from(bytes));
}

CAF_TEST(a_replay_names_an_id) {
  auto id = decode_replay(R"({"id": 7})");
  CAF_REQUIRE(id.has_value());
  CAF_CHECK_EQUAL(*id, 7);
  for (auto body : {"", "{}", R"({"id":0})", R"({"id":-1})", R"({"id":"7"})", "[7]"})
    CAF_CHECK(!decode_replay(body));
}
