#define CAF_SUITE signature

#include "net/http/signature.hpp"

#include <caf/test/unit_test.hpp>

#include <thread>

using namespace quickbooking;

namespace {

constexpr std::string_view secret = "salon-test-secret";

struct vector_entry {
  std::string_view body;
  std::string_view hex;
};

/// Computed with another implementation.
constexpr vector_entry vectors[] = {
    {R"({"object":"whatsapp_business_account","entry":[]})",
     "1a7b788111d65efcd025148ac4a13f4d6f839f10c723cda7a77731a68ad9563f"},
    {R"({"object": "whatsapp_business_account", "entry": []})",
     "55c46ca8beb1efe423b377fdc5c494ae0f14bb0e66cbc75b89332e04866b2ae9"},
    {R"({"b":"\u05e9\u05dc\u05d5\u05dd \ud83d\ude00 \/"})",
     "b5a443b2cc312c00c8dc102413f061167e050aee34f887a0e4c0786696df7657"},
    {"{\"b\":\"\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xf0\x9f\x98\x80 /\"}",
     "43d55ebe1c5bd1f238c2710234bb4b8e997f48ed3029d098db8be04230b70e95"},
    {"", "cbc1e317db8ba6a88985866b6ce594bba9fd6a1acee25bf48b711b4dd033b4da"},
};

std::string header_of(const vector_entry& entry) { return "sha256=" + std::string{entry.hex}; }

std::string upper(std::string text) {
  for (std::size_t i = 7; i < text.size(); ++i)
    text[i] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[i])));
  return text;
}

} // namespace

CAF_TEST(the_known_vectors_are_signed_as_by_others) {
  for (const auto& entry : vectors)
    CAF_CHECK_EQUAL(sign(secret, entry.body), header_of(entry));
}

CAF_TEST(hex_of_any_case_is_accepted) {
  for (const auto& entry : vectors) {
    CAF_CHECK(is_signed(secret, entry.body, header_of(entry)));
    CAF_CHECK(is_signed(secret, entry.body, upper(header_of(entry))));
  }
}

CAF_TEST(a_changed_byte_of_body_secret_or_digest_is_refused) {
  const auto header = header_of(vectors[0]);
  const std::string body{vectors[0].body};
  CAF_CHECK(!is_signed(secret, body + " ", header));
  CAF_CHECK(!is_signed("salon-test-secreT", body, header));
  for (std::size_t i = 7; i < header.size(); ++i) {
    auto changed = header;
    changed[i] = changed[i] == '0' ? '1' : '0';
    CAF_CHECK(!is_signed(secret, body, changed));
  }
}

CAF_TEST(a_header_of_another_shape_is_refused) {
  const auto header = header_of(vectors[4]);
  for (const auto& bad : {std::string{}, std::string{"sha256="}, header.substr(7),
                          header.substr(0, 70), header + "0", "sha1=" + header.substr(7),
                          "SHA256=" + header.substr(7), header.substr(0, 70) + "g", " " + header})
    CAF_CHECK(!is_signed(secret, "", bad));
}

CAF_TEST(an_empty_secret_is_a_key_of_its_own) {
  const auto other = sign(secret, "x");
  CAF_CHECK_NOT_EQUAL(sign("", "x"), other);
  CAF_CHECK(is_signed("", "x", sign("", "x")));
}

CAF_TEST(threads_sign_independently) {
  std::vector<std::thread> threads;
  std::atomic<int> wrong = 0;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([t, &wrong] {
      for (int i = 0; i < 500; ++i) {
        const auto& entry = vectors[static_cast<std::size_t>(i + t) % std::size(vectors)];
        wrong += sign(secret, entry.body) != header_of(entry);
      }
    });
  for (auto& thread : threads)
    thread.join();
  CAF_CHECK_EQUAL(wrong.load(), 0);
}

CAF_TEST(texts_are_compared_whole) {
  CAF_CHECK(equal_constant_time("token", "token"));
  CAF_CHECK(equal_constant_time("", ""));
  CAF_CHECK(!equal_constant_time("token", "tokem"));
  CAF_CHECK(!equal_constant_time("token", "token "));
  CAF_CHECK(!equal_constant_time("", "t"));
}
