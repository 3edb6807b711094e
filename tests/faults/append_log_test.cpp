#define CAF_SUITE append_log

#include "tests/faults/append_log.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking::faults;

namespace {

std::string command(const std::vector<std::string>& words) {
  auto text = "*" + std::to_string(words.size()) + "\r\n";
  for (const auto& word : words)
    text += "$" + std::to_string(word.size()) + "\r\n" + word + "\r\n";
  return text;
}

const std::string snapshot
    = R"({"schemaVersion":1,"ownerEpoch":7,"revision":3,"lastReply":{"messageId":"m3",)"
      R"("outId":"out_3","messageType":"interactive_card"}})";

const std::string written = command({"SELECT", "0"}) + command({"MULTI"})
                            + command({"SET", "booking:session:+1555", snapshot, "PXAT", "1"})
                            + command({"RPUSH", "{booking:session:+1555}:handled", "m2", "m3"})
                            + command({"EXEC"});

} // namespace

CAF_TEST(a_session_write_is_read_with_its_version_answer_and_handled_ids) {
  auto all = stored_writes(read_append_log(written));
  CAF_REQUIRE_EQUAL(all.size(), 1u);
  const auto& writes = all["+1555"];
  CAF_REQUIRE_EQUAL(writes.size(), 1u);
  CAF_CHECK_EQUAL(writes[0].epoch, 7u);
  CAF_CHECK_EQUAL(writes[0].revision, 3u);
  CAF_CHECK_EQUAL(writes[0].message_id, "m3");
  CAF_CHECK_EQUAL(writes[0].out_id, "out_3");
  CAF_CHECK(writes[0].answer_is_card);
  const std::vector<std::string> ids{"m2", "m3"};
  CAF_CHECK_EQUAL(writes[0].handled, ids);
}

CAF_TEST(what_is_cut_off_at_the_end_counts_as_not_there) {
  const auto whole = read_append_log(written + written).size();
  for (std::size_t cut = 1; cut < written.size() - command({"SELECT", "0"}).size(); ++cut)
    CAF_CHECK(read_append_log((written + written).substr(0, 2 * written.size() - cut)).size()
              < whole);
}

CAF_TEST(keys_of_others_are_left_alone) {
  auto other = command({"SET", "booking:probe", "1"}) + command({"DEL", "booking:session:+1555"});
  CAF_CHECK(stored_writes(read_append_log(other)).empty());
}
