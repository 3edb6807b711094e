#include "apps/ctl/backup_file.hpp"
#include "apps/ctl/backup_reader.hpp"
#include "apps/ctl/commands.hpp"
#include "messages/encoding/json_fields.hpp"
#include "messages/session/saved_session.hpp"
#include "messages/session/stored_state.hpp"
#include "net/http/url.hpp"

#include <thread>
#include <unordered_set>

// Backup and restore of sessions.

namespace quickbooking {

namespace {

using json = nlohmann::ordered_json;
using namespace std::chrono;

/// Some 4 KB each, and never more than a call's answer may have.
constexpr const char* pages = "/v1/sessions?snapshots=true&limit=100";

/// A node that cannot ask Redis now is asked again so often before all is given up.
constexpr int most_tries = 5;
constexpr milliseconds try_pause{500};

instant now() { return floor<milliseconds>(system_clock::now()); }

// -- backup ---

/// What the pages of the list add up to.
struct backup_run {
  backup_writer file;
  std::unordered_set<std::string> seen; ///< Redis may name a session on more than one page
  std::size_t unreadable = 0;

  result<bool> add(const nlohmann::json& x) {
    const auto customer = string_field(x, "customer");
    if (!seen.insert(customer).second)
      return true;
    if (x.contains("error") || make_customer_key(customer) != customer) {
      ++unreadable;
      return true;
    }
    backup_entry out{customer, {}, string_field(x, "snapshot"), {}};
    if (const auto ttl = integer_field(x, "ttlMs").value_or(-1); ttl >= 0)
      out.expires_at = now() + milliseconds{ttl};
    if (auto handled = read_handled_ids(field(x, "handled")))
      out.handled = std::move(*handled);
    return file.add(out).map([] { return true; });
  }
};

// -- restore ---

struct restore_run {
  node_client& node;
  std::size_t restored = 0;
  std::size_t kept = 0;
  std::size_t expired = 0;
  std::size_t refused = 0;
  std::string first_refusal;
  std::optional<failure> stopped; ///< the rest was not tried

  bool add(const backup_entry& x, std::size_t line);
  void count(const failure& x, std::size_t line);
  result<nlohmann::json> put(const backup_entry& x, milliseconds ttl);
  json document() const;
};

milliseconds left_of(const backup_entry& x) {
  return x.expires_at ? *x.expires_at - now() : milliseconds{session_ttl};
}

bool restore_run::add(const backup_entry& x, std::size_t line) {
  const auto left = left_of(x);
  if (left <= milliseconds{0}) {
    ++expired;
    return true;
  }
  const auto done = put(x, left);
  if (done)
    ++restored;
  else
    count(done.error(), line);
  return !stopped;
}

result<nlohmann::json> restore_run::put(const backup_entry& x, milliseconds ttl) {
  const auto target = "/v1/sessions/" + percent_encode(x.customer);
  const auto body = json_of(saved_session{x.snapshot, ttl, x.handled});
  for (int tries = 1;; ++tries) {
    auto done = node.ask("PUT", target, body);
    const auto is_away
        = !done && (done.error().code == "store_unavailable" || done.error().code == "unavailable");
    if (!is_away || tries >= most_tries)
      return done;
    std::this_thread::sleep_for(try_pause);
  }
}

/// What a node says of one session is no reason to leave out the others.
void restore_run::count(const failure& x, std::size_t line) {
  if (x.code == "newer_session")
    ++kept;
  else if (x.code == "expired")
    ++expired;
  else if (exit_code_of(x) != exit_refused || x.code == "no_node"
           || x.code.ends_with("unavailable"))
    stopped = failure{x.code, "stopped at line " + std::to_string(line) + ": " + x.message};
  else if (refused++ == 0)
    first_refusal = "line " + std::to_string(line) + ": " + x.message;
}

json restore_run::document() const {
  json out{{"restored", restored}, {"kept", kept}, {"expired", expired}, {"refused", refused}};
  if (refused > 0)
    out["firstRefusal"] = first_refusal;
  return out;
}

/// The whole file is read before anything is done.
result<ctl_outcome> check(const std::string& path) {
  std::size_t expired = 0;
  const auto head = read_backup(path, [&](const backup_entry& x, std::size_t) {
    expired += left_of(x) <= milliseconds{0};
    return true;
  });
  if (!head)
    return tl::make_unexpected(head.error());
  json out{{"takenAt", to_iso8601(head->taken_at)}, {"node", nullptr}};
  if (!head->node.empty())
    out["node"] = head->node;
  out["sessions"] = head->sessions;
  out["expired"] = expired;
  return ctl_outcome{std::move(out)};
}

} // namespace

result<ctl_outcome> back_up_sessions(const ctl_command& what, node_client& node) {
  const auto ready = node.get("/readyz");
  if (!ready)
    return tl::make_unexpected(ready.error());
  auto file = backup_writer::open(what.file, string_field(field(*ready, "cluster"), "node"), now());
  if (!file)
    return tl::make_unexpected(file.error());
  backup_run run{std::move(*file), {}};
  const auto all
      = node.each(pages, "sessions", [&run](const nlohmann::json& x) { return run.add(x); });
  if (!all)
    return tl::make_unexpected(all.error());
  if (auto done = run.file.finish(); !done)
    return tl::make_unexpected(done.error());
  return ctl_outcome{
      json{{"file", what.file}, {"sessions", run.file.size()}, {"unreadable", run.unreadable}}};
}

result<ctl_outcome> restore_sessions(const ctl_command& what, node_client& node) {
  auto checked = check(what.file);
  if (!checked || what.dry_run)
    return checked;
  restore_run run{node, 0, 0, 0, 0, {}, {}};
  const auto read = read_backup(
      what.file, [&](const backup_entry& x, std::size_t line) { return run.add(x, line); });
  if (!read)
    return tl::make_unexpected(read.error());
  if (run.stopped)
    return fail(run.stopped->code, run.stopped->message + "; until then "
                                       + std::to_string(run.restored) + " restored, "
                                       + std::to_string(run.kept) + " kept");
  return ctl_outcome{run.document(), run.refused == 0};
}

} // namespace quickbooking
