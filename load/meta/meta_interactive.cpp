#include "load/meta/meta_interactive.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace quickbooking {

namespace {

/// Cloud API limits of interactive messages, in characters. The list page allows a body of 4,096,
/// the API's own description 1,024: what fits both is what may be sent.
constexpr text_rule body_rule{1024};
constexpr text_rule header_rule{60, true};
constexpr text_rule footer_rule{60, true};
constexpr text_rule button_title_rule{20, true};
constexpr text_rule button_id_rule{256, true};
constexpr text_rule list_title_rule{24, true};
constexpr text_rule row_id_rule{200, true};
constexpr text_rule row_description_rule{72, true};
constexpr std::size_t max_buttons = 3;
constexpr std::size_t max_sections = 10;
constexpr std::size_t max_rows = 10;

/// Refuses a text that was there before.
class uniqueness {
public:
  uniqueness(request_inspector& look, std::string what) : look_(look), what_(std::move(what)) {}

  void add(const std::string& text) {
    if (!text.empty() && !seen_.insert(text).second)
      look_.demand(false, what_ + " \"" + text + "\" is used more than once.");
  }

private:
  request_inspector& look_;
  std::string what_;
  std::set<std::string> seen_;
};

void check_count(request_inspector& look, const std::string& what, std::size_t n, std::size_t max) {
  if (n < 1 || n > max)
    look.demand(false, what + ": " + std::to_string(n) + " given, 1 to " + std::to_string(max)
                           + " allowed.");
}

void check_media_header(request_inspector& look, const parameter& header, const std::string& type) {
  look.allow(header, {"type", type});
  const auto media = look.object(header, type);
  look.allow(media, {"id", "link", "filename"});
  look.demand(media.has("id") != media.has("link"), media.path + " needs either id or link.");
}

void check_header(request_inspector& look, const parameter& card, bool text_only) {
  if (!card.has("header"))
    return;
  const auto header = look.object(card, "header");
  const auto type = look.text(header, "type");
  if (type == "text") {
    look.allow(header, {"type", "text"});
    look.text(header, "text", header_rule);
    return;
  }
  constexpr std::array media{"image", "video", "document"};
  if (!text_only && std::find(media.begin(), media.end(), type) != media.end())
    check_media_header(look, header, type);
  else
    look.demand(false, header.path + " cannot be of type \"" + type + "\" here.");
}

/// What all types have in common around their `action`.
void check_frame(request_inspector& look, const parameter& card, bool text_header_only) {
  look.allow(card, {"type", "header", "body", "footer", "action"});
  check_header(look, card, text_header_only);
  const auto body = look.object(card, "body");
  look.allow(body, {"text"});
  look.text(body, "text", body_rule);
  if (card.has("footer")) {
    const auto footer = look.object(card, "footer");
    look.allow(footer, {"text"});
    look.text(footer, "text", footer_rule);
  }
}

void check_buttons(request_inspector& look, const parameter& action) {
  look.allow(action, {"buttons"});
  const auto buttons = look.array(action, "buttons");
  check_count(look, buttons.path, buttons.value->size(), max_buttons);
  uniqueness ids{look, "Button id"};
  uniqueness titles{look, "Button title"};
  for (std::size_t i = 0; i < buttons.value->size(); ++i) {
    const auto button = look.element(buttons, i);
    look.allow(button, {"type", "reply"});
    look.word(button, "type", "reply");
    const auto reply = look.object(button, "reply");
    look.allow(reply, {"id", "title"});
    ids.add(look.text(reply, "id", button_id_rule));
    titles.add(look.text(reply, "title", button_title_rule));
  }
}

void check_rows(request_inspector& look, const parameter& section, uniqueness& ids) {
  const auto rows = look.array(section, "rows");
  look.demand(!rows.value->empty(), rows.path + " must not be empty.");
  for (std::size_t i = 0; i < rows.value->size(); ++i) {
    const auto row = look.element(rows, i);
    look.allow(row, {"id", "title", "description"});
    ids.add(look.text(row, "id", row_id_rule));
    look.text(row, "title", list_title_rule);
    look.optional_text(row, "description", row_description_rule);
  }
}

/// The limit of rows is one for all sections together. Older pages let a single section go without
/// a title, the current one does not.
void check_sections(request_inspector& look, const parameter& action) {
  look.allow(action, {"button", "sections"});
  look.text(action, "button", button_title_rule);
  const auto sections = look.array(action, "sections");
  check_count(look, sections.path, sections.value->size(), max_sections);
  uniqueness ids{look, "Row id"};
  std::size_t rows = 0;
  for (std::size_t i = 0; i < sections.value->size(); ++i) {
    const auto section = look.element(sections, i);
    look.allow(section, {"title", "rows"});
    look.text(section, "title", list_title_rule);
    check_rows(look, section, ids);
    rows += look.array(section, "rows").value->size();
  }
  check_count(look, sections.path + " rows in total", rows, max_rows);
}

void check_url_button(request_inspector& look, const parameter& action) {
  look.allow(action, {"name", "parameters"});
  look.word(action, "name", "cta_url");
  const auto parameters = look.object(action, "parameters");
  look.allow(parameters, {"display_text", "url"});
  look.text(parameters, "display_text", button_title_rule);
  const auto url = look.text(parameters, "url", {2000, true});
  look.demand(url.starts_with("https://") || url.starts_with("http://"),
              parameters.path + "['url'] must be an http or https URL.");
}

void check_location_request(request_inspector& look, const parameter& action) {
  look.allow(action, {"name"});
  look.word(action, "name", "send_location");
}

void check_flow(request_inspector& look, const parameter& action) {
  look.allow(action, {"name", "parameters"});
  look.word(action, "name", "flow");
  const auto flow = look.object(action, "parameters");
  look.allow(flow, {"flow_message_version", "flow_id", "flow_name", "flow_cta", "flow_token",
                    "flow_action", "flow_action_payload", "mode"});
  look.word(flow, "flow_message_version", "3");
  look.demand(flow.has("flow_id") != flow.has("flow_name"),
              flow.path + " needs either flow_id or flow_name.");
  look.text(flow, "flow_cta", {30, true});
}

struct interactive_type {
  std::string_view name;
  bool text_header_only;
  void (*check_action)(request_inspector&, const parameter& action);
};

constexpr std::array interactive_types{
    interactive_type{"button", false, check_buttons},
    interactive_type{"list", true, check_sections},
    interactive_type{"cta_url", false, check_url_button},
    interactive_type{"location_request_message", true, check_location_request},
    interactive_type{"flow", false, check_flow},
};

} // namespace

void check_interactive(request_inspector& look, const parameter& message) {
  const auto card = look.object(message, "interactive");
  const auto type = look.text(card, "type");
  auto same = [&type](const interactive_type& x) { return x.name == type; };
  const auto found = std::find_if(interactive_types.begin(), interactive_types.end(), same);
  if (found == interactive_types.end())
    return look.refuse(meta_code::unsupported_type,
                       "Interactive type \"" + type + "\" is not supported.");
  check_frame(look, card, found->text_header_only);
  found->check_action(look, look.object(card, "action"));
}

} // namespace quickbooking
