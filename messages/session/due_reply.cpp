#include "messages/session/due_reply.hpp"

#include "messages/encoding/json_fields.hpp"
#include "messages/encoding/json_text.hpp"

namespace quickbooking {

std::string to_bytes(const due_reply& x) {
  std::string text;
  json_writer out{text};
  out.begin_object().member("number", x.phone_number_id);
  out.member("messageType", message_type(x.content)).member("payload", x.content).end_object();
  return text;
}

std::optional<due_reply> due_reply_from(std::string out_id, std::string_view bytes) {
  const auto parsed = parse_json(bytes);
  if (!parsed || !parsed->is_object() || !parsed->contains("payload"))
    return std::nullopt;
  auto content = reply_from_payload(string_field(*parsed, "messageType"), parsed->at("payload"));
  auto number = string_field(*parsed, "number");
  if (!content || number.empty())
    return std::nullopt;
  return due_reply{std::move(out_id), std::move(number), std::move(*content), {}};
}

} // namespace quickbooking
