#define CAF_SUITE archive_actor

#include "actors/archive/archive.hpp"
#include "actors/archive/sqlite_archive.hpp"
#include "actors/protocol.hpp"
#include "tests/actors/actor_test.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/metrics_text.hpp"

#include <caf/all.hpp>
#include <caf/test/unit_test.hpp>
#include <spdlog/spdlog.h>

#include <mutex>
#include <set>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using strings = std::vector<std::string>;

/// A real archive that fails or hangs when it is told to.
class faulty_archive final : public archive_store {
public:
  struct switchboard {
    std::atomic<bool> failing{false};
    std::atomic<int> servers{0}; ///< walks that came to their end
    std::atomic<int> synced{0};  ///< transactions that waited for the disk
    std::mutex stuck;            ///< held by a test: transactions hang
  };

  faulty_archive(std::unique_ptr<archive_store> real, std::shared_ptr<switchboard> board)
      : real_(std::move(real)),
        board_(std::move(board)) {}

  result<void> transact(const std::function<result<void>()>& work, durability wanted) override {
    const std::lock_guard wait{board_->stuck};
    if (board_->failing)
      return fail("database_full", "no space");
    board_->synced += wanted == durability::power_loss;
    return real_->transact(work, wanted);
  }
  result<void> save(const session_backup& x, instant now) override { return real_->save(x, now); }
  result<std::optional<session_backup>> find(const customer_key& x, instant now) override {
    return real_->find(x, now);
  }
  result<std::vector<customer_key>> ahead(const customer_key& x, std::size_t n) override {
    return real_->ahead(x, n);
  }
  result<std::vector<session_backup>> page(const customer_key& x, std::size_t n,
                                           instant now) override {
    return real_->page(x, n, now);
  }
  result<archive_counts> count() override { return real_->count(); }
  result<void> forget_reply(const customer_key& x, const std::string& id) override {
    return real_->forget_reply(x, id);
  }
  result<void> expire(instant now) override { return real_->expire(now); }
  result<std::string> server() override { return real_->server(); }
  result<void> set_server(const std::string& x) override {
    ++board_->servers;
    return real_->set_server(x);
  }
  result<void> bury(const dead_letter& x) override { return real_->bury(x); }
  result<std::vector<dead_letter>> letters(std::int64_t x, std::size_t n) override {
    return real_->letters(x, n);
  }
  result<std::optional<dead_letter>> letter(std::int64_t x) override { return real_->letter(x); }
  result<bool> remove_letter(std::int64_t x) override { return real_->remove_letter(x); }

private:
  std::unique_ptr<archive_store> real_;
  std::shared_ptr<switchboard> board_;
};

/// What others heard of the archive.
struct heard {
  std::mutex guard;
  std::multiset<std::string> woken;
  std::multiset<std::string> written;
  std::atomic<int> legacy_keys{0}; ///< writes that delete the old service's key

  void add(std::multiset<std::string>& to, const std::string& who) {
    const std::lock_guard lock{guard};
    to.insert(who);
  }

  std::size_t count(const std::multiset<std::string>& of) {
    const std::lock_guard lock{guard};
    return of.size();
  }
};

caf::behavior store_double(caf::event_based_actor*, std::shared_ptr<heard> all) {
  return {
      [](const watch_store&) {},
      [all](const write_order& x) {
        all->add(all->written, x.customer);
        all->legacy_keys += x.what->moves_legacy_key;
        return write_reply{true, write_outcome::written, false};
      },
  };
}

caf::behavior router_double(caf::event_based_actor*, std::shared_ptr<heard> all) {
  return {[all](const wake_session& x) { all->add(all->woken, x.customer); }};
}

struct fixture {
  explicit fixture(const std::string& path = {}, archive_options options = {}) {
    auto files = sqlite_archive::open(path);
    if (!files)
      CAF_FAIL(files.error().message);
    lead.ahead = (*files)->count().value().sessions;
    auto faulty = std::make_unique<faulty_archive>(std::move(*files), board);
    archive = spawn_archive(system, std::move(faulty), store, options, now, figures,
                            spdlog::default_logger(), lead);
  }

