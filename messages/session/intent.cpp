#include "messages/session/intent.hpp"

#include "messages/encoding/instant.hpp"
#include "messages/encoding/json_fields.hpp"

#include <algorithm>
#include <array>

namespace quickbooking {

namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 7> weekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                   "thursday", "friday", "saturday"};

constexpr std::array<std::string_view, 11> intent_members{
    "serviceId",     "serviceName",        "masterId",           "masterName", "preferredDate",
    "preferredTime", "preferredDayOfWeek", "preferredTimeOfDay", "isFlexible", "isUsual",
    "language"};

constexpr std::array<std::string_view, 6> original_members{
    "serviceName", "serviceId", "date", "time", "masterId", "masterName"};

std::optional<std::chrono::weekday> parse_weekday(std::string_view text) {
  const auto found = std::find(weekdays.begin(), weekdays.end(), text);
  if (found == weekdays.end())
    return std::nullopt;
  return std::chrono::weekday{static_cast<unsigned>(found - weekdays.begin())};
}

void write_when(json_writer& out, const intent& x) {
  if (x.date)
    out.member("preferredDate", to_string(*x.date));
  if (x.time)
    out.member("preferredTime", to_hhmm(*x.time));
  if (x.day_of_week && x.day_of_week->ok())
    out.member("preferredDayOfWeek", weekdays[x.day_of_week->c_encoding()]);
  if (x.part)
    out.member("preferredTimeOfDay", to_string(*x.part));
}

template <class T>
void fill(std::optional<T>& value, std::optional<T> other) {
  if (!value)
    value = std::move(other);
}

intent read_current(const json& x) {
  intent result;
  result.service_id = text_field(x, "serviceId");
  result.service_name = text_field(x, "serviceName");
  result.master_id = text_field(x, "masterId");
  result.master_name = text_field(x, "masterName");
  result.date = parse_date(string_field(x, "preferredDate"));
  result.time = parse_hhmm(string_field(x, "preferredTime"));
  result.day_of_week = parse_weekday(string_field(x, "preferredDayOfWeek"));
  result.part = parse_part_of_day(string_field(x, "preferredTimeOfDay"));
  result.is_flexible = bool_field(x, "isFlexible");
  result.is_usual = bool_field(x, "isUsual");
  return result;
}

} // namespace

std::string_view to_string(part_of_day x) {
  switch (x) {
  case part_of_day::morning:
    return "morning";
  case part_of_day::afternoon:
    return "afternoon";
  case part_of_day::evening:
    break;
  }
  return "evening";
}

std::optional<part_of_day> parse_part_of_day(std::string_view text) {
  for (auto part : {part_of_day::morning, part_of_day::afternoon, part_of_day::evening})
    if (text == to_string(part))
      return part;
  return std::nullopt;
}

void write(json_writer& out, const intent_fields& x) {
  const auto& wanted = x.what;
  out.begin_object();
  out.member("serviceId", wanted.service_id).member("serviceName", wanted.service_name);
  out.member("masterId", wanted.master_id).member("masterName", wanted.master_name);
  write_when(out, wanted);
  out.member("isFlexible", wanted.is_flexible);
  if (wanted.is_usual)
    out.member("isUsual", true);
  out.member("language", to_string(x.lang)).members(unknown_intent_members(x.extra)).end_object();
}

void write(json_writer& out, const original_intent_fields& x) {
  const auto& wanted = x.what;
  out.begin_object();
  out.member("serviceName", wanted.service_name).member("serviceId", wanted.service_id);
  if (wanted.date)
    out.member("date", to_string(*wanted.date));
  if (wanted.time)
    out.member("time", to_hhmm(*wanted.time));
  out.member("masterId", wanted.master_id).member("masterName", wanted.master_name);
  out.members(unknown_original_members(x.extra)).end_object();
}

json unknown_intent_members(const json& current) { return members_except(current, intent_members); }

json unknown_original_members(const json& original) {
  return members_except(original, original_members);
}

intent intent_from_json(const json& current, const json& original) {
  auto result = read_current(current);
  fill(result.service_id, text_field(original, "serviceId"));
  fill(result.service_name, text_field(original, "serviceName"));
  fill(result.master_id, text_field(original, "masterId"));
  fill(result.master_name, text_field(original, "masterName"));
  fill(result.date, parse_date(string_field(original, "date")));
  fill(result.time, parse_hhmm(string_field(original, "time")));
  return result;
}

} // namespace quickbooking
