#pragma once

#include "messages/customer.hpp"
#include "messages/encoding/instant.hpp"
#include "messages/failure.hpp"

#include <openssl/evp.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

// A backup of sessions is a text file with a JSON document on each line:
//   {"quickbookingBackup":1,"takenAt":"2026-11-29T18:00:00.000Z","node":"node-a"}
//   {"customer":"+1555...","expiresAt":"2026-...","snapshot":"{\"schemaVersion\":1,...","handled":[]}
//   {"sessions":1,"sha256":"..."}      of all lines before it: a file that was cut off is seen

inline constexpr int backup_format = 1;

/// One session of a backup.
struct backup_entry {
  customer_key customer;
  std::optional<instant> expires_at; ///< none: Redis was never to forget it
  std::string snapshot;              ///< bytes as in Redis
  std::vector<std::string> handled;  ///< message ids of the last 24 h, oldest first
};

/// SHA-256 over pieces.
class running_digest {
public:
  running_digest();

  void add(std::string_view bytes);

  /// Lower-case hex; ends it.
  std::string hex();

private:
  struct freer {
    void operator()(EVP_MD_CTX* x) const { EVP_MD_CTX_free(x); }
  };

  std::unique_ptr<EVP_MD_CTX, freer> context_;
};

/// Writes a backup beside the file's name, and puts it there once it is whole and on the disk. For
/// its owner's eyes: customers' phones are in it. All errors are `unwritable_file`.
class backup_writer {
public:
  /// `node`: who had the sessions; may be empty.
  static result<backup_writer> open(const std::string& path, const std::string& node, instant now);

  backup_writer(backup_writer&& other) noexcept;
  backup_writer& operator=(backup_writer&&) = delete;

  /// Leaves nothing behind unless it was finished.
  ~backup_writer();

  result<void> add(const backup_entry& x);

  /// So many sessions were added.
  std::size_t size() const { return sessions_; }

  result<void> finish();

private:
  backup_writer(std::string path, std::string unfinished, int file);

  result<void> put(std::string line);
  result<void> write(std::string_view bytes);
  failure broken(const std::string& what) const;

  std::string path_;
  std::string unfinished_; ///< name of the file until it is whole
  int file_;
  std::size_t sessions_ = 0;
  running_digest digest_;
};

} // namespace quickbooking
