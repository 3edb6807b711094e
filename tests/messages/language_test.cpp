#define CAF_SUITE language
#include "messages/language.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

CAF_TEST(every_language_survives_a_round_trip) {
  for (auto lang : all_languages)
    CAF_CHECK(parse_language(to_string(lang)) == lang);
}

CAF_TEST(case_and_region_do_not_matter) {
  CAF_CHECK(parse_language("RU") == language::ru);
  CAF_CHECK(parse_language("pt-BR") == language::pt);
  CAF_CHECK(parse_language("pt_BR") == language::pt);
  CAF_CHECK(parse_language("es-419") == language::es);
}

CAF_TEST(other_languages_read_as_nothing_and_become_english) {
  for (auto code : {"", "fr", "eng", "e", "-en", "english", "\xD7\xA2\xD7\x91"}) {
    CAF_CHECK(!parse_language(code));
    CAF_CHECK(language_or_en(code) == language::en);
  }
  CAF_CHECK(language_or_en("he") == language::he);
}
