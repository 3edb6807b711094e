#include "messages/session/session_backup.hpp"

#include "messages/encoding/json_fields.hpp"
#include "messages/encoding/json_writer.hpp"

#include <utility>

namespace quickbooking {

namespace {

using nlohmann::json;

/// Far more than a session may have: those that are due are bounded by who sends them.
constexpr std::size_t max_due = 256;

bool read_handled(const json& list, std::vector<std::string>& into) {
  for (auto& x : list)
    if (x.is_string())
      into.push_back(x.get<std::string>());
  return into.size() == list.size() && list.size() <= max_handled_ids;
}

bool read_due(const json& list, std::vector<due_reply>& into) {
  for (auto& x : list) {
    auto read = due_reply_from(string_field(x, "outId"), string_field(x, "reply"));
    auto since = integer_field(x, "since");
    if (!read || !since)
      return false;
    read->since = from_unix_ms(*since);
    into.push_back(std::move(*read));
  }
  return list.size() <= max_due;
}

} // namespace

bool is_later(const session_backup& x, const session_backup& other) {
  const auto& mine = x.write.version;
  const auto& theirs = other.write.version;
  if (mine.owner_epoch == theirs.owner_epoch)
    return mine.revision > theirs.revision;
  return x.used_at > other.used_at;
}

void write(json_writer& out, const session_backup& x) {
  const auto& w = x.write;
  out.begin_object().member("customer", x.customer).member("usedAt", to_unix_ms(x.used_at));
  out.member("ownerEpoch", w.version.owner_epoch).member("revision", w.version.revision);
  out.member("expected", w.expected).member("movesLegacyKey", w.moves_legacy_key);
  out.member("snapshot", w.snapshot).member("receipt", w.receipt);
  out.member("handled", w.handled).key("due").begin_array();
  for (const auto& reply : w.due)
    out.begin_object()
        .member("outId", reply.out_id)
        .member("since", to_unix_ms(reply.since))
        .member("reply", to_bytes(reply))
        .end_object();
  out.end_array().end_object();
}

std::optional<session_backup> session_backup_from(const json& x) {
  auto customer = make_customer_key(string_field(x, "customer"));
  const auto used_at = integer_field(x, "usedAt");
  const auto epoch = integer_field(x, "ownerEpoch");
  const auto revision = integer_field(x, "revision");
  if (!customer || !used_at || !epoch || !revision || *epoch < 0 || *revision < 0)
    return std::nullopt;
  session_backup out;
  out.customer = std::move(*customer);
  out.used_at = from_unix_ms(*used_at);
  out.write.version = {static_cast<std::uint64_t>(*epoch), static_cast<std::uint64_t>(*revision)};
  out.write.expected = string_field(x, "expected");
  out.write.moves_legacy_key = bool_field(x, "movesLegacyKey");
  out.write.snapshot = string_field(x, "snapshot");
  out.write.receipt = string_field(x, "receipt");
  if (!read_handled(array_field(x, "handled"), out.write.handled)
      || !read_due(array_field(x, "due"), out.write.due))
    return std::nullopt;
  return out;
}

} // namespace quickbooking
