#define CAF_SUITE session_backup

#include "messages/encoding/json_text.hpp"
#include "messages/encoding/json_writer.hpp"
#include "messages/session/session_backup.hpp"

#include <caf/test/unit_test.hpp>
#include <nlohmann/json.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using nlohmann::json;

const instant noon = from_unix_ms(1'795'000'000'000);

session_backup backup() {
  session_backup x;
  x.customer = "+15551234567";
  x.used_at = noon;
  x.write.expected = R"({"v":1,)";
  x.write.version = {7, 12};
  x.write.snapshot = R"({"sessionId":"s","name":"Zo)"
                     "\xc3\xab\"}";
  x.write.receipt = R"({"sessionId":"r"})";
  x.write.handled = {"m1", "m2"};
  x.write.due = {{"out_1", "700", text_reply{"hello"}, noon - 5s}};
  x.write.moves_legacy_key = true;
  return x;
}

json written(const session_backup& x) { return json::parse(json_of(x)); }

} // namespace

CAF_TEST(a_backup_passes_with_all_that_it_has) {
  auto x = session_backup_from(written(backup()));
  CAF_REQUIRE(x);
  auto y = backup();
  CAF_CHECK_EQUAL(x->customer, y.customer);
  CAF_CHECK(x->used_at == noon);
  CAF_CHECK(!x->in_store);
  CAF_CHECK(x->write.version == y.write.version);
  CAF_CHECK_EQUAL(x->write.expected, y.write.expected);
  CAF_CHECK_EQUAL(x->write.snapshot, y.write.snapshot);
  CAF_CHECK_EQUAL(x->write.receipt, y.write.receipt);
  CAF_CHECK_EQUAL(x->write.handled, y.write.handled);
  CAF_CHECK(x->write.moves_legacy_key);
  CAF_REQUIRE_EQUAL(x->write.due.size(), 1u);
  CAF_CHECK_EQUAL(x->write.due[0].out_id, "out_1");
  CAF_CHECK_EQUAL(x->write.due[0].phone_number_id, "700");
  CAF_CHECK(x->write.due[0].content == y.write.due[0].content);
  CAF_CHECK(x->write.due[0].since == noon - 5s);
}

CAF_TEST(what_is_no_backup_is_nothing) {
  auto good = written(backup());
  CAF_REQUIRE(session_backup_from(good));
  for (auto name : {"customer", "usedAt", "ownerEpoch", "revision"}) {
    auto x = good;
    x.erase(name);
    CAF_CHECK(!session_backup_from(x));
  }
  const std::pair<const char*, json> wrong[]
      = {{"customer", "nobody"}, {"revision", -1}, {"ownerEpoch", -7},
         {"handled", {1}},       {"due", {1}},     {"due", {{{"outId", "out_1"}, {"since", 1}}}}};
  for (auto& [name, value] : wrong) {
    auto x = good;
    x[name] = value;
    CAF_CHECK(!session_backup_from(x));
  }
  for (auto text : {"null", "7", "[]", "{}", "\"text\""})
    CAF_CHECK(!session_backup_from(json::parse(text)));
}

CAF_TEST(more_than_a_session_can_have_is_refused) {
  auto x = backup();
  x.write.handled.assign(max_handled_ids, "m");
  CAF_CHECK(session_backup_from(written(x)));
  x.write.handled.emplace_back("m");
  CAF_CHECK(!session_backup_from(written(x)));
}

CAF_TEST(of_one_owner_the_revision_tells_what_is_later_of_two_owners_the_time) {
  auto older = backup();
  auto newer = backup();
  newer.write.version.revision = 13;
  newer.used_at = noon - 1s;
  CAF_CHECK(is_later(newer, older));
  CAF_CHECK(!is_later(older, newer));
  CAF_CHECK(!is_later(older, older));
  newer.write.version = {8, 1};
  CAF_CHECK(!is_later(newer, older));
  newer.used_at = noon + 1s;
  CAF_CHECK(is_later(newer, older));
}
