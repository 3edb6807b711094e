#include "apps/ctl/backup_reader.hpp"

#include "messages/encoding/json_fields.hpp"
#include "messages/encoding/json_text.hpp"
#include "messages/session/saved_session.hpp"
#include "messages/session/session.hpp"

namespace quickbooking {

namespace {

/// A snapshot has at most 256 KiB, each byte of which takes at most six as JSON.
constexpr std::size_t longest_line = 2 * 1024 * 1024;

tl::unexpected<failure> broken(std::string what) { return fail("broken_backup", std::move(what)); }

result<std::optional<instant>> read_expiry(const nlohmann::json& x) {
  if (x.is_null())
    return std::optional<instant>{};
  auto at = x.is_string() ? parse_iso8601(x.get<std::string>()) : std::nullopt;
  if (!at)
    return broken("expiresAt is no time");
  return at;
}

result<backup_entry> read_entry(const nlohmann::json& x) {
  auto customer = make_customer_key(string_field(x, "customer"));
  if (!customer)
    return broken("customer is no phone");
  auto snapshot = string_field(x, "snapshot");
  if (const auto readable = session_from_snapshot(snapshot); !readable)
    return broken("the snapshot cannot be read: " + readable.error().message);
  auto expiry = read_expiry(field(x, "expiresAt"));
  if (!expiry)
    return tl::make_unexpected(expiry.error());
  auto handled = read_handled_ids(field(x, "handled"));
  if (!handled)
    return broken(handled.error().message);
  return backup_entry{std::move(*customer), *expiry, std::move(snapshot), std::move(*handled)};
}

result<backup_head> read_head(const nlohmann::json& x) {
  const auto format = integer_field(x, "quickbookingBackup");
  const auto taken_at = parse_iso8601(string_field(x, "takenAt"));
  if (!format || !taken_at)
    return broken("this is no backup of quickbooking-ctl");
  if (format != backup_format)
    return broken("the backup's format is " + std::to_string(*format) + ", known here is "
                  + std::to_string(backup_format));
  return backup_head{*taken_at, string_field(x, "node")};
}

class reader {
public:
  reader(const std::string& path, const entry_handler& handle)
      : path_(path),
        handle_(handle),
        file_(path, std::ios::binary),
        buffer_(longest_line, '\0') {}

  result<backup_head> read() {
    if (!file_)
      return fail("unreadable_file", "cannot read " + path_);
    auto first = next();
    auto head = first ? read_head(*first) : tl::make_unexpected(first.error());
    if (!head)
      return tl::make_unexpected(at_line(head.error()));
    for (;;) {
      auto line = next();
      if (!line)
        return tl::make_unexpected(at_line(line.error()));
      if (line->contains("sha256"))
        return end(*line, std::move(*head));
      auto entry = read_entry(*line);
      if (!entry)
        return tl::make_unexpected(at_line(entry.error()));
      ++head->sessions;
      if (!handle_(std::move(*entry), line_))
        return head;
    }
  }

private:
  failure at_line(const failure& x) const {
    return {x.code, path_ + ", line " + std::to_string(line_) + ": " + x.message};
  }

  /// The next line, of which what comes before it is the digest.
  result<nlohmann::json> next() {
    ++line_;
    digest_.add(last_);
    file_.getline(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    if (file_.eof())
      return broken("the file is cut off");
    if (!file_)
      return broken("the line is too long");
    last_.assign(buffer_.data(), static_cast<std::size_t>(file_.gcount() - 1));
    auto parsed = parse_json(last_);
    last_ += '\n';
    if (!parsed || !parsed->is_object())
      return broken("this is no JSON document");
    return std::move(*parsed);
  }

  result<backup_head> end(const nlohmann::json& last, backup_head head) {
    if (string_field(last, "sha256") != digest_.hex()
        || integer_field(last, "sessions") != static_cast<std::int64_t>(head.sessions))
      return tl::make_unexpected(at_line(
          {"broken_backup", "number of sessions and digest do not fit: the file was changed"}));
    if (file_.peek() != std::ifstream::traits_type::eof()) {
      ++line_;
      return tl::make_unexpected(at_line({"broken_backup", "something follows on the last line"}));
    }
    return head;
  }

  const std::string& path_;
  const entry_handler& handle_;
  std::ifstream file_;
  std::string buffer_;
  std::string last_;
  std::size_t line_ = 0;
  running_digest digest_;
};

} // namespace

result<backup_head> read_backup(const std::string& path, const entry_handler& handle) {
  return reader{path, handle}.read();
}

} // namespace quickbooking
