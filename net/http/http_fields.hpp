#pragma once

#include "net/http/http_server.hpp"
#include "net/loop/asio.hpp"

#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/message.hpp>

namespace quickbooking {

using request_header = boost::beast::http::request_header<>;

/// Copies what a handler needs from the header of a request. Errors: `bad_request`,
/// `not_implemented`, for what two readers could understand in two ways (request smuggling) and
/// what RFC 9112 tells a server to refuse.
result<http_request> read_fields(const request_header& header);

} // namespace quickbooking
