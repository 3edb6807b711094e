#include "actors/cluster/node_report.hpp"

#include "messages/encoding/json_fields.hpp"

namespace quickbooking {

namespace {

using json = nlohmann::ordered_json;

std::size_t count_field(const nlohmann::json& object, std::string_view name) {
  const auto found = integer_field(object, name);
  return found && *found > 0 ? static_cast<std::size_t>(*found) : 0;
}

} // namespace

json to_json(const store_health& x) {
  json out{{"state", x.state}, {"since", to_iso8601(x.since)}, {"dirtySessions", x.dirty_sessions}};
  if (!x.reason.empty())
    out["reason"] = x.reason;
  return out;
}

json to_json(const node_report& x) {
  json out{{"name", nullptr},
           {"version", x.version},
           {"draining", x.is_draining},
           {"uptimeSeconds", x.uptime.count()},
           {"sessionsInMemory", x.sessions.in_memory},
           {"turnsUnderWay", x.sessions.turns},
           {"redis", to_json(x.redis)}};
  if (!x.name.empty())
    out["name"] = x.name;
  return out;
}

json to_json(const node_answer& x) {
  using kind = node_answer::kind;
  if (x.what == kind::no_answer)
    return {{"name", x.report.name},
            {"answers", false},
            {"inRing", x.in_ring},
            {"reason", "no link to it, or it takes too long"}};
  auto out = to_json(x.report);
  out["answers"] = true;
  out["inRing"] = x.in_ring;
  return out;
}

std::optional<node_report> node_report_from(const nlohmann::json& x) {
  const auto& redis = field(x, "redis");
  const auto since = parse_iso8601(string_field(redis, "since"));
  auto name = text_field(x, "name");
  if (!name || !since)
    return std::nullopt;
  return node_report{std::move(*name),
                     string_field(x, "version"),
                     bool_field(x, "draining"),
                     std::chrono::seconds{count_field(x, "uptimeSeconds")},
                     {count_field(x, "sessionsInMemory"), count_field(x, "turnsUnderWay")},
                     {string_field(redis, "state"), string_field(redis, "reason"), *since,
                      count_field(redis, "dirtySessions")}};
}

} // namespace quickbooking
