#include "load/meta/meta_message.hpp"

#include "load/meta/meta_interactive.hpp"
#include "load/meta/request_inspector.hpp"

#include <algorithm>
#include <array>

namespace quickbooking {

namespace {

constexpr text_rule callback_data_rule{512};
constexpr text_rule wamid_rule{512, true};

// -- objects named as the message's type ---

void check_text(request_inspector& look, const parameter& message) {
  const auto text = look.object(message, "text");
  look.allow(text, {"body", "preview_url"});
  look.text(text, "body", {4096});
  look.optional_bool(text, "preview_url");
}

/// An absent emoji takes the reaction back; so does an empty one.
void check_reaction(request_inspector& look, const parameter& message) {
  const auto reaction = look.object(message, "reaction");
  look.allow(reaction, {"message_id", "emoji"});
  const auto target = look.text(reaction, "message_id", wamid_rule);
  look.demand(target.starts_with("wamid."), "reaction['message_id'] is not a message id.");
}

void check_contacts(request_inspector& look, const parameter& message) {
  const auto contacts = look.array(message, "contacts");
  look.demand(!contacts.value->empty(), "contacts must not be empty.");
  for (std::size_t i = 0; i < contacts.value->size(); ++i) {
    const auto contact = look.element(contacts, i);
    look.allow(contact, {"name", "phones", "emails", "addresses", "urls", "org", "birthday"});
    look.text(look.object(contact, "name"), "formatted_name");
  }
}

void check_template(request_inspector& look, const parameter& message) {
  const auto body = look.object(message, "template");
  look.allow(body, {"name", "language", "components"});
  look.text(body, "name", {512, true});
  const auto language = look.object(body, "language");
  look.allow(language, {"code", "policy"});
  look.text(language, "code", {15, true});
  if (!body.has("components"))
    return;
  const auto components = look.array(body, "components");
  for (std::size_t i = 0; i < components.value->size(); ++i) {
    const auto component = look.element(components, i);
    look.allow(component, {"type", "sub_type", "index", "parameters"});
    const auto type = look.text(component, "type");
    look.demand(type == "header" || type == "body" || type == "button",
                component.path + "['type'] must be header, body or button.");
  }
}

void check_media(request_inspector& look, const parameter& message) {
  const auto media = look.object(message, look.text(message, "type"));
  look.allow(media, {"id", "link", "caption", "filename", "provider"});
  look.optional_text(media, "caption", {1024});
  look.demand(media.has("id") != media.has("link"), media.path + " needs either id or link.");
}

void check_location(request_inspector& look, const parameter& message) {
  const auto place = look.object(message, "location");
  look.allow(place, {"latitude", "longitude", "name", "address"});
  for (const auto* key : {"latitude", "longitude"})
    if (!place.has(key))
      look.refuse(meta_code::missing_parameter,
                  "The parameter location['" + std::string{key} + "'] is required.");
}

struct message_type_rule {
  std::string_view name;
  void (*check)(request_inspector&, const parameter& message);
};

constexpr std::array message_types{
    message_type_rule{"text", check_text},
    message_type_rule{"interactive", check_interactive},
    message_type_rule{"template", check_template},
    message_type_rule{"reaction", check_reaction},
    message_type_rule{"contacts", check_contacts},
    message_type_rule{"location", check_location},
    message_type_rule{"image", check_media},
    message_type_rule{"video", check_media},
    message_type_rule{"audio", check_media},
    message_type_rule{"document", check_media},
    message_type_rule{"sticker", check_media},
};

// -- the two kinds of body ---

/// `{status:"read", message_id, typing_indicator?}`.
void check_read_receipt(request_inspector& look, const parameter& message) {
  look.allow(message, {"messaging_product", "status", "message_id", "typing_indicator"});
  look.word(message, "status", "read");
  look.text(message, "message_id", wamid_rule);
  if (message.has("typing_indicator"))
    look.word(look.object(message, "typing_indicator"), "type", "text");
}

void check_addressee(request_inspector& look, const parameter& message) {
  if (!message.has("to") && !message.has("recipient"))
    look.refuse(meta_code::missing_parameter, "The parameter to is required.");
  look.optional_text(message, "to", {64, true});
  look.optional_text(message, "recipient", {160, true});
  if (message.has("recipient_type"))
    look.word(message, "recipient_type", "individual");
}

void check_context(request_inspector& look, const parameter& message, const std::string& type) {
  if (!message.has("context"))
    return;
  look.demand(type != "reaction", "A reaction cannot have a context.");
  const auto context = look.object(message, "context");
  look.allow(context, {"message_id"});
  const auto target = look.text(context, "message_id", wamid_rule);
  look.demand(target.starts_with("wamid."), "context['message_id'] is not a message id.");
}

void check_outgoing(request_inspector& look, const parameter& message) {
  const auto type = message.has("type") ? look.text(message, "type") : "text";
  look.allow(message, {"messaging_product", "recipient_type", "to", "recipient", "type", "context",
                       "biz_opaque_callback_data", type});
  check_addressee(look, message);
  check_context(look, message, type);
  look.optional_text(message, "biz_opaque_callback_data", callback_data_rule);
  auto same = [&type](const message_type_rule& x) { return x.name == type; };
  const auto found = std::find_if(message_types.begin(), message_types.end(), same);
  if (found == message_types.end())
    return look.refuse(meta_code::unsupported_type, "Type \"" + type + "\" is not supported.");
  found->check(look, message);
}

} // namespace

std::optional<meta_error> check_message(const nlohmann::json& body) {
  if (!body.is_object())
    return meta_error{meta_code::invalid_parameter, "The body must be a JSON object."};
  request_inspector look;
  const parameter message{&body, ""};
  look.word(message, "messaging_product", "whatsapp");
  if (message.has("status"))
    check_read_receipt(look, message);
  else
    check_outgoing(look, message);
  return look.refused();
}

} // namespace quickbooking
