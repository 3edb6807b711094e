#define CAF_SUITE reply_reading

#include "booking/texts/texts.hpp"
#include "load/customer/heard_reply.hpp"
#include "load/verdict/confirmation.hpp"
#include "load/verdict/reply_language.hpp"
#include "messages/reply/reply.hpp"
#include "messages/whatsapp/graph.hpp"
#include "tests/load/sample_confirmation.hpp"

#include <caf/test/unit_test.hpp>
#include <nlohmann/json.hpp>

using namespace quickbooking;
using nlohmann::json;

namespace {

std::string again(language lang, const std::string& code) {
  return text(lang, text_key::already_confirmed, {{"code", code}});
}

} // namespace

CAF_TEST(a_confirmation_is_read_in_every_language) {
  for (const auto each : all_languages) {
    const auto read = read_confirmation(sample_confirmation(each, "BK-1X"));
    CAF_REQUIRE(read);
    CAF_CHECK_EQUAL(read->code, "BK-1X");
    CAF_CHECK(read->words.starts_with("Sarah Johnson|Friday"));
    CAF_CHECK(read->words.find("3:00 PM") != std::string::npos);
  }
}

CAF_TEST(a_repeated_confirmation_has_its_code) {
  for (const auto each : all_languages) {
    const auto read = read_confirmation(again(each, "BK-1X"));
    CAF_REQUIRE(read);
    CAF_CHECK_EQUAL(read->code, "BK-1X");
    CAF_CHECK(read->words.empty());
  }
}

CAF_TEST(a_confirmation_may_have_more_around_it) {
  const auto read = read_confirmation("👋 Hello!\n" + sample_confirmation(language::ru, "BK-2")
                                      + "\n\n👉 Next: Massage.");
  CAF_REQUIRE(read);
  CAF_CHECK_EQUAL(read->code, "BK-2");
}

CAF_TEST(other_texts_confirm_nothing) {
  for (const auto each : all_languages) {
    CAF_CHECK(!read_confirmation(text(each, text_key::waitlist_joined)));
    CAF_CHECK(!read_confirmation(text(each, text_key::booking_cancelled)));
  }
  CAF_CHECK(!read_confirmation(""));
}

CAF_TEST(every_text_is_known_to_be_of_its_language) {
  for (const auto each : all_languages)
    for (const auto key : {text_key::week_busy, text_key::ask_service, text_key::waitlist_joined,
                           text_key::session_expired, text_key::choose_option}) {
      const auto words = text(each, key);
      CAF_CHECK(languages_of_reply(words).contains(each));
      CAF_CHECK(!is_in_wrong_language(words, each));
      for (const auto other : all_languages)
        CAF_CHECK(other == each || is_in_wrong_language(words, other));
    }
}

CAF_TEST(names_in_another_language_do_not_mislead) {
  const auto words = sample_confirmation(language::he, "BK-3") + " Booking code";
  CAF_CHECK(!is_in_wrong_language(words, language::he));
  CAF_CHECK(is_in_wrong_language(words, language::en));
}

CAF_TEST(what_is_in_no_catalog_is_not_held_against_the_salon) {
  CAF_CHECK(languages_of_reply("qwertyuiop").empty());
  CAF_CHECK(!is_in_wrong_language("qwertyuiop", language::en));
}

CAF_TEST(a_card_is_read_from_what_the_graph_api_took) {
  const card buttons{"", "body", "", {{"slot_1", "One", ""}, {"slot_2", "Two", ""}}, "", {}};
  const card list{"", "body", "", {}, "open", {{"day", {{"slot_3", "Three", "d"}}}}};
  const auto read = [](const reply& x) {
    return read_graph_message(json::parse(to_send_body("+15550100000", x, "out-1")), "wamid.9");
  };
  CAF_CHECK(
      read(buttons)
      == (heard_reply{"body", {{"slot_1", "One", false}, {"slot_2", "Two", false}}, "wamid.9"}));
  CAF_CHECK(read(list) == (heard_reply{"body", {{"slot_3", "Three", true}}, "wamid.9"}));
  CAF_CHECK(read(text_reply{"hello"}) == (heard_reply{"hello", {}, "wamid.9"}));
}

CAF_TEST(a_card_is_read_from_a_v1_answer) {
  const card buttons{"", "body", "", {{"slot_1", "One", ""}}, "", {}};
  const auto answer = [](const reply& x, bool success) {
    return json{{"success", success},
                {"messageType", message_type(x)},
                {"payload", json::parse(json_of(x))}}
        .dump();
  };
  CAF_CHECK(read_v1_answer(answer(buttons, true))
            == (heard_reply{"body", {{"slot_1", "One", false}}, ""}));
  CAF_CHECK(read_v1_answer(answer(booking_confirmed{"1", "BK", "yes"}, true))->text == "yes");
  CAF_CHECK(!read_v1_answer(answer(buttons, false)));
  CAF_CHECK(!read_v1_answer("<html>"));
  CAF_CHECK(!read_v1_answer("[]"));
}

CAF_TEST(options_about_the_same_time_have_one_key) {
  const std::string slot = "b1-2026-12-01T10:00:00.000Z";
  CAF_CHECK(!time_key("slot_" + slot).empty());
  CAF_CHECK_EQUAL(time_key("slot_" + slot), time_key("confirm_" + slot));
  CAF_CHECK(time_key("slot_" + slot) != time_key("slot_b2-2026-12-01T10:00:00.000Z"));
  CAF_CHECK_EQUAL(time_key("action_restart"), "");
  CAF_CHECK_EQUAL(time_key("nonsense"), "");
}
