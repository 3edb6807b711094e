#define CAF_SUITE sqlite_archive

#include "actors/archive/archive_schema.hpp"
#include "actors/archive/sqlite_archive.hpp"
#include "tests/support/child_process.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

const instant noon = from_unix_ms(1'795'000'000'000);
using strings = std::vector<std::string>;

std::unique_ptr<archive_store> open(const std::string& path) {
  auto opened = sqlite_archive::open(path);
  if (!opened)
    CAF_FAIL(opened.error().message);
  return std::move(*opened);
}

template <class T>
T must(result<T> x) {
  if (!x)
    CAF_FAIL(x.error().message);
  return std::move(*x);
}

session_backup backup_of(customer_key who, std::uint64_t revision, bool in_store) {
  session_backup x;
  x.customer = std::move(who);
  x.write.expected = "before";
  x.write.version = {(std::uint64_t{1} << 52) + 3, revision};
  x.write.snapshot = R"({"a":"ü"})";
  x.write.receipt = "receipt";
  x.write.moves_legacy_key = true;
  x.used_at = noon;
  x.in_store = in_store;
  return x;
}

void save(archive_store& files, const session_backup& x, instant now = noon) {
  auto end = files.transact([&] { return files.save(x, now); }, durability::power_loss);
  if (!end)
    CAF_FAIL(end.error().message);
}

session_backup found(archive_store& files, const customer_key& who, instant now = noon) {
  auto x = must(files.find(who, now));
  CAF_REQUIRE(x.has_value());
  return *x;
}

dead_letter letter_of(std::string message_id) {
  dead_letter x;
  x.buried_at = noon;
  x.tries = 3;
  x.reason = "exception";
  x.message.customer = "+15550001";
  x.message.message_id = std::move(message_id);
  x.message.sent_at = noon;
  x.message.content = typed_text{"poison"};
  return x;
}

} // namespace

CAF_TEST(a_backup_is_there_after_the_file_was_closed) {
  const temp_dir dir;
  auto x = backup_of("+15550001", 4, false);
  x.write.handled = {"m1", "m2"};
  x.write.due = {{"out_1", "700", text_reply{"hello"}, noon}};
  save(*open(dir.file("archive.sqlite")), x);
  auto files = open(dir.file("archive.sqlite"));
  auto back = found(*files, "+15550001");
  CAF_CHECK_EQUAL(back.write.expected, x.write.expected);
  CAF_CHECK(back.write.version == x.write.version);
  CAF_CHECK_EQUAL(back.write.snapshot, x.write.snapshot);
  CAF_CHECK_EQUAL(back.write.receipt, x.write.receipt);
  CAF_CHECK(back.write.moves_legacy_key);
  CAF_CHECK_EQUAL(back.write.handled, x.write.handled);
  CAF_REQUIRE_EQUAL(back.write.due.size(), 1u);
  CAF_CHECK_EQUAL(back.write.due[0].out_id, "out_1");
  CAF_CHECK(back.write.due[0].content == reply{text_reply{"hello"}});
  CAF_CHECK(back.used_at == noon);
  CAF_CHECK(!back.in_store);
  CAF_CHECK_EQUAL(must(files->count()).sessions, 1u);
  CAF_CHECK(!must(files->find("+15550002", noon)).has_value());
}

CAF_TEST(a_file_of_the_first_schema_keeps_its_sessions) {
  const temp_dir dir;
  const auto path = dir.file("archive.sqlite");
  {
    auto file = must(sqlite_database::open(path));
    auto first = archive_schema;
    first.migrations = first.migrations.first(1);
    CAF_REQUIRE(take_over(file, first));
    CAF_REQUIRE(file.execute("INSERT INTO sessions VALUES"
                             " ('+15550001', 'e', 7, 4, 's', 'r', 1, 1795000000000, 0),"
                             " ('+15550002', '', 8, 5, '', '', 0, 1795000000000, 1);"
                             "INSERT INTO handled (customer, message_id, handled_at)"
                             " VALUES ('+15550001', 'm1', 1795000000000)"));
  }
  auto files = open(path);
  const auto back = found(*files, "+15550001");
  CAF_CHECK_EQUAL(back.write.expected, "e");
  CAF_CHECK(back.write.version == (fence{7, 4}));
  CAF_CHECK_EQUAL(back.write.snapshot, "s");
  CAF_CHECK_EQUAL(back.write.receipt, "r");
  CAF_CHECK(back.write.moves_legacy_key);
  CAF_CHECK(back.used_at == noon);
  CAF_CHECK(!back.in_store);
  CAF_CHECK_EQUAL(back.write.handled, strings{"m1"});
  CAF_CHECK(found(*files, "+15550002").in_store);
  CAF_CHECK_EQUAL(must(files->ahead("", 10)), strings{"+15550001"});
  save(*files, backup_of("+15550001", 5, true));
  CAF_CHECK_EQUAL(must(files->page("", 10, noon)).size(), 2u);
}

