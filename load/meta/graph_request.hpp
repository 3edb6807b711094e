#pragma once

#include "load/meta/meta_rules.hpp"
#include "net/http/http_server.hpp"

#include <optional>
#include <string>

namespace quickbooking {

/// Takes a POST to `/{version}/{phone_number_id}/messages` apart; nothing for other requests.
std::optional<meta_request> graph_request(const http_request& from);

/// What the Graph API answers when it takes a message.
std::string success_body(const meta_accepted& message);

} // namespace quickbooking
