#pragma once

#include "actors/archive/archive_store.hpp"
#include "actors/database/sqlite.hpp"

#include <memory>
#include <mutex>

namespace quickbooking {

/// The archive in an SQLite file that this process alone has open: a file of its own, so that
/// bookings and backups never wait for each other.
class sqlite_archive final : public archive_store {
public:
  /// Opens the file, making it where there is none; an empty path: an archive that ends with the
  /// process. Errors: those of `take_over`.
  static result<std::unique_ptr<archive_store>> open(const std::string& path);

  bool blocks() const override { return is_file_; }

  result<void> transact(const std::function<result<void>()>& work, durability wanted) override;

  result<void> save(const session_backup& x, instant now) override;
  result<std::optional<session_backup>> find(const customer_key& who, instant now) override;
  result<std::vector<customer_key>> ahead(const customer_key& after, std::size_t limit) override;
  result<std::vector<session_backup>> page(const customer_key& after, std::size_t limit,
                                           instant now) override;
  result<archive_counts> count() override;
  result<void> forget_reply(const customer_key& who, const std::string& out_id) override;
  result<void> expire(instant now) override;

  result<std::string> server() override;
  result<void> set_server(const std::string& run_id) override;

  result<void> bury(const dead_letter& x) override;
  result<std::vector<dead_letter>> letters(std::int64_t after, std::size_t limit) override;
  result<std::optional<dead_letter>> letter(std::int64_t id) override;
  result<bool> remove_letter(std::int64_t id) override;

private:
  struct statements {
    sqlite_statement begin, commit;
    sqlite_statement save, add_handled, add_reply, drop_replies;
    sqlite_statement find, handled, replies, ahead, page, count, forget_reply;
    sqlite_statement expire_sessions, expire_handled, expire_replies;
    sqlite_statement server, drop_server, set_server;
    sqlite_statement bury, letters, letter, remove_letter;
  };

  sqlite_archive(sqlite_database file, bool is_file) : is_file_(is_file), file_(std::move(file)) {}

  result<void> prepare();
  result<void> set_durability(durability wanted);

  /// What a statement ended with, as an error if it was not done.
  result<void> done(int code) const;

  result<void> add_lists(session_backup& x, instant now);

  const bool is_file_;
  std::mutex mutex_; ///< the thread of an actor that died may not have ended yet
  sqlite_database file_;
  statements prepared_;
  durability durability_ = durability::power_loss;
};

} // namespace quickbooking
