#include "load/meta/loopback_cors.hpp"

#include "net/http/url.hpp"

namespace quickbooking {

namespace {

bool is_ours(const std::string& origin) {
  const auto url = parse_base_url(origin);
  return url && url->is_loopback();
}

void allow(http_response& answer, const std::string& origin) {
  answer.headers.emplace_back("Access-Control-Allow-Origin", origin);
  answer.headers.emplace_back("Access-Control-Allow-Methods", "GET, POST, DELETE");
  answer.headers.emplace_back("Access-Control-Allow-Headers", "content-type");
  answer.headers.emplace_back("Vary", "Origin");
}

} // namespace

http_handler with_loopback_cors(http_handler inner) {
  return [inner = std::move(inner)](http_request request, http_responder respond) {
    if (request.origin.empty())
      return inner(std::move(request), std::move(respond));
    if (!is_ours(request.origin))
      return respond(error_response(403, {"foreign_origin", "only pages of this machine may ask"}));
    auto allowed = [origin = request.origin, respond = std::move(respond)](http_response answer) {
      allow(answer, origin);
      respond(std::move(answer));
    };
    if (request.method == "OPTIONS")
      return allowed({204, "", "", {}});
    inner(std::move(request), std::move(allowed));
  };
}

} // namespace quickbooking
