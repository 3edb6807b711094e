#define CAF_SUITE lineage

#include "tests/faults/lineage.hpp"

#include <caf/test/unit_test.hpp>

#include <stdexcept>

using namespace quickbooking::faults;

namespace {

const std::string phone = "+15550001";

stored_write write(std::uint64_t revision) {
  const auto id = "m" + std::to_string(revision);
  return {7, revision, id, "out-" + id, true, {id}};
}

writes_by_phone writes(std::vector<stored_write> all) { return {{phone, std::move(all)}}; }

bool makes_sense(const writes_by_phone& first, const writes_by_phone& base) {
  try {
    follow(first, base, {});
    return true;
  } catch (const std::runtime_error&) {
    return false;
  }
}

} // namespace

CAF_TEST(what_the_replica_had_not_got_is_abandoned) {
  const auto all = follow(writes({write(1), write(2), write(3)}), {}, writes({write(1)}));
  CAF_CHECK(all.kept == writes({write(1)}));
  CAF_CHECK(all.abandoned == writes({write(2), write(3)}));
}

CAF_TEST(what_a_node_wrote_again_is_not_abandoned) {
  const auto all = follow(writes({write(1), write(2)}), {}, writes({write(1), write(2)}));
  CAF_CHECK(all.kept == writes({write(1), write(2)}));
  CAF_CHECK(all.abandoned.at(phone).empty());
}

CAF_TEST(before_a_replica_was_filled_its_master_tells) {
  const auto base = writes({write(2), {0, 0, "", "", false, {"m1", "m2"}}});
  const auto all = follow(writes({write(1), write(2), write(3), write(4)}), base,
                          writes({write(3), write(5)}));
  CAF_CHECK(all.kept == writes({write(1), write(2), write(3), write(5)}));
  CAF_CHECK(all.abandoned == writes({write(4)}));
}

CAF_TEST(a_customer_whom_only_the_new_master_knows_is_kept) {
  const auto all = follow({}, {}, writes({write(1)}));
  CAF_CHECK(all.kept == writes({write(1)}));
  CAF_CHECK(all.abandoned.empty());
}

CAF_TEST(a_replica_filled_with_what_its_master_never_took_makes_no_sense) {
  CAF_CHECK(makes_sense(writes({write(1)}), writes({write(1)})));
  CAF_CHECK(!makes_sense(writes({write(1)}), writes({write(2)})));
}
