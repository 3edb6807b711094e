#include "messages/session/saved_session.hpp"

#include "messages/encoding/json_fields.hpp"
#include "messages/encoding/json_text.hpp"
#include "messages/session/stored_state.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

using namespace std::chrono;

constexpr std::size_t max_id_bytes = 512;

bool is_id(const nlohmann::json& x) {
  return x.is_string() && !x.get_ref<const std::string&>().empty()
         && x.get_ref<const std::string&>().size() <= max_id_bytes;
}

} // namespace

result<std::vector<std::string>> read_handled_ids(const nlohmann::json& x) {
  if (x.is_null())
    return std::vector<std::string>{};
  if (!x.is_array() || x.size() > max_handled_ids || !std::ranges::all_of(x, is_id))
    return fail("invalid_field",
                "handled must be at most " + std::to_string(max_handled_ids) + " message ids");
  return x.get<std::vector<std::string>>();
}

result<saved_session> decode_saved_session(std::string_view body) {
  const auto parsed = parse_json(body);
  return parsed ? read_saved_session(*parsed) : tl::make_unexpected(parsed.error());
}

result<saved_session> read_saved_session(const nlohmann::json& x) {
  if (!field(x, "snapshot").is_string())
    return fail("missing_field", "snapshot must be the session's JSON, as a string");
  const auto& ttl = field(x, "ttlSeconds");
  if (!ttl.is_number_integer() || ttl < 1 || ttl > session_ttl.count())
    return fail("invalid_field",
                "ttlSeconds must be a whole number of 1.." + std::to_string(session_ttl.count()));
  auto handled = read_handled_ids(field(x, "handled"));
  if (!handled)
    return tl::make_unexpected(handled.error());
  saved_session out{string_field(x, "snapshot"), seconds{ttl.get<std::int64_t>()},
                    std::move(*handled)};
  if (auto readable = session_from_snapshot(out.snapshot); !readable)
    return fail(readable.error().code, "snapshot: " + readable.error().message);
  return out;
}

void write(json_writer& out, const saved_session& x) {
  const auto left = std::max(duration_cast<seconds>(x.ttl), seconds{1});
  out.begin_object().member("snapshot", x.snapshot);
  out.member("ttlSeconds", std::min(left, session_ttl).count());
  out.member("handled", x.handled).end_object();
}

} // namespace quickbooking
