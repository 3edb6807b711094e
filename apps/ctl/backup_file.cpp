#include "apps/ctl/backup_file.hpp"

#include "messages/encoding/json_text.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace quickbooking {

namespace {

using json = nlohmann::ordered_json;

constexpr mode_t owner_only = 0600;

std::string line_of(const backup_entry& x) {
  json out{{"customer", x.customer}, {"expiresAt", nullptr}};
  if (x.expires_at)
    out["expiresAt"] = to_iso8601(*x.expires_at);
  out["snapshot"] = x.snapshot;
  out["handled"] = x.handled;
  return to_text(out);
}

/// The name in the folder is to be on the disk, too.
void sync_folder(const std::string& path) {
  const auto folder = std::filesystem::absolute(path).parent_path();
  if (const auto file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); file >= 0) {
    ::fsync(file);
    ::close(file);
  }
}

} // namespace

// -- digest ---

running_digest::running_digest() : context_(EVP_MD_CTX_new()) {
  EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
}

void running_digest::add(std::string_view bytes) {
  EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
}

std::string running_digest::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned length = 0;
  EVP_DigestFinal_ex(context_.get(), bytes.data(), &length);
  std::string out;
  for (unsigned i = 0; i < length; ++i) {
    out += "0123456789abcdef"[bytes[i] >> 4];
    out += "0123456789abcdef"[bytes[i] & 15];
  }
  return out;
}

// -- writer ---

result<backup_writer> backup_writer::open(const std::string& path, const std::string& node,
                                          instant now) {
  auto unfinished = path + ".unfinished-" + std::to_string(::getpid());
  const auto flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
  const auto file = ::open(unfinished.c_str(), flags, owner_only);
  if (file < 0)
    return fail("unwritable_file", "cannot write " + unfinished + ": " + std::strerror(errno));
  backup_writer out{path, std::move(unfinished), file};
  json head{{"quickbookingBackup", backup_format}, {"takenAt", to_iso8601(now)}, {"node", nullptr}};
  if (!node.empty())
    head["node"] = node;
  if (auto done = out.put(to_text(head)); !done)
    return tl::make_unexpected(done.error());
  return out;
}

backup_writer::backup_writer(std::string path, std::string unfinished, int file)
    : path_(std::move(path)),
      unfinished_(std::move(unfinished)),
      file_(file) {}

backup_writer::backup_writer(backup_writer&& other) noexcept
    : path_(std::move(other.path_)),
      unfinished_(std::move(other.unfinished_)),
      file_(std::exchange(other.file_, -1)),
      sessions_(other.sessions_),
      digest_(std::move(other.digest_)) {}

backup_writer::~backup_writer() {
  if (file_ < 0)
    return;
  ::close(file_);
  ::unlink(unfinished_.c_str());
}

result<void> backup_writer::add(const backup_entry& x) {
  ++sessions_;
  return put(line_of(x));
}

result<void> backup_writer::finish() {
  auto done = write(to_text(json{{"sessions", sessions_}, {"sha256", digest_.hex()}}) + "\n");
  if (!done)
    return done;
  if (::fsync(file_) != 0)
    return tl::make_unexpected(broken(unfinished_));
  if (::rename(unfinished_.c_str(), path_.c_str()) != 0)
    return tl::make_unexpected(broken(path_));
  ::close(std::exchange(file_, -1));
  sync_folder(path_);
  return {};
}

result<void> backup_writer::put(std::string line) {
  line += '\n';
  digest_.add(line);
  return write(line);
}

result<void> backup_writer::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return tl::make_unexpected(broken(unfinished_));
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

failure backup_writer::broken(const std::string& what) const {
  return {"unwritable_file", "cannot write " + what + ": " + std::strerror(errno)};
}

} // namespace quickbooking
