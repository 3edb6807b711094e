#include "actors/archive/sqlite_archive.hpp"

#include "actors/archive/archive_schema.hpp"
#include "messages/encoding/json_writer.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

constexpr std::string_view columns
    = "customer, expected, owner_epoch, revision, snapshot, receipt, moves_legacy, used_at,"
      " in_store";

std::string select_sessions(std::string_view where) {
  return "SELECT " + std::string{columns} + " FROM sessions WHERE " + std::string{where};
}

std::string select_letters(std::string_view where) {
  return "SELECT id, buried_at, tries, reason, message FROM letters WHERE " + std::string{where};
}

session_backup read_session(const sqlite_row& row) {
  session_backup x;
  x.customer = row.text(0);
  x.write.expected = row.text(1);
  x.write.version.owner_epoch = static_cast<std::uint64_t>(row.integer(2));
  x.write.version.revision = static_cast<std::uint64_t>(row.integer(3));
  x.write.snapshot = row.text(4);
  x.write.receipt = row.text(5);
  x.write.moves_legacy_key = row.integer(6) != 0;
  x.used_at = from_unix_ms(row.integer(7));
  x.in_store = row.integer(8) != 0;
  return x;
}

/// Nothing for a row that this version cannot read.
std::optional<dead_letter> read_letter(const sqlite_row& row) {
  auto message = inbound_message_from(row.text(4));
  if (!message)
    return std::nullopt;
  return dead_letter{row.integer(0), from_unix_ms(row.integer(1)), static_cast<int>(row.integer(2)),
                     row.text(3), std::move(*message)};
}

std::int64_t to_column(std::uint64_t x) { return static_cast<std::int64_t>(x); }

} // namespace

// -- opening ---

result<std::unique_ptr<archive_store>> sqlite_archive::open(const std::string& path) {
  auto file = sqlite_database::open(path.empty() ? sqlite_database::in_memory : path);
  if (!file)
    return tl::make_unexpected(file.error());
  if (auto taken = take_over(*file, archive_schema); !taken)
    return tl::make_unexpected(taken.error());
  std::unique_ptr<sqlite_archive> made{new sqlite_archive{std::move(*file), !path.empty()}};
  if (auto prepared = made->prepare(); !prepared)
    return tl::make_unexpected(prepared.error());
  return made;
}

result<void> sqlite_archive::prepare() {
  auto& all = prepared_;
  const std::initializer_list<std::pair<sqlite_statement*, std::string>> texts{
      {&all.begin, "BEGIN IMMEDIATE"},
      {&all.commit, "COMMIT"},
      {&all.save, "INSERT INTO sessions (" + std::string{columns}
                      + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (customer) DO UPDATE SET"
                        " expected = excluded.expected, owner_epoch = excluded.owner_epoch,"
                        " revision = excluded.revision, snapshot = excluded.snapshot,"
                        " receipt = excluded.receipt, moves_legacy = excluded.moves_legacy,"
                        " used_at = excluded.used_at, in_store = excluded.in_store"},
      {&all.add_handled, "INSERT OR IGNORE INTO handled (customer, message_id, handled_at)"
                         " SELECT ?1, value, ?3 FROM json_each(?2)"},
      {&all.add_reply, "INSERT OR REPLACE INTO replies (customer, out_id, bytes, since)"
                       " VALUES (?, ?, ?, ?)"},
      {&all.drop_replies, "DELETE FROM replies WHERE customer = ?"},
      {&all.find, select_sessions("customer = ?")},
      {&all.handled, "SELECT message_id FROM handled WHERE customer = ? AND handled_at > ?"
                     " ORDER BY id DESC LIMIT ?"},
      {&all.replies, "SELECT out_id, bytes, since FROM replies WHERE customer = ? ORDER BY out_id"},
      {&all.ahead, "SELECT customer FROM sessions WHERE in_store = 0 AND customer > ?"
                   " ORDER BY customer LIMIT ?"},
      {&all.page, select_sessions("customer > ? ORDER BY customer LIMIT ?")},
      {&all.count, "SELECT (SELECT count(*) FROM sessions WHERE in_store = 0),"
                   " (SELECT count(*) FROM replies)"},
      {&all.forget_reply, "DELETE FROM replies WHERE customer = ? AND out_id = ?"},
      {&all.expire_sessions, "DELETE FROM sessions WHERE used_at <= ?"},
      {&all.expire_handled, "DELETE FROM handled WHERE handled_at <= ?"},
      {&all.expire_replies, "DELETE FROM replies WHERE since <= ?"},
      {&all.server, "SELECT run_id FROM server"},
      {&all.drop_server, "DELETE FROM server"},
      {&all.set_server, "INSERT INTO server (run_id) VALUES (?)"},
      {&all.bury, "INSERT INTO letters (customer, message_id, buried_at, tries, reason, message)"
                  " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (customer, message_id)"
                  " WHERE message_id <> '' DO UPDATE SET buried_at = excluded.buried_at,"
                  " tries = tries + excluded.tries, reason = excluded.reason"},
      {&all.letters, select_letters("id > ? ORDER BY id LIMIT ?")},
      {&all.letter, select_letters("id = ?")},
      {&all.remove_letter, "DELETE FROM letters WHERE id = ?"}};
  for (auto& [into, text] : texts) {
    auto prepared = file_.prepare(text);
    if (!prepared)
      return tl::make_unexpected(prepared.error());
    *into = std::move(*prepared);
  }
  return {};
}