CAF_TEST(the_newest_backup_counts_and_message_ids_add_up) {
  auto files = open({});
  auto x = backup_of("+15550001", 4, false);
  x.write.handled = {"m1"};
  x.write.due = {{"out_1", "700", text_reply{"one"}, noon}};
  save(*files, x);
  auto y = backup_of("+15550001", 5, false);
  y.write.handled = {"m1", "m2"};
  y.write.due
      = {{"out_1", "700", text_reply{"one"}, noon}, {"out_2", "700", text_reply{"two"}, noon}};
  save(*files, y);
  auto both = found(*files, "+15550001");
  CAF_CHECK_EQUAL(both.write.version.revision, 5u);
  CAF_CHECK_EQUAL(both.write.handled, (strings{"m1", "m2"}));
  CAF_CHECK_EQUAL(both.write.due.size(), 2u);
  CAF_REQUIRE(files->transact([&] { return files->forget_reply("+15550001", "out_1"); },
                              durability::power_loss));
  CAF_CHECK_EQUAL(found(*files, "+15550001").write.due.size(), 1u);
  save(*files, backup_of("+15550001", 5, true));
  auto stored = found(*files, "+15550001");
  CAF_CHECK(stored.in_store);
  CAF_CHECK(stored.write.due.empty());
  CAF_CHECK_EQUAL(stored.write.handled.size(), 2u);
  CAF_CHECK_EQUAL(must(files->count()).sessions, 0u);
}

CAF_TEST(message_ids_keep_their_order_and_whatever_characters_they_have) {
  auto files = open({});
  auto x = backup_of("+15550001", 4, true);
  x.write.handled = {"z", R"(a"b\c)", "", "ü😀", "[1,2]", "z"};
  save(*files, x);
  CAF_CHECK_EQUAL(found(*files, "+15550001").write.handled,
                  (strings{"z", R"(a"b\c)", "", "ü😀", "[1,2]"}));
}

CAF_TEST(pages_go_through_all_customers_once) {
  auto files = open({});
  for (int i = 0; i < 25; ++i)
    save(*files, backup_of("+1555" + std::to_string(1000 + i), 1, i % 5 != 0));
  strings seen;
  for (customer_key last; true; last = seen.back()) {
    auto page = must(files->page(last, 10, noon));
    if (page.empty())
      break;
    for (auto& x : page)
      seen.push_back(x.customer);
  }
  CAF_CHECK_EQUAL(seen.size(), 25u);
  CAF_CHECK(std::is_sorted(seen.begin(), seen.end()));
  CAF_CHECK_EQUAL(must(files->ahead("", 3)).size(), 3u);
  CAF_CHECK_EQUAL(must(files->ahead("+15551010", 10)).size(), 2u);
}

CAF_TEST(what_has_expired_is_dropped_and_nothing_else) {
  auto files = open({});
  auto x = backup_of("+15550001", 1, false);
  x.write.handled = {"old"};
  save(*files, x, noon);
  auto y = backup_of("+15550002", 1, false);
  y.used_at = noon + 1h;
  y.write.handled = {"new"};
  save(*files, y, noon + 1h);
  auto later = noon + receipt_ttl + 1s;
  CAF_CHECK(found(*files, "+15550001", later).write.handled.empty());
  CAF_REQUIRE(files->transact([&] { return files->expire(later); }, durability::power_loss));
  CAF_CHECK(!must(files->find("+15550001", later)).has_value());
  CAF_CHECK_EQUAL(found(*files, "+15550002", later).write.handled, strings{"new"});
}

CAF_TEST(a_transaction_that_fails_leaves_nothing) {
  auto files = open({});
  const auto work = [&]() -> result<void> {
    CAF_REQUIRE(files->save(backup_of("+15550001", 1, false), noon));
    return fail("no", "something else failed");
  };
  auto end = files->transact(work, durability::power_loss);
  CAF_CHECK(!end);
  CAF_CHECK(!must(files->find("+15550001", noon)).has_value());
  save(*files, backup_of("+15550002", 1, false));
}

CAF_TEST(the_server_that_holds_all_is_remembered) {
  auto files = open({});
  CAF_CHECK_EQUAL(must(files->server()), "");
  CAF_REQUIRE(files->set_server("one"));
  CAF_REQUIRE(files->set_server("two"));
  CAF_CHECK_EQUAL(must(files->server()), "two");
}

CAF_TEST(dead_letters_are_listed_in_pages_and_removed_once) {
  auto files = open({});
  for (auto id : {"m1", "m2", "m3"})
    CAF_REQUIRE(files->bury(letter_of(id)));
  CAF_REQUIRE(files->bury(letter_of("m2"))); // replayed in vain
  auto page = must(files->letters(0, 2));
  CAF_REQUIRE_EQUAL(page.size(), 2u);
  CAF_CHECK_EQUAL(page[1].tries, 6);
  auto rest = must(files->letters(page[1].id, 2));
  CAF_REQUIRE_EQUAL(rest.size(), 1u);
  CAF_CHECK_EQUAL(rest[0].message.message_id, "m3");
  CAF_CHECK(must(files->letter(rest[0].id)).has_value());
  CAF_CHECK(must(files->remove_letter(rest[0].id)));
  CAF_CHECK(!must(files->remove_letter(rest[0].id)));
  CAF_CHECK(!must(files->letter(rest[0].id)).has_value());
}

CAF_TEST(a_calendar_is_no_archive) {
  const temp_dir dir;
  {
    auto calendar = must(sqlite_database::open(dir.file("file")));
    CAF_REQUIRE(calendar.execute("PRAGMA application_id = 1363299143; CREATE TABLE bookings (x)"));
  }
  auto opened = sqlite_archive::open(dir.file("file"));
  CAF_REQUIRE(!opened);
  CAF_CHECK_EQUAL(opened.error().code, "database_foreign");
}