  ~fixture() {
    for (auto& x : {archive, store, router})
      caf::anon_send_exit(x, caf::exit_reason::user_shutdown);
  }

  template <class Answer, class Message>
  Answer ask(Message what) {
    return answer_of<Answer>(system, archive, std::move(what));
  }

  bool back_up(const customer_key& who, std::uint64_t revision) {
    return ask<bool>(quickbooking::back_up{backup_of(who, revision, false)});
  }

  static session_backup backup_of(const customer_key& who, std::uint64_t revision, bool in_store) {
    session_backup x;
    x.customer = who;
    x.write.version = {7, revision};
    x.write.snapshot = "snapshot";
    x.write.moves_legacy_key = true;
    x.used_at = now();
    x.in_store = in_store;
    return x;
  }

  std::uint64_t revision(const customer_key& who) {
    auto reply = ask<backup_reply>(find_backup{who});
    return reply.found ? reply.found->write.version.revision : 0;
  }

  std::shared_ptr<faulty_archive::switchboard> board
      = std::make_shared<faulty_archive::switchboard>();
  std::shared_ptr<heard> others = std::make_shared<heard>();
  metrics figures;
  archive_board lead;
  actor_test_config settings;
  caf::actor_system system{settings};
  caf::actor store = system.spawn(store_double, others);
  caf::actor router = system.spawn(router_double, others);
  caf::actor archive;
};

} // namespace

CAF_TEST(an_answered_backup_is_on_the_disk) {
  const temp_dir dir;
  {
    fixture f{dir.file("archive.sqlite")};
    CAF_CHECK(f.back_up("+1", 4));
    CAF_CHECK_EQUAL(f.lead.ahead.load(), 1u);
  }
  fixture next{dir.file("archive.sqlite")};
  CAF_CHECK_EQUAL(next.lead.ahead.load(), 1u);
  CAF_CHECK_EQUAL(next.revision("+1"), 4u);
}

CAF_TEST(many_at_once_share_a_transaction) {
  fixture f;
  caf::scoped_actor self{f.system};
  std::vector<decltype(self->request(f.archive, 10s, back_up{}))> asked;
  for (int i = 0; i < 500; ++i)
    asked.push_back(self->request(
        f.archive, 10s, back_up{fixture::backup_of("+" + std::to_string(i + 1), 1, false)}));
  for (auto& x : asked)
    x.receive([](bool done) { CAF_CHECK(done); }, [](const caf::error&) { CAF_FAIL("no answer"); });
  CAF_CHECK_EQUAL(f.lead.ahead.load(), 500u);
}

CAF_TEST(what_the_store_has_is_found_before_it_is_on_the_disk) {
  fixture f;
  caf::anon_send(f.archive, back_up{fixture::backup_of("+1", 9, true)});
  CAF_CHECK_EQUAL(f.revision("+1"), 9u);
  CAF_CHECK_EQUAL(f.lead.ahead.load(), 0u);
}

CAF_TEST(what_the_store_has_does_not_wait_for_the_disk_and_what_it_has_not_does) {
  archive_options often;
  often.interval = 1ms;
  fixture f{{}, often};
  caf::anon_send(f.archive, back_up{fixture::backup_of("+1", 1, true)});
  CAF_REQUIRE(eventually([&] {
    return metric_in(f.figures.text(), R"(quickbooking_backups_total{why="periodic"})") == 1;
  }));
  CAF_CHECK_EQUAL(f.board->synced.load(), 0);
  CAF_CHECK(f.back_up("+2", 1));
  CAF_CHECK_EQUAL(f.board->synced.load(), 1);
}

