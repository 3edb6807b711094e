#define CAF_SUITE conversation_language

#include "booking/texts/texts.hpp"
#include "tests/booking/conversation/conversation_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

std::string said(language lang, text_key key) { return text(lang, key); }

} // namespace

CAF_TEST(a_language_that_is_given_is_stored_and_used) {
  conversation dana;
  dana.says("Haircut", language::pt);
  CAF_CHECK(dana.current.lang == language::pt);
  CAF_CHECK(contains(words_of(dana.last), "Haircut"));
  CAF_CHECK(dana.offers("action_see_more"));
  CAF_CHECK(contains(dana.titles().back(), "Horários populares"));
}

CAF_TEST(the_language_that_is_given_wins_over_the_text) {
  conversation dana;
  dana.says("Привет", language::es);
  CAF_CHECK(dana.current.lang == language::es);
  CAF_CHECK(contains(words_of(dana.last), "¡Hola!"));
}

CAF_TEST(the_first_text_tells_the_language) {
  const std::pair<const char*, language> texts[]
      = {{"Запишите меня на стрижку", language::ru},
         {"Hola, quiero una cita mañana", language::es},
         {"Olá, quero marcar um horário amanhã", language::pt},
         {"אני רוצה לקבוע תור", language::he},
         {"Hi, I want a haircut", language::en}};
  for (const auto& [words, expected] : texts) {
    conversation dana;
    dana.says(words);
    CAF_CHECK(dana.current.lang == expected);
  }
}

CAF_TEST(without_evidence_the_language_is_english_whatever_the_salons) {
  for (const auto* words : {"ok", "👍", "12345678", ""}) {
    conversation dana;
    dana.where.default_language = language::ru;
    dana.says(words);
    CAF_CHECK(dana.current.lang == language::en);
    CAF_CHECK(contains(words_of(dana.last), " "));
  }
}

CAF_TEST(a_first_tap_is_answered_in_english) {
  conversation dana;
  dana.where.default_language = language::ru;
  dana.taps("pay_now");
  CAF_CHECK(dana.current.lang == language::en);
  CAF_CHECK_EQUAL(words_of(dana.last), said(language::en, text_key::session_expired));
}

CAF_TEST(a_tap_uses_the_language_that_is_given) {
  conversation dana;
  dana.taps("pay_now", language::he);
  CAF_CHECK_EQUAL(words_of(dana.last), said(language::he, text_key::session_expired));
  CAF_CHECK(dana.current.lang == language::he);
}

CAF_TEST(a_tap_without_a_language_uses_the_sessions) {
  conversation dana;
  dana.says("Haircut Friday 3pm", language::es);
  dana.taps(dana.id());
  CAF_CHECK(dana.titles().front() == said(language::es, text_key::label_confirm));
}

CAF_TEST(later_texts_do_not_change_the_language) {
  conversation dana;
  dana.says("Haircut Friday 3pm");
  dana.says("в субботу");
  CAF_CHECK(dana.current.lang == language::en);
  CAF_CHECK(dana.time().starts_with("2026-11-28"));
}

CAF_TEST(a_language_given_midway_changes_this_reply_and_the_session) {
  conversation dana;
  dana.says("Haircut Friday 3pm");
  dana.taps(dana.id(), language::ru);
  CAF_CHECK(dana.current.lang == language::ru);
  CAF_CHECK(dana.titles().front() == said(language::ru, text_key::label_confirm));
  dana.taps(dana.id());
  CAF_CHECK(contains(words_of(dana.last), "BK-NEW1"));
  CAF_CHECK(!contains(words_of(dana.last), "booked"));
}

CAF_TEST(choices_and_confirmation_are_in_the_sessions_language) {
  conversation dana;
  dana.occupy("sarah", "2026-11-27 15:00");
  dana.says("Haircut with Sarah Friday 3pm", language::pt);
  CAF_CHECK(dana.titles().front() == said(language::pt, text_key::label_same_day));
  dana.taps(dana.id());
  dana.taps(dana.id());
  CAF_CHECK(dana.titles().front() == said(language::pt, text_key::label_confirm));
}

CAF_TEST(nothing_free_is_told_in_the_language_of_the_request) {
  for (const auto lang : all_languages) {
    conversation dana;
    dana.occupy_days("2026-11-23", 31);
    dana.says("Haircut Friday 3pm", lang);
    CAF_CHECK_EQUAL(words_of(dana.last), said(lang, text_key::no_alternatives));
  }
}

CAF_TEST(errors_are_told_in_the_language_of_the_request) {
  for (const auto lang : all_languages) {
    conversation dana;
    dana.taps("confirm_sarah-2026-11-27T20:00:00.000Z-cut");
    dana.says("Haircut with Sarah Saturday 3pm");
    dana.taps(dana.id());
    dana.forced_booking = booking_outcome{booking_outcome::kind::unavailable, {}, {}};
    dana.taps(dana.id(), lang);
    const auto error = text(lang, text_key::error, {{"phone", dana.where.contact_phone}});
    CAF_CHECK(contains(words_of(dana.last), error));
  }
}

CAF_TEST(a_taken_slot_is_told_in_the_language_of_the_tap) {
  conversation dana;
  dana.says("Haircut with Sarah Friday 3pm");
  const auto slot_id = dana.id();
  dana.occupy("sarah", "2026-11-27 15:00");
  dana.taps(slot_id, language::ru);
  const auto expected = text(language::ru, text_key::slot_just_taken,
                             {{"time", format_time(language::ru, clock_time("15:00"))}});
  CAF_CHECK(contains(words_of(dana.last), expected));
}

CAF_TEST(a_card_that_is_shown_again_is_rebuilt_in_the_new_language) {
  conversation dana;
  dana.says("Haircut Friday 3pm");
  dana.sends_unreadable(language::he);
  CAF_CHECK_EQUAL(words_of(dana.last), said(language::he, text_key::unsupported_input));
  CAF_CHECK_EQUAL(dana.shown().list_button, said(language::he, text_key::label_select_time));
}

CAF_TEST(starting_over_keeps_the_language) {
  conversation dana;
  dana.says("Haircut Friday 3pm", language::es);
  dana.taps("action_restart");
  CAF_CHECK(dana.current.lang == language::es);
  CAF_CHECK_EQUAL(words_of(dana.last), said(language::es, text_key::ask_service));
}

CAF_TEST(a_message_that_does_not_tell_its_language_gets_that_of_the_last_conversation) {
  conversation dana;
  inbound_message message;
  message.salon_id = dana.where.id;
  auto begun = [&](inbound_content what) {
    message.content = std::move(what);
    return new_session("session_2", message, dana.where, dana.now, language::ru).lang;
  };
  CAF_CHECK(begun(button_tap{"confirm_x", {}}) == language::ru);
  CAF_CHECK(begun(typed_text{"15:00"}) == language::ru);
  CAF_CHECK(begun(typed_text{"¡Hola! Quiero un corte de pelo"}) == language::es);
}
