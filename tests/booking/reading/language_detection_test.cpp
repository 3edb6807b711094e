#define CAF_SUITE language_detection

#include "booking/reading/reader.hpp"

#include <caf/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <fstream>

using namespace quickbooking;

namespace {

/// A language that is none of those expected, so that "don't know" is told from a guess.
language detected(std::string_view text, language expected) {
  return detect_language(text, expected == language::en ? language::ru : language::en);
}

double share_detected(language lang) {
  std::ifstream in{std::string{QUICKBOOKING_TEST_DATA "/phrases/"} + std::string{to_string(lang)}
                   + ".json"};
  const auto data = nlohmann::json::parse(in);
  double all = 0;
  double right = 0;
  for (const auto& phrase : data.at("main")) {
    const auto text = phrase.at("text").get<std::string>();
    ++all;
    right += detect_language(text, lang == language::en ? language::pt : language::en) == lang;
  }
  return right / all;
}

} // namespace

CAF_TEST(short_first_messages_tell_their_language) {
  const std::pair<const char*, language> expected[] = {
      {"hello", language::en},
      {"Haircut Friday 3pm", language::en},
      {"can I come tomorrow?", language::en},
      {"nails", language::en},
      {"Привет", language::ru},
      {"стрижка завтра", language::ru},
      {"Haircut к Саре", language::ru},
      {"hola", language::es},
      {"manicura", language::es},
      {"como la ultima vez", language::es},
      {"quiero una cita para el viernes", language::es},
      {"¿Friday?", language::es},
      {"olá", language::pt},
      {"oi", language::pt},
      {"quero marcar um corte", language::pt},
      {"como da última vez", language::pt},
      {"amanhã às 15h", language::pt},
      {"שלום", language::he},
      {"תספורת ביום שישי", language::he},
      {"Haircut מחר", language::he},
  };
  for (const auto& [text, lang] : expected)
    if (detected(text, lang) != lang)
      CAF_ERROR("not " << to_string(lang) << ": " << text);
}

CAF_TEST(a_text_that_tells_nothing_keeps_the_given_language) {
  for (auto lang : all_languages)
    for (auto text : {"", "3", "15:00", "👍", "Sarah", "...", "OK", "\xff\xfe"})
      if (detect_language(text, lang) != lang)
        CAF_ERROR("taken for " << to_string(detect_language(text, lang)) << ": " << text);
}

CAF_TEST(nearly_all_phrases_are_recognised) {
  for (auto lang : all_languages) {
    const auto share = share_detected(lang);
    CAF_MESSAGE(to_string(lang) << ": " << share);
    CAF_CHECK(share >= (lang == language::ru || lang == language::he ? 0.97 : 0.85));
  }
}
