#include "apps/ctl/node_client.hpp"

#include "messages/encoding/json_fields.hpp"
#include "messages/encoding/json_text.hpp"
#include "net/http/url.hpp"

#include <algorithm>
#include <array>

namespace quickbooking {

namespace {

constexpr int ok = 200;
constexpr int created = 201;
constexpr int unauthorized_status = 401;

/// What the operator gave, as opposed to what the node says.
constexpr std::array<std::string_view, 4> usage_codes{"invalid_url", "unreadable_file",
                                                      "invalid_phone", "invalid_node_name"};

} // namespace

result<node_client> node_client::make(const std::string& url, std::string token,
                                      std::chrono::milliseconds limit) {
  const auto parsed = parse_base_url(url);
  if (!parsed)
    return fail("invalid_url", "--url: " + parsed.error().message);
  if (parsed->tls)
    return fail("invalid_url", "--url: only http:// is spoken here");
  return node_client{url, std::move(token), http_client{url, limit}};
}

node_client::node_client(std::string url, std::string token, http_client http)
    : url_(std::move(url)),
      token_(std::move(token)),
      http_(std::move(http)) {}

/// A node that is not ready says so with another status, and has no error to tell.
result<nlohmann::json> node_client::ask(std::string_view method, std::string_view target,
                                        std::string body) {
  http_headers headers;
  if (!token_.empty())
    headers.emplace_back("Authorization", "Bearer " + token_);
  if (!body.empty())
    headers.emplace_back("Content-Type", "application/json");
  const auto answer = http_.send(method, target, std::move(body), headers);
  if (answer.status == 0)
    return fail("unreachable", "cannot reach " + url_ + ": " + answer.reason);
  if (answer.status == unauthorized_status)
    return tl::make_unexpected(unauthorized());
  auto parsed = parse_json(answer.body);
  const auto code = parsed ? string_field(field(*parsed, "error"), "code") : "";
  if (!code.empty())
    return fail(code, "the node refuses: " + string_field(field(*parsed, "error"), "message") + " ("
                          + code + ")");
  const auto is_well = answer.status == ok || answer.status == created
                       || (target == "/readyz" && !field(*parsed, "status").is_null());
  if (!parsed || !parsed->is_object() || !is_well)
    return fail("no_node", url_ + " answers (" + std::to_string(answer.status) + " to "
                               + std::string{target} + "), but not as a QuickBooking node does");
  return std::move(*parsed);
}

result<bool> node_client::each(const std::string& target, std::string_view list,
                               const std::function<result<bool>(const nlohmann::json&)>& handle) {
  std::string cursor;
  do {
    const auto page = get(target + (cursor.empty() ? "" : "&cursor=" + cursor));
    if (!page)
      return tl::make_unexpected(page.error());
    for (const auto& x : array_field(*page, list))
      if (auto goes_on = handle(x); !goes_on || !*goes_on)
        return goes_on;
    cursor = string_field(*page, "cursor");
  } while (!cursor.empty());
  return true;
}

failure node_client::unauthorized() const {
  const std::string names = "QUICKBOOKING_API_TOKEN or QUICKBOOKING_API_TOKEN_FILE";
  return {"unauthorized", token_.empty() ? url_ + " wants a token: set " + names
                                         : url_ + " does not take the token of " + names};
}

ctl_exit_code exit_code_of(const failure& x) {
  if (x.code == "unreachable")
    return exit_unreachable;
  if (x.code == "unauthorized")
    return exit_unauthorized;
  return std::ranges::find(usage_codes, x.code) == usage_codes.end() ? exit_refused : exit_usage;
}

} // namespace quickbooking
