#include "load/meta/graph_request.hpp"

#include <nlohmann/json.hpp>

namespace quickbooking {

std::optional<meta_request> graph_request(const http_request& from) {
  constexpr std::string_view end = "/messages";
  std::string_view path = from.path;
  if (from.method != "POST" || !path.ends_with(end))
    return std::nullopt;
  path.remove_prefix(1);
  path.remove_suffix(end.size());
  const auto slash = path.find('/');
  if (slash == std::string_view::npos || path.find('/', slash + 1) != std::string_view::npos)
    return std::nullopt;
  return meta_request{std::string{path.substr(0, slash)}, std::string{path.substr(slash + 1)},
                      from.authorization, from.body};
}

std::string success_body(const meta_accepted& message) {
  using nlohmann::json;
  const bool by_phone = message.customer.starts_with('+');
  json contact{{"input", message.input}};
  contact[by_phone ? "wa_id" : "user_id"]
      = by_phone ? message.customer.substr(1) : message.customer;
  return json{{"messaging_product", "whatsapp"},
              {"contacts", json::array({contact})},
              {"messages", json::array({{{"id", message.wamid}}})}}
      .dump();
}

} // namespace quickbooking
