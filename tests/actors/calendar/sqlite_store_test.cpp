#define CAF_SUITE sqlite_store
#include "actors/calendar/calendar_schema.hpp"
#include "tests/actors/calendar/store_fixture.hpp"

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

using namespace quickbooking;
using namespace std::chrono_literals;
using kind = booking_outcome::kind;

namespace {

/// The code with which a file is refused; empty if it is not.
std::string refusal(const std::string& path) {
  const auto opened = sqlite_store::open(path);
  if (opened)
    return {};
  CAF_MESSAGE(opened.error().message);
  CAF_CHECK(opened.error().message.find(path) != std::string::npos);
  return opened.error().code;
}

/// Runs SQL on a file that no store has open.
result<void> run_sql(const std::string& path, const std::string& sql) {
  return must(sqlite_database::open(path)).execute(sql);
}

/// A process of its own, ended by kill -9.
class child_process {
public:
  template <class Work>
  explicit child_process(Work work) {
    int ends[2];
    CAF_REQUIRE(::pipe(ends) == 0);
    id_ = ::fork();
    CAF_REQUIRE(id_ >= 0);
    if (id_ == 0) {
      work();
      if (::write(ends[1], "!", 1) == 1)
        ::pause();
      ::_exit(1);
    }
    char done = 0;
    ::close(ends[1]);
    CAF_REQUIRE(::read(ends[0], &done, 1) == 1);
    ::close(ends[0]);
  }

  ~child_process() { kill(); }

  void kill() {
    if (id_ > 0) {
      ::kill(id_, SIGKILL);
      ::waitpid(id_, nullptr, 0);
    }
    id_ = 0;
  }

private:
  pid_t id_ = 0;
};

/// Lowers the size that files may have, until its end.
class file_size_limit {
public:
  explicit file_size_limit(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit lowered{bytes, before_.rlim_max};
    CAF_REQUIRE(::setrlimit(RLIMIT_FSIZE, &lowered) == 0);
  }

  ~file_size_limit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, SIG_DFL);
  }

private:
  rlimit before_{};
};

} // namespace

// -- durability ---

CAF_TEST(bookings_survive_reopening) {
  const temporary_directory files;
  const auto path = files.file("calendar.sqlite");
  const auto code = book_one(*open_store(path), request_of("+1", 60)).record->code;
  const auto again = open_store(path);
  const auto bookings = must(again->load("salon", noon));
  CAF_CHECK_EQUAL(bookings.at(0).code, code);
  CAF_CHECK(book_one(*again, request_of("+1", 60)).what == kind::already_booked);
}

CAF_TEST(bookings_survive_kill_9_and_the_file_is_free_at_once) {
  const temporary_directory files;
  const auto path = files.file("calendar.sqlite");
  child_process owner{[&] {
    static std::unique_ptr<calendar_store> store;
    store = std::move(*sqlite_store::open(path));
    for (int i = 0; i < 20; ++i)
      store->book({request_of("+1", 60 * i)}, noon).value();
  }};
  CAF_CHECK_EQUAL(refusal(path), "database_locked");
  owner.kill();
  CAF_CHECK_EQUAL(must(open_store(path)->load("salon", noon)).size(), 20u);
}

