#define CAF_SUITE text_fields

#include "messages/encoding/text_fields.hpp"

#include <caf/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace quickbooking;

namespace {

std::string written(const std::vector<std::string>& texts) {
  std::string all;
  for (auto& x : texts)
    append_field(all, x);
  return all;
}

/// So many of them; nothing if it is not all well.
std::vector<std::string> read(const std::string& bytes, std::size_t count) {
  field_reader reader{bytes};
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i)
    texts.emplace_back(reader.next());
  return reader.ended_well() ? texts : std::vector<std::string>{};
}

} // namespace

CAF_TEST(texts_come_back_as_they_were) {
  const std::vector<std::string> texts{"Dana", "", "3:a", std::string("\0:\xFF", 3),
                                       std::string(5000, 'x')};
  CAF_CHECK(read(written(texts), texts.size()) == texts);
  CAF_CHECK_EQUAL(written({"Dana", ""}), "4:Dana0:");
}

CAF_TEST(too_few_too_many_or_cut_off_texts_are_told) {
  const auto bytes = written({"Dana", "Noa"});
  CAF_CHECK(read(bytes, 1).empty());
  CAF_CHECK(read(bytes, 3).empty());
  for (std::size_t i = 0; i < bytes.size(); ++i)
    CAF_CHECK(read(bytes.substr(0, i), 2).empty());
}

CAF_TEST(a_length_that_is_none_is_told) {
  for (std::string bytes : {"", ":", ":a", "a:b", "-1:", "+1:a", " 1:a", "1", "2:a",
                            "18446744073709551615:a", "18446744073709551616:a", "1.0:a", "0x1:a"})
    CAF_CHECK(read(bytes, 1).empty());
}
