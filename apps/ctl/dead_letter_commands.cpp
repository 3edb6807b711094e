#include "apps/ctl/commands.hpp"
#include "messages/customer.hpp"
#include "messages/encoding/json_fields.hpp"
#include "messages/encoding/json_text.hpp"

namespace quickbooking {

namespace {

using json = nlohmann::ordered_json;

/// Who wrote what is shown only if that was asked for.
json shown(const nlohmann::json& letter, bool full) {
  json out = letter;
  if (full)
    return out;
  auto& message = out["message"];
  message["customer"] = masked(string_field(field(letter, "message"), "customer"));
  for (const auto* name : {"givenCustomer", "profileName"})
    message.erase(name);
  const auto type = string_field(field(field(letter, "message"), "content"), "type");
  message["content"] = json{{"type", type}};
  return out;
}

result<ctl_outcome> list(const ctl_command& what, node_client& node) {
  json out{{"deadLetters", json::array()}};
  auto& letters = out["deadLetters"];
  const auto all = node.each("/v1/dead-letters?limit=1000", "deadLetters",
                             [&](const nlohmann::json& x) -> result<bool> {
                               if (letters.size() >= what.limit)
                                 return false;
                               letters.push_back(shown(x, what.full));
                               return true;
                             });
  if (!all)
    return tl::make_unexpected(all.error());
  out["truncated"] = !*all;
  return ctl_outcome{std::move(out)};
}

} // namespace

result<ctl_outcome> show_dead_letters(const ctl_command& what, node_client& node) {
  auto done = [](std::int64_t id, const char* how) {
    return [id, how](auto&&) { return ctl_outcome{json{{"id", id}, {how, true}}}; };
  };
  if (what.replay)
    return node.ask("POST", "/v1/dead-letter-replays", to_text(json{{"id", *what.replay}}))
        .map(done(*what.replay, "replayed"));
  if (what.remove)
    return node.ask("DELETE", "/v1/dead-letters/" + std::to_string(*what.remove))
        .map(done(*what.remove, "removed"));
  return list(what, node);
}

} // namespace quickbooking
