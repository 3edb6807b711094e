#define CAF_SUITE money
#include "booking/texts/texts.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using enum language;

CAF_TEST(the_salons_currency_counts_and_not_the_language) {
  CAF_CHECK_EQUAL(format_money(en, 5000, "USD"), "$50");
  CAF_CHECK_EQUAL(format_money(en, 5000, "EUR"), "€50");
  CAF_CHECK_EQUAL(format_money(ru, 500000, "RUB"), "5\u00A0000\u00A0₽");
  CAF_CHECK_EQUAL(format_money(es, 5000, "EUR"), "50\u00A0€");
  CAF_CHECK_EQUAL(format_money(pt, 5000, "BRL"), "R$\u00A050");
  CAF_CHECK_EQUAL(format_money(he, 5000, "ILS"), "\u200F50\u00A0\u200F₪");
}

CAF_TEST(decimals_are_those_of_the_currency) {
  CAF_CHECK_EQUAL(format_money(en, 5050, "USD"), "$50.50");
  CAF_CHECK_EQUAL(format_money(en, 5, "USD"), "$0.05");
  CAF_CHECK_EQUAL(format_money(en, 500, "JPY"), "¥500");
  CAF_CHECK_EQUAL(format_money(en, 12345, "KWD"), "KWD\u00A012.345");
  CAF_CHECK_EQUAL(format_money(es, 5050, "EUR"), "50,50\u00A0€");
}

CAF_TEST(what_is_no_currency_is_left_out) {
  CAF_CHECK_EQUAL(format_money(en, 5050, ""), "50.50");
  CAF_CHECK_EQUAL(format_money(en, 5000, "DOLLARS"), "50");
  CAF_CHECK_EQUAL(format_money(en, 5000, "\n\"$"), "50");
}