result<void> sqlite_archive::done(int code) const {
  if (code != SQLITE_DONE)
    return tl::make_unexpected(file_.error());
  return {};
}

result<void> sqlite_archive::transact(const std::function<result<void>()>& work,
                                      durability wanted) {
  const std::lock_guard lock{mutex_};
  auto end = set_durability(wanted)
                 .and_then([&] { return done(prepared_.begin.run()); })
                 .and_then(work)
                 .and_then([&] { return done(prepared_.commit.run()); });
  file_.roll_back();
  return end;
}

/// https://www.sqlite.org/pragma.html#pragma_synchronous: with a write-ahead log, NORMAL writes to
/// the disk at checkpoints only, and a later commit with FULL all that came before it.
result<void> sqlite_archive::set_durability(durability wanted) {
  if (wanted == durability_)
    return {};
  const auto is_full = wanted == durability::power_loss;
  auto end = file_.execute(is_full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
  if (end)
    durability_ = wanted;
  return end;
}

// -- sessions ---

result<void> sqlite_archive::save(const session_backup& x, instant now) {
  auto& w = x.write;
  auto code = prepared_.save.run(x.customer, w.expected, to_column(w.version.owner_epoch),
                                 to_column(w.version.revision), w.snapshot, w.receipt,
                                 std::int64_t{w.moves_legacy_key}, to_unix_ms(x.used_at),
                                 std::int64_t{x.in_store});
  if (!w.handled.empty() && code == SQLITE_DONE) {
    std::string ids; // one statement for all of them takes a quarter less than one for each
    json_writer{ids}.value(w.handled);
    code = prepared_.add_handled.run(x.customer, ids, to_unix_ms(now));
  }
  if (x.in_store)
    return code == SQLITE_DONE ? done(prepared_.drop_replies.run(x.customer)) : done(code);
  for (auto due = w.due.begin(); due != w.due.end() && code == SQLITE_DONE; ++due)
    code = prepared_.add_reply.run(x.customer, due->out_id, to_bytes(*due), to_unix_ms(due->since));
  return done(code);
}

result<std::optional<session_backup>> sqlite_archive::find(const customer_key& who, instant now) {
  std::optional<session_backup> found;
  auto code = prepared_.find.query([&](const auto& row) { found = read_session(row); }, who);
  auto end = done(code);
  if (end && found)
    end = add_lists(*found, now);
  if (!end)
    return tl::make_unexpected(end.error());
  return found;
}

result<void> sqlite_archive::add_lists(session_backup& x, instant now) {
  auto& handled = x.write.handled;
  auto code = prepared_.handled.query([&](const auto& row) { handled.push_back(row.text(0)); },
                                      x.customer, to_unix_ms(now - receipt_ttl),
                                      to_column(max_handled_ids));
  std::ranges::reverse(handled);
  if (code != SQLITE_DONE)
    return done(code);
  auto add = [&](const sqlite_row& row) {
    if (auto reply = due_reply_from(row.text(0), row.text(1))) {
      reply->since = from_unix_ms(row.integer(2));
      x.write.due.push_back(std::move(*reply));
    }
  };
  return done(prepared_.replies.query(add, x.customer));
}

result<std::vector<customer_key>> sqlite_archive::ahead(const customer_key& after,
                                                        std::size_t limit) {
  std::vector<customer_key> found;
  auto add = [&](const sqlite_row& row) { found.push_back(row.text(0)); };
  if (auto end = done(prepared_.ahead.query(add, after, to_column(limit))); !end)
    return tl::make_unexpected(end.error());
  return found;
}

result<std::vector<session_backup>> sqlite_archive::page(const customer_key& after,
                                                         std::size_t limit, instant now) {
  std::vector<session_backup> found;
  auto add = [&](const sqlite_row& row) { found.push_back(read_session(row)); };
  auto end = done(prepared_.page.query(add, after, to_column(limit)));
  for (auto x = found.begin(); x != found.end() && end; ++x)
    end = add_lists(*x, now);
  if (!end)
    return tl::make_unexpected(end.error());
  return found;
}

result<archive_counts> sqlite_archive::count() {
  archive_counts counts;
  auto keep = [&](const sqlite_row& row) {
    counts.sessions = static_cast<std::uint64_t>(row.integer(0));
    counts.replies = static_cast<std::uint64_t>(row.integer(1));
  };
  if (auto end = done(prepared_.count.query(keep)); !end)
    return tl::make_unexpected(end.error());
  return counts;
}

result<void> sqlite_archive::forget_reply(const customer_key& who, const std::string& out_id) {
  return done(prepared_.forget_reply.run(who, out_id));
}

result<void> sqlite_archive::expire(instant now) {
  auto limit = to_unix_ms(now - receipt_ttl);
  return done(prepared_.expire_sessions.run(limit))
      .and_then([&] { return done(prepared_.expire_handled.run(limit)); })
      .and_then([&] { return done(prepared_.expire_replies.run(limit)); });
}

// -- which Redis holds what is here ---

result<std::string> sqlite_archive::server() {
  std::string run_id;
  auto keep = [&](const auto& row) { run_id = row.text(0); };
  if (auto end = done(prepared_.server.query(keep)); !end)
    return tl::make_unexpected(end.error());
  return run_id;
}

result<void> sqlite_archive::set_server(const std::string& run_id) {
  return done(prepared_.drop_server.run()).and_then([&] {
    return done(prepared_.set_server.run(run_id));
  });
}

// -- dead letters ---

result<void> sqlite_archive::bury(const dead_letter& x) {
  return done(prepared_.bury.run(x.message.customer, x.message.message_id, to_unix_ms(x.buried_at),
                                 std::int64_t{x.tries}, x.reason, to_bytes(x.message)));
}

result<std::vector<dead_letter>> sqlite_archive::letters(std::int64_t after, std::size_t limit) {
  std::vector<dead_letter> found;
  auto add = [&](const sqlite_row& row) {
    if (auto letter = read_letter(row))
      found.push_back(std::move(*letter));
  };
  if (auto end = done(prepared_.letters.query(add, after, to_column(limit))); !end)
    return tl::make_unexpected(end.error());
  return found;
}

result<std::optional<dead_letter>> sqlite_archive::letter(std::int64_t id) {
  std::optional<dead_letter> found;
  auto keep = [&](const sqlite_row& row) { found = read_letter(row); };
  if (auto end = done(prepared_.letter.query(keep, id)); !end)
    return tl::make_unexpected(end.error());
  return found;
}

result<bool> sqlite_archive::remove_letter(std::int64_t id) {
  if (auto end = done(prepared_.remove_letter.run(id)); !end)
    return tl::make_unexpected(end.error());
  return file_.changes() > 0;
}

} // namespace quickbooking
