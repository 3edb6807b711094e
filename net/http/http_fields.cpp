#include "net/http/http_fields.hpp"

#include <boost/beast/core/string.hpp>

namespace quickbooking {

namespace {

using boost::beast::iequals;
using boost::beast::http::field;

std::string text(boost::beast::string_view view) { return {view.data(), view.size()}; }

/// RFC 9112 section 6.1: a coding that we cannot undo hides where the message ends.
result<void> check_coding(const request_header& header) {
  const auto count = header.count(field::transfer_encoding);
  if (count == 0)
    return {};
  if (count > 1 || header.version() < 11)
    return fail("bad_request", "Transfer-Encoding is given twice, or in HTTP/1.0");
  if (!iequals(header[field::transfer_encoding], "chunked"))
    return fail("not_implemented", "only the transfer coding 'chunked' is understood");
  return {};
}

/// RFC 9112 section 3.2.
result<void> check_host(const request_header& header) {
  const auto count = header.count(field::host);
  if (count > 1 || (count == 0 && header.version() >= 11))
    return fail("bad_request", "a request needs one Host header");
  return {};
}

/// Accepts `/path?query` and, as RFC 9112 section 3.2.2 asks, `http://host/path?query`.
result<void> read_target(std::string target, http_request& out) {
  if (const auto scheme = target.find("://"); scheme != std::string::npos && target[0] != '/') {
    const auto path = target.find_first_of("/?", scheme + 3);
    target = path == std::string::npos ? "/" : target.substr(path);
  }
  const auto mark = target.find('?');
  out.path = target.substr(0, mark);
  if (mark != std::string::npos)
    out.query = target.substr(mark + 1);
  if (!out.path.starts_with('/'))
    return fail("bad_request", "the request target is no path");
  return {};
}

/// A proxy on this host makes strangers look like neighbours.
bool is_forwarded(const request_header& header) {
  return header.count(field::forwarded) > 0 || header.count("X-Forwarded-For") > 0
         || header.count(field::via) > 0;
}

} // namespace

result<http_request> read_fields(const request_header& header) {
  http_request out;
  if (const auto coding = check_coding(header); !coding)
    return tl::make_unexpected(coding.error());
  if (const auto host = check_host(header); !host)
    return tl::make_unexpected(host.error());
  if (const auto target = read_target(text(header.target()), out); !target)
    return tl::make_unexpected(target.error());
  out.method = text(header.method_string());
  out.signature = text(header["X-Hub-Signature-256"]);
  out.authorization = text(header[field::authorization]);
  out.content_type = text(header[field::content_type]);
  out.origin = text(header[field::origin]);
  out.from_loopback = !is_forwarded(header);
  return out;
}

} // namespace quickbooking
