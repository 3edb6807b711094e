#define CAF_SUITE customer
#include "messages/customer.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

std::string key_of(std::string_view given) { return make_customer_key(given).value_or("none"); }

} // namespace

CAF_TEST(however_a_phone_is_written_it_is_the_same_customer) {
  for (auto given : {"15551234567", "+15551234567", "+1 (555) 123-4567", "whatsapp:+15551234567",
                     "1.555.123.4567", "\xE2\x80\xAA+15551234567\xE2\x80\xAC"})
    CAF_CHECK_EQUAL(key_of(given), "+15551234567");
}

CAF_TEST(a_business_scoped_user_id_is_kept_verbatim) {
  const auto longest = "BR." + std::string(128, 'x');
  for (const std::string& given :
       {std::string{"IL.5501234567890"}, std::string{"US.ENT.11815799212886844830"}, longest}) {
    CAF_CHECK_EQUAL(key_of(given), given);
    CAF_CHECK(is_bsuid(given));
  }
}

CAF_TEST(what_only_looks_like_a_user_id_is_none) {
  for (auto given : {"il.5501234567890", "IL.", "IL.ENT.", "IL-550", "I.550", "IL.55 01", "IL.5.5",
                     "ILX.550", "+15551234567", ""})
    CAF_CHECK(!is_bsuid(given));
  CAF_CHECK(!is_bsuid("IL." + std::string(129, '1')));
}

CAF_TEST(a_phone_without_digits_or_with_too_many_is_refused) {
  for (const std::string& given : {std::string{}, std::string{"+"}, std::string{"anonymous"},
                                   std::string{"1234567890123456"}, std::string(257, '1')}) {
    const auto key = make_customer_key(given);
    CAF_REQUIRE(!key);
    CAF_CHECK_EQUAL(key.error().code, "invalid_phone");
  }
  CAF_CHECK_EQUAL(key_of("123456789012345"), "+123456789012345");
}

CAF_TEST(logs_show_only_the_ends_of_a_phone) {
  CAF_CHECK_EQUAL(masked("+15551234567"), "+1********67");
  CAF_CHECK_EQUAL(masked("+12345"), "+1**45");
  CAF_CHECK_EQUAL(masked("+1234"), "***");
  CAF_CHECK_EQUAL(masked("IL.5501234567890"), "IL.***");
  CAF_CHECK_EQUAL(masked("my name is"), "***");
  CAF_CHECK_EQUAL(masked(""), "***");
}

CAF_TEST(session_keys_have_a_plus_and_those_of_the_old_service_none) {
  CAF_CHECK_EQUAL(session_key("+15551234567"), "booking:session:+15551234567");
  CAF_CHECK_EQUAL(legacy_session_key("+15551234567"), "booking:session:15551234567");
  CAF_CHECK_EQUAL(session_key("IL.55"), "booking:session:IL.55");
  CAF_CHECK_EQUAL(legacy_session_key("IL.55"), "");
}

CAF_TEST(both_kinds_of_session_key_name_their_customer) {
  CAF_CHECK_EQUAL(customer_of_session_key("booking:session:+15551234567"), "+15551234567");
  CAF_CHECK_EQUAL(customer_of_session_key("booking:session:15551234567"), "+15551234567");
  CAF_CHECK_EQUAL(customer_of_session_key("booking:session:IL.55"), "IL.55");
}

CAF_TEST(other_keys_name_nobody) {
  for (auto key :
       {"", "booking:session:", "booking:session:+", "booking:session:++1", "booking:session:1+2",
        "booking:session:1234567890123456", "booking:receipt:+15551234567", "+15551234567"})
    CAF_CHECK_EQUAL(customer_of_session_key(key), "");
}
