#include "apps/ctl/commands.hpp"
#include "apps/ctl/text_table.hpp"
#include "messages/encoding/json_fields.hpp"

#include <fmt/format.h>

#include <map>

// The commands' documents for people.

namespace quickbooking {

namespace {

using nlohmann::json;

constexpr std::int64_t minute = 60;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

/// As 45s, 12m05s, 3h07m or 2d04h.
std::string time_text(std::int64_t seconds) {
  if (seconds < minute)
    return fmt::format("{}s", seconds);
  if (seconds < hour)
    return fmt::format("{}m{:02}s", seconds / minute, seconds % minute);
  if (seconds < day)
    return fmt::format("{}h{:02}m", seconds / hour, seconds % hour / minute);
  return fmt::format("{}d{:02}h", seconds / day, seconds % day / hour);
}

/// A scalar; `-` where there is none.
std::string cell(const json& object, std::string_view name) {
  const auto& x = field(object, name);
  if (x.is_null())
    return "-";
  return x.is_string() ? x.get<std::string>() : x.dump();
}

std::string time_cell(const json& object, std::string_view name) {
  const auto seconds = integer_field(object, name);
  return seconds ? time_text(*seconds) : "-";
}

std::string count_of(std::size_t n, std::string_view what) {
  return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
}

std::string names_of(const json& x) {
  std::string out;
  for (const auto& name : x)
    out += (out.empty() ? "" : ", ") + (name.is_string() ? name.get<std::string>() : name.dump());
  return out.empty() ? "-" : out;
}

std::string redis_text(const json& redis) {
  auto out = cell(redis, "state");
  if (const auto reason = text_field(redis, "reason"); reason && out != "ok")
    out += " (" + *reason + ")";
  return out;
}

// -- nodes ---

std::string status_text(const ctl_command&, const json& x) {
  const auto& redis = field(x, "redis");
  text_table out;
  out.add({"url", cell(x, "url")});
  out.add({"status", cell(x, "status")});
  if (const auto& cluster = field(x, "cluster"); cluster.is_object()) {
    out.add({"node", cell(cluster, "node")});
    out.add({"ring", names_of(array_field(cluster, "ring"))});
  }
  out.add({"redis", redis_text(redis) + ", since " + cell(redis, "since")});
  out.add({"not in redis", cell(redis, "dirtySessions") + " sessions"});
  return out.text();
}

std::string ring_text(const json& node) {
  if (bool_field(node, "draining"))
    return "draining";
  return bool_field(node, "inRing") ? "in" : "out";
}

std::string nodes_text(const ctl_command&, const json& x) {
  text_table out{
      {"NODE", "RING", "VERSION", "UPTIME", "SESSIONS", "TURNS", "NOT IN REDIS", "REDIS"}};
  for (const auto& node : array_field(x, "nodes")) {
    const auto& redis = field(node, "redis");
    if (bool_field(node, "answers"))
      out.add({cell(node, "name"), ring_text(node), cell(node, "version"),
               time_cell(node, "uptimeSeconds"), cell(node, "sessionsInMemory"),
               cell(node, "turnsUnderWay"), cell(redis, "dirtySessions"), redis_text(redis)});
    else
      out.add({cell(node, "name"), ring_text(node), "-", "-", "-", "-", "-",
               "no answer: " + cell(node, "reason")});
  }
  return out.text();
}

std::string drain_text(const ctl_command& what, const json& x) {
  if (!bool_field(x, "draining"))
    return what.node + " joins the ring again\n";
  if (bool_field(x, "idle"))
    return what.node + " is drained: out of the ring, nothing under way, nothing in its memory\n";
  const auto& seen = field(x, "seen");
  return fmt::format("{} is out of the ring, but after {}s it still has {} turns under way, {} "
                     "sessions in memory and {} that are not in Redis\n",
                     what.node, what.wait, cell(seen, "turnsUnderWay"),
                     cell(seen, "sessionsInMemory"), cell(field(seen, "redis"), "dirtySessions"));
}

// -- sessions ---

std::string sessions_text(const ctl_command& what, const json& x) {
  text_table out{{"CUSTOMER", "STATE", "LANGUAGE", "EXPIRES IN", "LAST MESSAGE", "SALON"}};
  const auto& all = array_field(x, "sessions");
  for (const auto& row : all)
    out.add({cell(row, "customer"), cell(row, row.contains("error") ? "error" : "state"),
             cell(row, "language"), time_cell(row, "ttlSeconds"), cell(row, "lastInteractionAt"),
             cell(row, "salonId")});
  auto end = count_of(all.size(), "session");
  if (bool_field(x, "truncated"))
    end += fmt::format(", and more: see --limit (now {})", what.limit);
  return out.text() + end + "\n";
}

std::string session_text(const ctl_command& what, const json& x) {
  if (what.clear)
    return "cleared\n";
  const auto& session = field(x, "session");
  text_table out;
  for (const auto* name : {"sessionId", "customerId", "salonId", "language", "state", "createdAt",
                           "lastInteractionAt", "revision"})
    out.add({name, cell(session, name)});
  out.add({"slots", std::to_string(array_field(session, "slots").size())});
  out.add({"expires in", time_cell(x, "ttlSeconds")});
  out.add({"in redis", bool_field(x, "durable") ? "yes" : "not yet"});
  return out.text();
}

std::string statistics_text(const ctl_command&, const json& x) {
  const auto average = field(x, "averageTTL");
  text_table out;
  out.add({"sessions", cell(x, "totalSessions")});
  out.add({"average time to live",
           average.is_number() ? fmt::format("{:.0f}s", average.get<double>()) : "-"});
  out.add({"without time to live", cell(x, "sessionsWithoutTTL")});
  return out.text();
}

// -- dead letters ---

std::string content_text(const json& content) {
  for (const auto* name : {"text", "id", "what"})
    if (const auto found = text_field(content, name))
      return cell(content, "type") + ": " + *found;
  return cell(content, "type");
}

std::string dead_letters_text(const ctl_command& what, const json& x) {
  if (what.replay || what.remove)
    return fmt::format("{} {}\n", what.replay ? "replayed" : "removed", cell(x, "id"));
  text_table out{{"ID", "PUT ASIDE", "TRIES", "CUSTOMER", "CONTENT", "REASON"}};
  const auto& all = array_field(x, "deadLetters");
  for (const auto& letter : all) {
    const auto& message = field(letter, "message");
    out.add({cell(letter, "id"), cell(letter, "buriedAt"), cell(letter, "tries"),
             cell(message, "customer"), content_text(field(message, "content")),
             cell(letter, "reason")});
  }
  return out.text() + count_of(all.size(), "dead letter")
         + (bool_field(x, "truncated") ? ", and more" : "") + "\n";
}

// -- backup and restore ---

std::string backup_text(const ctl_command& what, const json& x) {
  auto out = fmt::format("{} sessions in {}", cell(x, "sessions"), what.file);
  if (integer_field(x, "unreadable") > 0)
    out += fmt::format("; {} values in Redis that are no session were left out",
                       cell(x, "unreadable"));
  return out + "\n";
}

std::string restore_text(const ctl_command& what, const json& x) {
  if (what.dry_run)
    return fmt::format("{}: {} sessions, taken at {}, {} of them expired by now\n", what.file,
                       cell(x, "sessions"), cell(x, "takenAt"), cell(x, "expired"));
  auto out = fmt::format("{} restored, {} kept (what is there is not older), {} expired\n",
                         cell(x, "restored"), cell(x, "kept"), cell(x, "expired"));
  if (integer_field(x, "refused") > 0)
    out += fmt::format("{} refused; the first: {}\n", cell(x, "refused"), cell(x, "firstRefusal"));
  return out;
}

using writer = std::string (*)(const ctl_command&, const json&);

} // namespace

std::string human_text(const ctl_command& what, const nlohmann::ordered_json& document) {
  static const std::map<std::string, writer> all{
      {"status", status_text},     {"nodes", nodes_text},     {"drain", drain_text},
      {"sessions", sessions_text}, {"session", session_text}, {"statistics", statistics_text},
      {"backup", backup_text},     {"restore", restore_text}, {"dead-letters", dead_letters_text}};
  return all.at(what.name)(what, json(document));
}

} // namespace quickbooking
