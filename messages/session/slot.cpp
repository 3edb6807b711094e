#include "messages/session/slot.hpp"

#include "messages/encoding/ascii.hpp"
#include "messages/encoding/json_fields.hpp"

#include <climits>

#include <algorithm>
#include <array>

namespace quickbooking {

namespace {

constexpr std::string_view any_master = "any";
constexpr std::size_t iso_length = 24;         // 2026-11-22T00:46:54.215Z
constexpr std::size_t before_first_colon = 13; // 2026-11-22T00

constexpr std::array<std::string_view, 13> known_members{
    "id",          "date",           "startTime",     "endTime",     "duration",
    "masterId",    "masterName",     "serviceId",     "serviceName", "price",
    "isPreferred", "proximityScore", "proximityLabel"};

bool is_id(std::string_view text) {
  return !text.empty()
         && std::all_of(text.begin(), text.end(), [](char c) { return is_alnum(c) || c == '-'; });
}

/// Where the instant begins: the first colon of an id is the one between hours and minutes, because
/// ids of masters and services have none.
std::optional<std::size_t> find_start(std::string_view id) {
  const auto colon = id.find(':');
  if (colon == std::string_view::npos || colon < before_first_colon + 2)
    return std::nullopt;
  const auto begin = colon - before_first_colon;
  return id[begin - 1] == '-' ? std::optional{begin} : std::nullopt;
}

/// What a ranked slot has in `indicators`, with our star in front.
void write_indicators(json_writer& out, const slot& x) {
  const auto& others = field(x.extra, "indicators");
  if (!x.show_star && !others.is_object())
    return;
  out.key("indicators").begin_object().member("showStar", x.show_star);
  out.members(others).end_object();
}

/// What we do not know; never in place of what we do.
void write_extra(json_writer& out, const slot& x) {
  if (x.extra.empty())
    return;
  auto others = members_except(x.extra, known_members);
  if (others.contains("indicators") && (x.show_star || others["indicators"].is_object()))
    others.erase("indicators");
  out.members(others);
}

nlohmann::json extra_of(const nlohmann::json& x) {
  auto extra = members_except(x, known_members);
  if (auto found = extra.find("indicators"); found != extra.end() && found->is_object())
    found->erase("showStar");
  return extra;
}

} // namespace

std::string to_slot_id(const slot_ref& ref) {
  std::string id = ref.master_id.empty() ? std::string{any_master} : ref.master_id;
  id.append("-").append(to_iso8601(ref.start));
  if (!ref.service_id.empty())
    id.append("-").append(ref.service_id);
  return id;
}

std::optional<slot_ref> parse_slot_id(std::string_view id) {
  const auto begin = find_start(id);
  if (!begin || id.size() < *begin + iso_length)
    return std::nullopt;
  const auto master = id.substr(0, *begin - 1);
  const auto start = parse_iso8601(id.substr(*begin, iso_length));
  if (!start || !is_id(master))
    return std::nullopt;
  auto service = id.substr(*begin + iso_length);
  if (!service.empty() && (service.front() != '-' || !is_id(service.substr(1))))
    return std::nullopt;
  service.remove_prefix(service.empty() ? 0 : 1);
  return slot_ref{std::string{master == any_master ? std::string_view{} : master},
                  std::string{service}, *start};
}

std::optional<instant> slot::start() const {
  const auto ref = parse_slot_id(id);
  return ref ? std::optional{ref->start} : std::nullopt;
}

void write(json_writer& out, const slot& x) {
  out.begin_object();
  out.member("id", x.id).member("date", x.date);
  out.member("startTime", x.start_time).member("endTime", x.end_time);
  out.member("duration", x.duration);
  out.member("masterId", x.master_id).member("masterName", x.master_name);
  out.member("serviceId", x.service_id).member("serviceName", x.service_name);
  out.member("price", x.price).member("isPreferred", x.is_preferred);
  out.member("proximityScore", x.proximity_score).member("proximityLabel", x.proximity_label);
  write_indicators(out, x);
  write_extra(out, x);
  out.end_object();
}

std::optional<slot> slot_from_json(const nlohmann::json& x) {
  slot result;
  result.id = string_field(x, "id");
  if (result.id.empty())
    return std::nullopt;
  result.date = string_field(x, "date");
  result.start_time = string_field(x, "startTime");
  result.end_time = string_field(x, "endTime");
  result.duration = bounded_field(x, "duration", 0, INT_MAX);
  result.master_id = string_field(x, "masterId");
  result.master_name = string_field(x, "masterName");
  result.service_id = string_field(x, "serviceId");
  result.service_name = string_field(x, "serviceName");
  result.price = integer_field(x, "price").value_or(0);
  result.is_preferred = bool_field(x, "isPreferred");
  result.proximity_score = bounded_field(x, "proximityScore", 0, INT_MAX);
  result.proximity_label = text_field(x, "proximityLabel").value_or(result.proximity_label);
  result.show_star = bool_field(field(x, "indicators"), "showStar");
  result.extra = extra_of(x);
  return result;
}

} // namespace quickbooking
