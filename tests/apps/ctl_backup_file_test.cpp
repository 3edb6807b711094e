#define CAF_SUITE ctl_backup_file

#include "apps/ctl/backup_reader.hpp"
#include "tests/messages/legacy_sessions.hpp"
#include "tests/support/child_process.hpp"

#include <caf/test/unit_test.hpp>

#include <sys/stat.h>

#include <filesystem>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

const instant noon = from_unix_ms(1'795'000'000'000);
using lines = std::vector<std::string>;

backup_entry entry(int n) {
  return {"+1555123456" + std::to_string(n),
          noon + 20min,
          legacy_session("b1-slot-selection"),
          {"m" + std::to_string(n)}};
}

/// A backup of two sessions in a folder of its own, and what is done to it.
struct kept {
  kept() {
    auto file = backup_writer::open(path, "node-a", noon).value();
    for (int n : {1, 2})
      CAF_REQUIRE(file.add(entry(n)));
    CAF_REQUIRE(file.finish());
  }

  lines read() const {
    std::ifstream in{path};
    lines all;
    for (std::string line; std::getline(in, line);)
      all.push_back(line);
    return all;
  }

  /// Each line with its end, but for the last one if it is not `whole`.
  void write(const lines& all, bool whole = true) const {
    std::ofstream out{path};
    for (std::size_t i = 0; i < all.size(); ++i)
      out << all[i] << (whole || i + 1 < all.size() ? "\n" : "");
  }

  /// What is wrong with it, after its name; empty if nothing is.
  std::string complaint() const {
    auto read = read_backup(path, [](const backup_entry&, std::size_t) { return true; });
    if (read)
      return {};
    CAF_CHECK_EQUAL(read.error().code, "broken_backup");
    CAF_CHECK(read.error().message.starts_with(path + ", "));
    return read.error().message.substr(path.size() + 2);
  }

  temp_dir dir;
  std::string path = dir.file("sessions.jsonl");
};

} // namespace

CAF_TEST(what_is_written_is_read_again) {
  kept x;
  std::vector<backup_entry> found;
  lines where;
  auto head = read_backup(x.path, [&](backup_entry each, std::size_t line) {
    found.push_back(std::move(each));
    where.push_back(std::to_string(line));
    return true;
  });
  CAF_REQUIRE(head);
  CAF_CHECK(head->taken_at == noon);
  CAF_CHECK_EQUAL(head->node, "node-a");
  CAF_CHECK_EQUAL(head->sessions, 2u);
  CAF_CHECK_EQUAL(where, (lines{"2", "3"}));
  for (int n : {1, 2}) {
    auto& got = found[static_cast<std::size_t>(n) - 1];
    CAF_CHECK_EQUAL(got.customer, entry(n).customer);
    CAF_CHECK(got.expires_at == entry(n).expires_at);
    CAF_CHECK_EQUAL(got.snapshot, entry(n).snapshot);
    CAF_CHECK_EQUAL(got.handled, entry(n).handled);
  }
}

CAF_TEST(nobody_but_its_owner_reads_a_backup) {
  kept x;
  struct stat info {};
  CAF_REQUIRE_EQUAL(::stat(x.path.c_str(), &info), 0);
  CAF_CHECK_EQUAL(info.st_mode & 0777, 0600u);
}

CAF_TEST(an_unfinished_backup_leaves_the_one_before_and_nothing_else) {
  kept x;
  auto before = x.read();
  { CAF_CHECK(backup_writer::open(x.path, "node-b", noon)->add(entry(3))); }
  CAF_CHECK_EQUAL(x.read(), before);
  auto files = std::filesystem::directory_iterator{x.dir.path()};
  CAF_CHECK_EQUAL(std::distance(begin(files), end(files)), 1);
}

CAF_TEST(a_folder_that_is_none_is_named) {
  auto file = backup_writer::open("/nowhere/at/all", "node-a", noon);
  CAF_REQUIRE(!file);
  CAF_CHECK_EQUAL(file.error().code, "unwritable_file");
  CAF_CHECK(file.error().message.find("/nowhere/at/all") != std::string::npos);
}

CAF_TEST(wherever_a_backup_is_cut_off_it_is_seen) {
  kept x;
  const auto whole = x.read();
  for (std::size_t n = 0; n < whole.size(); ++n) {
    x.write({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(n)});
    CAF_CHECK_EQUAL(x.complaint(), "line " + std::to_string(n + 1) + ": the file is cut off");
  }
  auto half = whole;
  half.back().resize(half.back().size() / 2);
  x.write(half, false);
  CAF_CHECK_EQUAL(x.complaint(), "line 4: the file is cut off");
}

CAF_TEST(a_line_that_cannot_be_read_is_named_by_its_number) {
  kept x;
  for (auto& [what, by] :
       std::vector<std::pair<std::string, std::string>>{{"+15551234562", "nobody"},
                                                        {"\"20", "\"x0"},
                                                        {"sessionId", "sessionXd"},
                                                        {"[\"m2\"]", "[7]"},
                                                        {"{", "["}}) {
    auto all = kept{}.read();
    auto at = all[2].find(what);
    CAF_REQUIRE(at != std::string::npos);
    all[2].replace(at, what.size(), by);
    x.write(all);
    CAF_CHECK(x.complaint().starts_with("line 3: "));
  }
}

CAF_TEST(a_change_that_leaves_all_readable_is_seen) {
  kept x;
  auto all = x.read();
  auto other = all;
  other[1].replace(other[1].find("+15551234561"), 12, "+15551234569");
  x.write(other);
  CAF_CHECK(x.complaint().starts_with("line 4: "));
  std::swap(all[1], all[2]);
  x.write(all);
  CAF_CHECK(x.complaint().starts_with("line 4: "));
  all.erase(all.begin() + 1);
  x.write(all);
  CAF_CHECK(x.complaint().starts_with("line 3: "));
}

CAF_TEST(what_follows_on_a_backup_is_refused) {
  kept x;
  auto all = x.read();
  all.push_back("{}");
  x.write(all);
  CAF_CHECK(x.complaint().starts_with("line 5: "));
}

CAF_TEST(other_files_and_other_formats_are_refused) {
  kept x;
  x.write({R"({"some":"document"})"});
  CAF_CHECK_EQUAL(x.complaint(), "line 1: this is no backup of quickbooking-ctl");
  x.write({R"({"quickbookingBackup":2,"takenAt":"2026-11-29T18:00:00.000Z"})"});
  CAF_CHECK_EQUAL(x.complaint(), "line 1: the backup's format is 2, known here is 1");
  x.write({std::string(3'000'000, 'x')});
  CAF_CHECK_EQUAL(x.complaint(), "line 1: the line is too long");
}
