#include "apps/ctl/commands.hpp"
#include "messages/customer.hpp"
#include "messages/encoding/json_fields.hpp"
#include "net/http/url.hpp"

#include <set>

namespace quickbooking {

namespace {

using json = nlohmann::ordered_json;

result<ctl_outcome> as_it_is(result<nlohmann::json> x) {
  return std::move(x).map([](nlohmann::json&& found) { return ctl_outcome{json(found)}; });
}

} // namespace

/// Redis may name a session on more than one page.
result<ctl_outcome> show_sessions(const ctl_command& what, node_client& node) {
  json out{{"sessions", json::array()}};
  std::set<std::string> seen;
  const auto all = node.each("/v1/sessions?limit=1000", "sessions",
                             [&](const nlohmann::json& x) -> result<bool> {
                               const auto customer = string_field(x, "customer");
                               if (seen.contains(customer))
                                 return true;
                               if (seen.size() >= what.limit)
                                 return false;
                               seen.insert(customer);
                               auto& row = out["sessions"].emplace_back(x);
                               row["customer"] = what.full ? customer : masked(customer);
                               return true;
                             });
  if (!all)
    return tl::make_unexpected(all.error());
  out["truncated"] = !*all;
  return ctl_outcome{std::move(out)};
}

result<ctl_outcome> show_session(const ctl_command& what, node_client& node) {
  const auto customer = make_customer_key(what.phone);
  if (!customer)
    return fail("invalid_phone", what.phone + " is no phone: " + customer.error().message);
  return as_it_is(
      node.ask(what.clear ? "DELETE" : "GET", "/v1/sessions/" + percent_encode(*customer)));
}

result<ctl_outcome> show_statistics(const ctl_command&, node_client& node) {
  return as_it_is(node.get("/v1/sessions/statistics"));
}

} // namespace quickbooking
