#define CAF_SUITE samples

#include "bench/candidates/samples.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

CAF_TEST(samples_survive_their_file) {
  const auto read = parse_samples(
      to_json_text({{"card", R"("state":1})", ""}, {"tap", "s", ""}, {"end \"x\"", "", "r"}}));
  CAF_REQUIRE(read.has_value());
  CAF_CHECK_EQUAL(read->text.answer, "card");
  CAF_CHECK_EQUAL(read->text.snapshot, R"("state":1})");
  CAF_CHECK_EQUAL(read->tap.answer, "tap");
  CAF_CHECK_EQUAL(read->confirm.answer, "end \"x\"");
  CAF_CHECK_EQUAL(read->confirm.receipt, "r");
}

CAF_TEST(what_are_no_samples_is_refused) {
  for (auto text : {"", "[]", "{}", R"({"text":{},"tap":{},"confirm":{}})"})
    CAF_CHECK_EQUAL(parse_samples(text).has_value(), false);
}
