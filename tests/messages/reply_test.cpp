#define CAF_SUITE reply
#include "messages/reply/told_reply.hpp"
#include "tests/messages/sample_replies.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using nlohmann::json;

CAF_TEST(every_reply_survives_a_round_trip) {
  for (const auto& x : sample_replies()) {
    const auto back = reply_from_payload(message_type(x), json::parse(json_of(x)));
    CAF_REQUIRE(back);
    CAF_CHECK(*back == x);
  }
}

CAF_TEST(buttons_are_written_as_whatsapp_wants_them) {
  CAF_CHECK_EQUAL(
      json_of(button_card()),
      R"({"type":"button","header":{"type":"text","text":"Free times"},)"
      R"("body":{"text":"Friday, Oct 31"},"footer":{"text":"Tap a time"},"action":{"buttons":[)"
      R"({"type":"reply","reply":{"id":"slot_a","title":"3:00 PM - Sarah"}},)"
      R"({"type":"reply","reply":{"id":"slot_b","title":"4:00 PM - Alex"}}]}})");
}

CAF_TEST(lists_are_written_as_whatsapp_wants_them) {
  CAF_CHECK_EQUAL(json_of(list_card()),
                  R"({"type":"list","body":{"text":"Choose"},"action":{"button":"Select time",)"
                  R"("sections":[{"title":"Friday, Oct 31","rows":[)"
                  R"({"id":"slot_a","title":"15:00","description":"60 min"},)"
                  R"({"id":"slot_b","title":"16:00"}]},)"
                  R"({"title":"Saturday, Nov 1","rows":[)"
                  R"({"id":"slot_c","title":"15:00","description":"₪50"}]}]}})");
}

CAF_TEST(the_other_payloads_have_the_documented_fields) {
  CAF_CHECK_EQUAL(json_of(text_reply{"hi"}), R"({"text":"hi"})");
  CAF_CHECK_EQUAL(json_of(booking_confirmed{"17", "K7PX", "Booked"}),
                  R"({"bookingId":"17","bookingCode":"K7PX","text":"Booked"})");
  CAF_CHECK_EQUAL(json_of(error_reply{"down", "Sorry"}), R"({"code":"down","text":"Sorry"})");
}

CAF_TEST(message_types_are_those_of_the_old_service) {
  const std::vector<std::string> expected{"interactive_card", "interactive_card", "text",
                                          "booking_confirmed", "error"};
  std::vector<std::string> found;
  for (const auto& x : sample_replies())
    found.emplace_back(message_type(x));
  CAF_CHECK_EQUAL(found, expected);
}

CAF_TEST(options_are_all_that_can_be_tapped) {
  CAF_CHECK_EQUAL(button_card().options().size(), 2u);
  const auto listed = list_card().options();
  CAF_REQUIRE_EQUAL(listed.size(), 3u);
  CAF_CHECK_EQUAL(listed.back().id, "slot_c");
  CAF_CHECK(card{}.options().empty());
}

CAF_TEST(the_words_of_a_reply_are_its_body_or_text) {
  std::vector<std::string> found;
  for (const auto& x : sample_replies())
    found.push_back(text_of(x));
  const std::vector<std::string> expected{"Friday, Oct 31", "Choose", "It's \"noted\" 💇",
                                          "Booked: K7PX", "Please try again"};
  CAF_CHECK_EQUAL(found, expected);
}

CAF_TEST(what_is_no_payload_reads_as_nothing) {
  CAF_CHECK(!reply_from_payload("text", json{}));
  CAF_CHECK(!reply_from_payload("text", {{"text", 5}}));
  CAF_CHECK(!reply_from_payload("unknown", {{"text", "hi"}}));
  CAF_CHECK(!reply_from_payload("interactive_card", {{"type", "flow"}}));
  CAF_CHECK(!reply_from_payload("interactive_card", {{"type", "button"}, {"action", "none"}}));
  CAF_CHECK(!reply_from_payload("interactive_card", json::array()));
}

CAF_TEST(a_reply_is_told_with_its_type_and_passes_when_it_is_checked) {
  for (const auto& x : sample_replies()) {
    const auto text = told(x);
    CAF_CHECK_EQUAL(text.type, message_type(x));
    CAF_CHECK_EQUAL(text.payload, json_of(x));
    CAF_CHECK(checked_reply(text.type, text.payload) == text);
    CAF_CHECK(!checked_reply("poem", text.payload));
    CAF_CHECK(!checked_reply(text.type, text.payload.substr(1)));
  }
}
