#include "messages/reply/reply.hpp"

#include "messages/encoding/json_fields.hpp"

namespace quickbooking {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

template <class... Ts>
struct overloaded : Ts... {
  using Ts::operator()...;
};

ordered_json button_json(const option& x) {
  return {{"type", "reply"}, {"reply", {{"id", x.id}, {"title", x.title}}}};
}

ordered_json row_json(const option& x) {
  ordered_json row{{"id", x.id}, {"title", x.title}};
  if (!x.description.empty())
    row["description"] = x.description;
  return row;
}

ordered_json section_json(const section& x) {
  auto result = ordered_json::object();
  if (!x.title.empty())
    result["title"] = x.title;
  auto& rows = result["rows"] = ordered_json::array();
  for (const auto& row : x.rows)
    rows.push_back(row_json(row));
  return result;
}

ordered_json action_json(const card& x) {
  auto items = ordered_json::array();
  for (const auto& each : x.buttons)
    items.push_back(button_json(each));
  if (!x.is_list())
    return {{"buttons", std::move(items)}};
  for (const auto& each : x.sections)
    items.push_back(section_json(each));
  return {{"button", x.list_button}, {"sections", std::move(items)}};
}

option option_from_json(const json& x) {
  return {string_field(x, "id"), string_field(x, "title"), string_field(x, "description")};
}

section section_from_json(const json& x) {
  section result{string_field(x, "title"), {}};
  for (const auto& row : array_field(x, "rows"))
    result.rows.push_back(option_from_json(row));
  return result;
}

std::optional<card> card_from_json(const json& x) {
  const auto type = string_field(x, "type");
  if (type != "button" && type != "list")
    return std::nullopt;
  card result;
  result.header = string_field(field(x, "header"), "text");
  result.body = string_field(field(x, "body"), "text");
  result.footer = string_field(field(x, "footer"), "text");
  const auto& action = field(x, "action");
  result.list_button = string_field(action, "button");
  for (const auto& each : array_field(action, "buttons"))
    result.buttons.push_back(option_from_json(field(each, "reply")));
  for (const auto& each : array_field(action, "sections"))
    result.sections.push_back(section_from_json(each));
  return result.options().empty() ? std::nullopt : std::optional{std::move(result)};
}

} // namespace

std::vector<option> card::options() const {
  auto all = buttons;
  if (is_list())
    for (const auto& each : sections)
      all.insert(all.end(), each.rows.begin(), each.rows.end());
  return all;
}

std::string_view message_type(const reply& x) {
  return std::visit(overloaded{
                        [](const card&) { return "interactive_card"; },
                        [](const text_reply&) { return "text"; },
                        [](const booking_confirmed&) { return "booking_confirmed"; },
                        [](const error_reply&) { return "error"; },
                    },
                    x);
}

ordered_json to_interactive(const card& x) {
  ordered_json result{{"type", x.is_list() ? "list" : "button"}};
  if (!x.header.empty())
    result["header"] = {{"type", "text"}, {"text", x.header}};
  result["body"] = {{"text", x.body}};
  if (!x.footer.empty())
    result["footer"] = {{"text", x.footer}};
  result["action"] = action_json(x);
  return result;
}

ordered_json to_payload(const reply& x) {
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

std::optional<reply> reply_from_payload(std::string_view type, const json& payload) {
  if (type == "interactive_card")
    return card_from_json(payload);
  auto text = text_field(payload, "text");
  if (!text)
    return std::nullopt;
  if (type == "text")
    return text_reply{*text};
  if (type == "booking_confirmed")
    return booking_confirmed{string_field(payload, "bookingId"),
                             string_field(payload, "bookingCode"), *text};
  if (type == "error")
    return error_reply{string_field(payload, "code"), *text};
  return std::nullopt;
}

const std::string& text_of(const reply& x) {
  return std::visit(overloaded{
                        [](const card& c) -> const std::string& { return c.body; },
                        [](const auto& other) -> const std::string& { return other.text; },
                    },
                    x);
}

} // namespace quickbooking
