#define CAF_SUITE webhook_content
#include "messages/encoding/utf8.hpp"
#include "messages/whatsapp/webhook_content.hpp"
#include "tests/messages/webhook_samples.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using nlohmann::json;

namespace {

inbound_content content(const json& message) {
  auto result = content_of(message);
  if (!result)
    CAF_FAIL("no turn: " << message.dump());
  return *result;
}

/// The type of a message that cannot be read.
std::string unread(const json& message) {
  const auto x = content(message);
  const auto* type = std::get_if<unreadable>(&x);
  return type ? type->type : "was read";
}

json tap(const char* kind, const json& chosen) {
  return {{"type", "interactive"}, {"interactive", {{"type", kind}, {kind, chosen}}}};
}

json text(const json& body) { return {{"type", "text"}, {"text", {{"body", body}}}}; }

} // namespace

CAF_TEST(taps_on_buttons_and_rows_carry_the_id) {
  for (auto kind : {"button_reply", "list_reply"}) {
    const auto x = content(tap(kind, {{"id", "slot_a"}, {"title", "15:00"}}));
    CAF_CHECK_EQUAL(std::get<button_tap>(x).id, "slot_a");
    CAF_CHECK_EQUAL(std::get<button_tap>(x).title, "15:00");
  }
}

CAF_TEST(the_quick_reply_of_a_template_is_a_tap) {
  const auto x = content(
      {{"type", "button"}, {"button", {{"payload", "waitlist_book_17"}, {"text", "Book now"}}}});
  CAF_CHECK_EQUAL(std::get<button_tap>(x).id, "waitlist_book_17");
  CAF_CHECK_EQUAL(std::get<button_tap>(x).title, "Book now");
}

CAF_TEST(a_quick_reply_without_a_payload_is_what_it_says) {
  const auto x = content({{"type", "button"}, {"button", {{"text", "Yes"}}}});
  CAF_CHECK_EQUAL(std::get<typed_text>(x).text, "Yes");
  CAF_CHECK_EQUAL(unread({{"type", "button"}}), "button");
}

CAF_TEST(an_id_that_no_card_can_have_is_not_read) {
  CAF_CHECK_EQUAL(unread(tap("button_reply", {{"title", "15:00"}})), "button_reply");
  CAF_CHECK_EQUAL(unread(tap("list_reply", {{"id", ""}})), "list_reply");
  CAF_CHECK_EQUAL(unread(tap("list_reply", {{"id", std::string(257, 'x')}})), "list_reply");
  CAF_CHECK_EQUAL(unread(tap("list_reply", {{"id", std::string(256, 'x')}})), "was read");
  CAF_CHECK_EQUAL(unread(tap("list_reply", "slot_a")), "list_reply");
}

CAF_TEST(other_messages_are_turns_that_cannot_be_read) {
  for (auto type : {"image", "video", "audio", "document", "sticker", "location", "contacts",
                    "order", "request_welcome", "hologram"})
    CAF_CHECK_EQUAL(unread({{"type", type}}), type);
  CAF_CHECK_EQUAL(unread(tap("nfm_reply", {{"response_json", "{}"}})), "nfm_reply");
  CAF_CHECK_EQUAL(unread({{"type", "interactive"}}), "unknown");
  CAF_CHECK_EQUAL(unread(json::object()), "unknown");
  CAF_CHECK_EQUAL(unread({{"type", 7}}), "unknown");
}

CAF_TEST(text_without_words_cannot_be_read) {
  for (const json& body : {json(nullptr), json(""), json("  \n\t"), json(7)})
    CAF_CHECK_EQUAL(unread(text(body)), "text");
  CAF_CHECK_EQUAL(unread({{"type", "text"}, {"text", "hello"}}), "text");
}

CAF_TEST(long_text_is_kept_up_to_64_kib) {
  const std::string kept(64 * 1024, 'x');
  CAF_CHECK_EQUAL(std::get<typed_text>(content(text(kept))).text.size(), kept.size());
  const auto cut = std::get<typed_text>(content(text(kept.substr(1) + "ש..."))).text;
  CAF_CHECK_EQUAL(cut.size(), kept.size() - 1);
}

CAF_TEST(type_words_are_short_and_printable) {
  CAF_CHECK_EQUAL(type_word({{"type", "a\nb\x7f"}}, "type"), "a?b?");
  CAF_CHECK_EQUAL(type_word({{"type", std::string(65, 'x')}}, "type").size(), 64u);
  CAF_CHECK_EQUAL(type_word({{"type", std::string(63, 'x').append("ש")}}, "type").size(), 63u);
}
