#define CAF_SUITE append_log

#include "messages/session/session.hpp"
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

std::string snapshot(std::size_t pack_above) {
  quickbooking::session x;
  x.session_id = x.customer_id = x.salon_id = "x";
  x.version = {7, 3};
  quickbooking::card shown;
  shown.body = "Which time?";
  for (const std::string each : {"15:00", "16:00", "17:00"})
    shown.buttons.push_back({"slot_sarah-2027-03-05T" + each + ":00.000Z", each, ""});
  x.answered = std::make_shared<const quickbooking::last_reply>(
      quickbooking::last_reply{"m3", "out_3", shown});
  return to_snapshot(x, pack_above);
}

std::string write_of(const std::string& snapshot) {
  return command({"SELECT", "0"}) + command({"MULTI"})
         + command({"SET", "booking:session:+1555", snapshot, "PXAT", "1"})
         + command({"RPUSH", "{booking:session:+1555}:handled", "m2", "m3"}) + command({"EXEC"});
}

const std::string written = write_of(snapshot(0));

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

CAF_TEST(a_packed_snapshot_is_read_like_any_other) {
  CAF_CHECK_NOT_EQUAL(snapshot(1), snapshot(0));
  CAF_CHECK(stored_writes(read_append_log(write_of(snapshot(1))))
            == stored_writes(read_append_log(written)));
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
