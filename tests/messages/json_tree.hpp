#pragma once

#include "messages/encoding/json_fields.hpp"
#include "messages/encoding/json_text.hpp"
#include "messages/session/session.hpp"

#include <array>

/// What the service writes as text, as a tree of values: the slow and plain way, against which the
/// fast one is held.
namespace json_tree {

using namespace quickbooking;
using nlohmann::json;
using nlohmann::ordered_json;

inline constexpr std::array<std::string_view, 7> weekdays{
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

template <class... Ts>
struct overloaded : Ts... {
  using Ts::operator()...;
};

/// Puts the members of `from` behind those of `to`, never in place of one.
inline void append_members(ordered_json& to, const json& from) {
  if (!from.is_object())
    return;
  for (const auto& [name, value] : from.items())
    if (!to.contains(name))
      to[name] = value;
}

inline ordered_json button_json(const option& x) {
  return {{"type", "reply"}, {"reply", {{"id", x.id}, {"title", x.title}}}};
}

inline ordered_json row_json(const option& x) {
  ordered_json row{{"id", x.id}, {"title", x.title}};
  if (!x.description.empty())
    row["description"] = x.description;
  return row;
}

inline ordered_json section_json(const section& x) {
  auto result = ordered_json::object();
  if (!x.title.empty())
    result["title"] = x.title;
  auto& rows = result["rows"] = ordered_json::array();
  for (const auto& row : x.rows)
    rows.push_back(row_json(row));
  return result;
}

inline ordered_json action_json(const card& x) {
  auto items = ordered_json::array();
  for (const auto& each : x.buttons)
    items.push_back(button_json(each));
  if (!x.is_list())
    return {{"buttons", std::move(items)}};
  for (const auto& each : x.sections)
    items.push_back(section_json(each));
  return {{"button", x.list_button}, {"sections", std::move(items)}};
}

inline ordered_json to_interactive(const card& x) {
  ordered_json result{{"type", x.is_list() ? "list" : "button"}};
  if (!x.header.empty())
    result["header"] = {{"type", "text"}, {"text", x.header}};
  result["body"] = {{"text", x.body}};
  if (!x.footer.empty())
    result["footer"] = {{"text", x.footer}};
  result["action"] = action_json(x);
  return result;
}

inline ordered_json to_payload(const reply& x) {
  return std::visit(overloaded{
                        [](const card& c) { return to_interactive(c); },
                        [](const text_reply& t) {
                          return ordered_json{{"text", t.text}};
                        },
                        [](const booking_confirmed& b) {
                          return ordered_json{{"bookingId", b.booking_id},
                                              {"bookingCode", b.booking_code},
                                              {"text", b.text}};
                        },
                        [](const error_reply& e) {
                          return ordered_json{{"code", e.code}, {"text", e.text}};
                        },
                    },
                    x);
}

/// What a ranked slot has in `indicators`, with our star in front; null for a slot without.
inline ordered_json indicators_of(const slot& x) {
  const auto& others = field(x.extra, "indicators");
  if (!x.show_star && !others.is_object())
    return nullptr;
  ordered_json result{{"showStar", x.show_star}};
  append_members(result, others);
  return result;
}

inline ordered_json to_json(const slot& x) {
  ordered_json result{
      {"id", x.id},
      {"date", x.date},
      {"startTime", x.start_time},
      {"endTime", x.end_time},
      {"duration", x.duration},
      {"masterId", x.master_id},
      {"masterName", x.master_name},
      {"serviceId", x.service_id},
      {"serviceName", x.service_name},
      {"price", x.price},
      {"isPreferred", x.is_preferred},
      {"proximityScore", x.proximity_score},
      {"proximityLabel", x.proximity_label},
  };
  if (auto indicators = indicators_of(x); !indicators.is_null())
    result["indicators"] = std::move(indicators);
  append_members(result, x.extra);
  return result;
}

template <class T>
inline void put(ordered_json& into, const char* name, const std::optional<T>& value) {
  if (value)
    into[name] = *value;
}

inline void put_words(ordered_json& into, const intent& x) {
  if (x.date)
    into["preferredDate"] = to_string(*x.date);
  if (x.time)
    into["preferredTime"] = to_hhmm(*x.time);
  if (x.day_of_week && x.day_of_week->ok())
    into["preferredDayOfWeek"] = weekdays[x.day_of_week->c_encoding()];
  if (x.part)
    into["preferredTimeOfDay"] = to_string(*x.part);
}

inline ordered_json to_json(const intent& x, language lang) {
  auto result = ordered_json::object();
  put(result, "serviceId", x.service_id);
  put(result, "serviceName", x.service_name);
  put(result, "masterId", x.master_id);
  put(result, "masterName", x.master_name);
  put_words(result, x);
  result["isFlexible"] = x.is_flexible;
  if (x.is_usual)
    result["isUsual"] = true;
  result["language"] = to_string(lang);
  return result;
}

inline ordered_json to_original_json(const intent& x) {
  auto result = ordered_json::object();
  put(result, "serviceName", x.service_name);
  put(result, "serviceId", x.service_id);
  if (x.date)
    result["date"] = to_string(*x.date);
  if (x.time)
    result["time"] = to_hhmm(*x.time);
  put(result, "masterId", x.master_id);
  put(result, "masterName", x.master_name);
  return result;
}

inline ordered_json date_json(const std::optional<instant>& date) {
  return date ? ordered_json(to_iso8601(*date)) : ordered_json(nullptr);
}

inline ordered_json choices_json(const std::vector<made_choice>& choices) {
  auto result = ordered_json::array();
  for (const auto& each : choices)
    result.push_back({{"choiceId", each.choice_id}, {"selectedAt", to_iso8601(each.selected_at)}});
  return result;
}

inline ordered_json slots_json(const std::vector<slot>& slots) {
  auto result = ordered_json::array();
  for (const auto& each : slots)
    result.push_back(to_json(each));
  return result;
}

inline ordered_json with_extra(ordered_json object, const json& extra) {
  append_members(object, extra);
  return object;
}

inline ordered_json last_reply_json(const last_reply& x) {
  return {{"messageId", x.message_id},
          {"outId", x.out_id},
          {"messageType", message_type(x.content)},
          {"payload", to_payload(x.content)}};
}

/// The fields of the old service, in its order.
inline ordered_json legacy_fields(const session& x) {
  ordered_json result{{"sessionId", x.session_id},
                      {"customerId", x.customer_id},
                      {"salonId", x.salon_id},
                      {"language", to_string(x.lang)}};
  result["originalIntent"]
      = with_extra(to_original_json(x.original_intent), x.original_intent_extra);
  result["choices"] = choices_json(x.choices);
  result["createdAt"] = date_json(x.created_at);
  result["lastInteractionAt"] = date_json(x.last_interaction_at);
  result["slots"] = slots_json(x.slots.all());
  if (x.selected_slot)
    result["selectedSlot"] = to_json(*x.selected_slot);
  result["intent"] = with_extra(to_json(x.wanted, x.lang), x.intent_extra);
  result["timestamp"] = x.timestamp;
  return result;
}

/// The fields in `packable_members`.
inline void add_our_fields(ordered_json& into, const session& x) {
  into["state"] = to_string(x.state);
  into["view"] = to_string(x.view);
  into["pagesSeen"] = x.pages_seen;
  into["pendingServices"] = x.pending_services;
  if (x.answered)
    into["lastReply"] = last_reply_json(*x.answered);
}

/// Without the header, and without packing.
inline std::string snapshot_without_header(const session& x) {
  auto fields = legacy_fields(x);
  add_our_fields(fields, x);
  append_members(fields, x.extra);
  return to_text(fields);
}

} // namespace json_tree
