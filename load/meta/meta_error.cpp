#include "load/meta/meta_error.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace quickbooking {

namespace {

struct known_error {
  int code;
  int http_status;
  const char* title;
};

/// From Meta's page of error codes; whatever else a test asks for is a plain 400.
constexpr auto known_errors = std::to_array<known_error>({
    {0, 401, "AuthException"},
    {1, 400, "API Unknown"},
    {2, 503, "API Service"},
    {3, 500, "API Method"},
    {4, 400, "API Too Many Calls"},
    {10, 403, "Permission Denied"},
    {33, 400, "Parameter value is not valid"},
    {100, 400, "Invalid parameter"},
    {190, 401, "Access token has expired"},
    {368, 403, "Temporarily blocked for policies violations"},
    {2500, 400, "Unknown path components"},
    {80007, 400, "Rate limit issues"},
    {130429, 400, "Rate limit hit"},
    {131000, 500, "Something went wrong"},
    {131005, 403, "Access denied"},
    {131008, 400, "Required parameter is missing"},
    {131009, 400, "Parameter value is not valid"},
    {131016, 500, "Service unavailable"},
    {131021, 400, "Recipient cannot be sender"},
    {131026, 400, "Message undeliverable"},
    {131031, 403, "Account has been locked"},
    {131042, 400, "Business eligibility payment issue"},
    {131047, 400, "Re-engagement message"},
    {131051, 400, "Unsupported message type"},
    {131056, 400, "(Business Account, Consumer Account) pair rate limit hit"},
    {131057, 500, "Account in maintenance mode"},
    {132001, 404, "Template does not exist"},
    {133004, 503, "Server temporarily unavailable"},
});

known_error find_error(int code) {
  auto same = [code](const known_error& x) { return x.code == code; };
  auto i = std::find_if(known_errors.begin(), known_errors.end(), same);
  return i != known_errors.end() ? *i : known_error{code, 400, "Error"};
}

} // namespace

int http_status_of(int code) { return find_error(code).http_status; }

std::string to_error_body(const meta_error& why) {
  const auto title = find_error(why.code).title;
  const nlohmann::ordered_json body{
      {"error",
       {{"message", "(#" + std::to_string(why.code) + ") " + title},
        {"type", "OAuthException"},
        {"code", why.code},
        {"error_data", {{"messaging_product", "whatsapp"}, {"details", why.details}}},
        {"fbtrace_id", "A" + std::to_string(why.code)}}}};
  return body.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

} // namespace quickbooking