CAF_TEST(what_waits_is_written_before_the_archive_ends) {
  const temp_dir dir;
  {
    fixture f{dir.file("archive.sqlite")};
    caf::anon_send(f.archive, back_up{fixture::backup_of("+1", 9, true)});
  }
  CAF_CHECK_EQUAL(fixture{dir.file("archive.sqlite")}.revision("+1"), 9u);
}

CAF_TEST(a_failed_transaction_is_told_and_the_next_one_works) {
  fixture f;
  f.board->failing = true;
  CAF_CHECK(!f.back_up("+1", 1));
  CAF_CHECK(!f.ask<backup_reply>(find_backup{"+1"}).available);
  f.board->failing = false;
  CAF_CHECK(f.back_up("+1", 2));
  CAF_CHECK_EQUAL(f.revision("+1"), 2u);
}

CAF_TEST(behind_a_stuck_disk_backups_are_refused_at_once_and_written_later) {
  fixture f;
  std::unique_lock stuck{f.board->stuck};
  caf::anon_send(f.archive, bury_letter{});
  auto told = [&] {
    caf::scoped_actor self{f.system};
    auto refused = false;
    self->request(f.archive, 100ms, back_up{fixture::backup_of("+1", 3, false)})
        .receive([&](bool done) { refused = !done; }, [](const caf::error&) {});
    return refused;
  };
  CAF_CHECK(eventually(told));
  stuck.unlock();
  CAF_CHECK(eventually([&] { return f.revision("+1") == 3; }));
}

CAF_TEST(sessions_that_only_the_archive_has_are_woken_at_the_start_and_when_redis_returns) {
  const temp_dir dir;
  {
    fixture f{dir.file("archive.sqlite")};
    for (int i = 0; i < 250; ++i)
      f.back_up("+" + std::to_string(1000 + i), 1);
    caf::anon_send(f.archive, back_up{fixture::backup_of("+1000", 1, true)});
  }
  fixture f{dir.file("archive.sqlite")};
  caf::anon_send(f.archive, start_restoring{f.router});
  CAF_CHECK(eventually([&] { return f.others->count(f.others->woken) == 249; }));
  caf::anon_send(f.archive, store_returned{"run-1"});
  CAF_CHECK(eventually([&] { return f.others->count(f.others->woken) == 498; }));
}

CAF_TEST(another_redis_gets_every_session_once_and_the_same_one_gets_none) {
  fixture f;
  for (int i = 0; i < 250; ++i)
    caf::anon_send(f.archive, back_up{fixture::backup_of("+" + std::to_string(1000 + i), 1, true)});
  caf::anon_send(f.archive, store_returned{"run-1"});
  CAF_REQUIRE(eventually([&] { return f.board->servers == 1; }));
  CAF_CHECK_EQUAL(f.others->count(f.others->written), 250u);
  CAF_CHECK_EQUAL(f.others->written.count("+1249"), 1u);
  CAF_CHECK_EQUAL(f.others->legacy_keys.load(), 0);
  f.revision("+1000"); // the server is on the disk
  caf::anon_send(f.archive, store_returned{"run-1"});
  f.revision("+1000");
  caf::anon_send(f.archive, store_returned{"run-2"});
  CAF_REQUIRE(eventually([&] { return f.board->servers == 2; }));
  CAF_CHECK_EQUAL(f.others->count(f.others->written), 500u);
}

CAF_TEST(a_reply_that_arrived_is_no_longer_due_in_the_archive) {
  fixture f;
  auto x = fixture::backup_of("+1", 1, false);
  x.write.due = {{"out_1", "700", text_reply{"hello"}, now()}};
  CAF_REQUIRE(f.ask<bool>(back_up{x}));
  caf::anon_send(f.archive, send_report{"+1", "out_1", true, {}});
  CAF_CHECK(eventually([&] {
    auto reply = f.ask<backup_reply>(find_backup{"+1"});
    return reply.found && reply.found->write.due.empty();
  }));
}
