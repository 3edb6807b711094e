#include "messages/session/due_reply.hpp"

#include "messages/encoding/json_fields.hpp"
#include "messages/encoding/json_text.hpp"

namespace quickbooking {

std::string to_bytes(const due_reply& x) {
  return to_text(nlohmann::ordered_json{{"number", x.phone_number_id},
                                        {"messageType", message_type(x.content)},
                                        {"payload", to_payload(x.content)}});
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
