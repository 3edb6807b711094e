#define CAF_SUITE checked_json

#include "messages/encoding/checked_json.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using nlohmann::json;

namespace {

/// What is found wrong with `value`, at the path `x`, when read by `read`.
template <class Read>
std::string refusal(const json& value, Read read) {
  problems found;
  read(checked_json{value, "x", found});
  return found.text();
}

} // namespace

CAF_TEST(a_number_may_have_a_fraction_and_has_limits) {
  auto read = [](const checked_json& x) { x.number(0, 2.5); };
  for (const auto& good : {json(0), json(2.5), json(1)})
    CAF_CHECK_EQUAL(refusal(good, read), "");
  const std::string limits = "x: must be a number from 0 to 2.5";
  for (const auto& bad : {json(-0.1), json(2.51), json("1"), json(true), json::array({1})})
    CAF_CHECK_EQUAL(refusal(bad, read), limits);
  CAF_CHECK_EQUAL(refusal(nullptr, read), "x: is missing");
  problems found;
  CAF_CHECK_EQUAL((checked_json{0.75, "", found}.number(0, 1)), 0.75);
}

CAF_TEST(a_text_may_be_anything_that_is_not_too_long) {
  auto read = [](const checked_json& x) { x.text(3); };
  for (const auto* good : {"", " \n", "abc"})
    CAF_CHECK_EQUAL(refusal(good, read), "");
  CAF_CHECK_EQUAL(refusal("abcd", read), "x: must have at most 3 bytes");
  CAF_CHECK_EQUAL(refusal(1, read), "x: must be a string");
  CAF_CHECK_EQUAL(refusal(nullptr, read), "x: is missing");
}

CAF_TEST(a_line_has_neither_controls_nor_spaces_at_its_ends) {
  auto read = [](const checked_json& x) { x.line(3); };
  CAF_CHECK_EQUAL(refusal("a b", read), "");
  for (const auto* bad : {" a", "a ", "a\n", "\x7f"})
    CAF_CHECK_EQUAL(refusal(bad, read),
                    "x: must not have control characters nor spaces at its ends");
  for (const auto* bad : {"", "abcd"})
    CAF_CHECK_EQUAL(refusal(bad, read), "x: must have 1 to 3 bytes");
  CAF_CHECK_EQUAL(refusal(nullptr, read), "x: is missing");
}

CAF_TEST(members_are_named_with_their_path) {
  const json value{{"a", {1, "b"}}, {"none", nullptr}};
  problems found;
  const checked_json x{value, "", found};
  CAF_CHECK(x.has("a"));
  CAF_CHECK(!x.has("none"));
  CAF_CHECK(!x.has("absent"));
  x["a"].items()[1].integer(0, 1);
  x.allow_only({"a"});
  CAF_CHECK_EQUAL(found.text(), "a[1]: must be a whole number from 0 to 1\nnone: unknown field");
}
