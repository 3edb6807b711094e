#include "messages/reply/reply.hpp"

#include "messages/encoding/json_fields.hpp"

namespace quickbooking {

namespace {

using nlohmann::json;

template <class... Ts>
struct overloaded : Ts... {
  using Ts::operator()...;
};

void write_button(json_writer& out, const option& x) {
  out.begin_object().member("type", "reply").key("reply");
  out.begin_object().member("id", x.id).member("title", x.title).end_object().end_object();
}

void write_row(json_writer& out, const option& x) {
  out.begin_object().member("id", x.id).member("title", x.title);
  if (!x.description.empty())
    out.member("description", x.description);
  out.end_object();
}

void write_section(json_writer& out, const section& x) {
  out.begin_object();
  if (!x.title.empty())
    out.member("title", x.title);
  out.key("rows").begin_array();
  for (const auto& row : x.rows)
    write_row(out, row);
  out.end_array().end_object();
}

void write_action(json_writer& out, const card& x) {
  out.begin_object();
  if (x.is_list()) {
    out.member("button", x.list_button).key("sections").begin_array();
    for (const auto& each : x.sections)
      write_section(out, each);
  } else {
    out.key("buttons").begin_array();
    for (const auto& each : x.buttons)
      write_button(out, each);
  }
  out.end_array().end_object();
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

void write(json_writer& out, const card& x) {
  out.begin_object().member("type", x.is_list() ? "list" : "button");
  if (!x.header.empty())
    out.key("header").begin_object().member("type", "text").member("text", x.header).end_object();
  out.key("body").begin_object().member("text", x.body).end_object();
  if (!x.footer.empty())
    out.key("footer").begin_object().member("text", x.footer).end_object();
  out.key("action");
  write_action(out, x);
  out.end_object();
}

void write(json_writer& out, const text_reply& x) {
  out.begin_object().member("text", x.text).end_object();
}

void write(json_writer& out, const booking_confirmed& x) {
  out.begin_object().member("bookingId", x.booking_id).member("bookingCode", x.booking_code);
  out.member("text", x.text).end_object();
}

void write(json_writer& out, const error_reply& x) {
  out.begin_object().member("code", x.code).member("text", x.text).end_object();
}

void write(json_writer& out, const reply& x) {
  std::visit([&](const auto& content) { write(out, content); }, x);
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
