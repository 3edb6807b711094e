#define CAF_SUITE folded_session
#include "messages/encoding/packed_text.hpp"
#include "messages/session/folded_session.hpp"
#include "messages/session/raw_session.hpp"
#include "tests/messages/random_session.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

bool is_refused(const std::string& bytes) {
  try {
    session_from_raw(bytes);
    return false;
  } catch (const std::logic_error&) {
    return true;
  }
}

} // namespace

CAF_TEST(a_session_is_the_same_after_it_was_folded) {
  random_values random{31};
  for (int i = 0; i < 300; ++i) {
    const auto x = random_session(random);
    folded_session kept{x};
    kept.fold();
    CAF_REQUIRE(kept.is_folded());
    const auto before = to_snapshot(x);
    const auto after = to_snapshot(kept.get());
    CAF_REQUIRE_EQUAL(after, before);
    CAF_REQUIRE(to_raw(kept.get()) == to_raw(x)); // what a snapshot does not tell, too
    CAF_REQUIRE(!kept.is_folded());
  }
}

CAF_TEST(a_part_of_a_session_is_no_session) {
  random_values random{33};
  const auto whole = to_raw(random_session(random));
  for (std::size_t length = 0; length < whole.size(); ++length)
    CAF_CHECK(is_refused(whole.substr(0, length)));
  CAF_CHECK(is_refused(whole + "x"));
}

CAF_TEST(it_unfolds_to_be_changed_and_to_be_taken_out) {
  random_values random{32};
  auto x = random_session(random);
  folded_session kept{x};
  kept.fold();
  kept.edit().pages_seen = 2;
  kept.fold();
  CAF_CHECK_EQUAL(kept.take().pages_seen, 2);
  CAF_CHECK(!kept.get().exists());
}

CAF_TEST(what_is_no_session_is_not_folded_and_nothing_is_lost) {
  session blank;
  blank.version = {7, 12};
  folded_session kept{blank};
  kept.fold();
  CAF_CHECK(!kept.is_folded());
  CAF_CHECK(kept.get().version == blank.version);
  folded_session nothing;
  nothing.fold();
  CAF_CHECK(!nothing.get().exists());
}

CAF_TEST(what_resembles_the_sample_is_packed_shorter_and_only_with_it_unpacked) {
  const std::string sample = R"({"name":"Haircut","duration":60,"price":4500,"master":"Sarah"})";
  const std::string text = R"({"name":"Manicure","duration":60,"price":4500,"master":"Alex"})";
  const sample_packer packer{sample}, other{"something else"};
  const auto packed = packer.pack(text);
  CAF_CHECK_LESS(packed.size(), other.pack(text).size());
  const auto unpacked = packer.unpack(packed);
  CAF_REQUIRE(unpacked);
  CAF_CHECK_EQUAL(*unpacked, text);
  CAF_CHECK(!packer.unpack("no frame"));
  CAF_CHECK(!packer.unpack(packed.substr(0, packed.size() - 3)));
}