// What a statement may have to undo would go to a file in /var/tmp from then on that one changes
// more than sixteen pages: some twelve calls a booking.
CAF_TEST(many_bookings_are_written_to_the_database_and_its_log_only) {
  const temporary_directory files;
  const auto store = open_store(files.file("calendar.sqlite"));
  std::vector<book_request> batch;
  for (int i = 0; i < 4'000; ++i)
    batch.push_back(request_of("+1", 60 * i, "sarah", "salon-" + std::to_string(i % 200)));
  CAF_CHECK_EQUAL(must(store->book(batch, noon)).size(), batch.size());
  for (const auto& open : std::filesystem::directory_iterator{"/proc/self/fd"}) {
    std::error_code closed; // the iterator's own
    const auto file = std::filesystem::read_symlink(open.path(), closed).string();
    CAF_CHECK(file.find("etilqs") == std::string::npos); // SQLite's name for temporary files
  }
}

// -- files that are refused ---

CAF_TEST(one_process_owns_the_file) {
  const temporary_directory files;
  const auto owner = open_store(files.file("calendar.sqlite"));
  CAF_CHECK_EQUAL(refusal(files.file("calendar.sqlite")), "database_locked");
}

CAF_TEST(what_is_no_database_is_refused) {
  const temporary_directory files;
  std::ofstream{files.file("text")} << std::string(5000, 'x');
  CAF_CHECK_EQUAL(refusal(files.file("text")), "database_corrupt");
  CAF_CHECK_EQUAL(refusal(files.file("no/such/directory")), "database_failed");
  std::filesystem::create_directory(files.file("directory"));
  CAF_CHECK_EQUAL(refusal(files.file("directory")), "database_failed");
}

CAF_TEST(a_damaged_file_is_refused) {
  const temporary_directory files;
  const auto path = files.file("calendar.sqlite");
  must(open_store(path)->book({request_of("+1", 60)}, noon));
  std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
  file.seekp(4096);
  file << std::string(8192, '\x5a');
  file.close();
  CAF_CHECK_EQUAL(refusal(path), "database_corrupt");
}

CAF_TEST(a_large_file_is_taken_over_without_being_read) {
  const temporary_directory files;
  const auto path = files.file("calendar.sqlite");
  constexpr const char* tables[] = {"CREATE TABLE t (x); INSERT INTO t VALUES (zeroblob(9000));"};
  sqlite_schema schema{"calendar", "17", tables};
  auto take = [&] {
    auto file = must(sqlite_database::open(path));
    const auto taken = take_over(file, schema);
    return taken ? std::string{} : taken.error().code;
  };
  CAF_REQUIRE_EQUAL(take(), "");
  std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
  file.seekp(4096);
  file << std::string(4096, '\x5a');
  file.close();
  CAF_CHECK_EQUAL(take(), "database_corrupt");
  schema.checked_bytes = 8192;
  CAF_CHECK_EQUAL(take(), "");
}

CAF_TEST(another_program_s_database_is_refused_and_untouched) {
  const temporary_directory files;
  const auto path = files.file("other.sqlite");
  CAF_REQUIRE(run_sql(path, "CREATE TABLE theirs (x)"));
  CAF_CHECK_EQUAL(refusal(path), "database_foreign");
  auto file = must(sqlite_database::open(path));
  CAF_CHECK_EQUAL(must(file.value_of("PRAGMA journal_mode")), "delete");
  CAF_CHECK_EQUAL(must(file.value_of("SELECT count(*) FROM sqlite_schema")), "1");
}

CAF_TEST(the_file_of_a_later_version_is_refused) {
  const temporary_directory files;
  const auto path = files.file("calendar.sqlite");
  open_store(path).reset();
  CAF_REQUIRE(run_sql(path, "PRAGMA user_version = 99"));
  CAF_CHECK_EQUAL(refusal(path), "database_newer");
}

CAF_TEST(a_file_without_write_permission_is_refused) {
  const temporary_directory files;
  const auto path = files.file("calendar.sqlite");
  open_store(path).reset();
  const auto directory = std::filesystem::path{path}.parent_path();
  std::filesystem::permissions(path, std::filesystem::perms{0444});
  std::filesystem::permissions(directory, std::filesystem::perms{0755});
  const auto me = ::geteuid();
  if (me == 0) // permissions do not bind root
    CAF_REQUIRE(::seteuid(65534) == 0);
  const auto said = refusal(path);
  CAF_REQUIRE(::seteuid(me) == 0);
  CAF_CHECK_EQUAL(said, "database_readonly");
}

CAF_TEST(the_file_is_its_owner_s_only) {
  const temporary_directory files;
  const auto store = open_store(files.file("calendar.sqlite"));
  must(store->book({request_of("+1", 60)}, noon));
  struct stat found {};
  for (const auto* name : {"calendar.sqlite", "calendar.sqlite-wal"}) {
    CAF_REQUIRE(::stat(files.file(name).c_str(), &found) == 0);
    CAF_CHECK_EQUAL(found.st_mode & 0777, 0600u);
  }
}

// -- faults while running ---

CAF_TEST(a_full_disk_undoes_the_batch_and_the_store_recovers) {
  const temporary_directory files;
  const auto store = open_store(files.file("calendar.sqlite"));
  std::vector<book_request> batch;
  for (int i = 0; i < 500; ++i)
    batch.push_back(request_of("+1", 60 * i));
  {
    const file_size_limit full{64 * 1024};
    const auto refused = store->book(batch, noon);
    CAF_REQUIRE(!refused);
    CAF_MESSAGE(refused.error().code << ": " << refused.error().message);
  }
  CAF_CHECK(must(store->load("salon", noon)).empty());
  for (const auto& x : must(store->book(batch, noon)))
    CAF_CHECK(x.what == kind::booked);
}

// -- the database's own rules ---

CAF_TEST(the_schema_itself_refuses_overlaps) {
  const temporary_directory files;
  const auto path = files.file("calendar.sqlite");
  must(open_store(path)->book({request_of("+1", 0), request_of("+2", 60)}, noon));
  CAF_CHECK(run_sql(path, "UPDATE bookings SET end_ts = end_ts - 1 WHERE customer_phone = '+1'"));
  const auto moved
      = run_sql(path, "UPDATE bookings SET end_ts = end_ts + 2 WHERE customer_phone = '+1'");
  CAF_REQUIRE(!moved);
  CAF_CHECK(moved.error().message.find("slot_taken") != std::string::npos);
  CAF_CHECK(run_sql(path, "UPDATE bookings SET status = 'CANCELLED' WHERE customer_phone = '+2'"));
  CAF_CHECK(run_sql(path, "UPDATE bookings SET end_ts = end_ts + 2 WHERE customer_phone = '+1'"));
  CAF_CHECK(!run_sql(path, "UPDATE bookings SET status = 'CONFIRMED' WHERE customer_phone = '+2'"));
}

CAF_TEST(an_old_schema_is_brought_up_to_date) {
  const temporary_directory files;
  const auto path = files.file("calendar.sqlite");
  must(open_store(path)->book({request_of("+1", 60)}, noon));
  CAF_REQUIRE(run_sql(path, "DROP TABLE waitlist; PRAGMA user_version = 1"));
  const auto store = open_store(path);
  CAF_CHECK_EQUAL(must(store->load("salon", noon)).size(), 1u);
  CAF_CHECK(must(store->join_waitlist({wait_of("+1")}, noon)).at(0).what
            == waitlist_outcome::kind::joined);
}

// -- speed ---

CAF_TEST(one_commit_for_many_is_faster_than_many_commits) {
  const temporary_directory files;
  const auto store = open_store(files.file("calendar.sqlite"));
  int slot = 0;
  const auto rate_of = [&](int batches, int size) {
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < batches; ++i) {
      std::vector<book_request> batch;
      for (int j = 0; j < size; ++j)
        batch.push_back(request_of("+1", 60 * slot++));
      must(store->book(batch, noon));
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    return static_cast<int>(batches * size / took.count());
  };
  rate_of(5, 1);
  const auto alone = rate_of(60, 1), together = rate_of(60, 64);
  CAF_MESSAGE("bookings/s: batch of 1 " << alone << ", batch of 64 " << together);
  CAF_CHECK(together > alone);
}
