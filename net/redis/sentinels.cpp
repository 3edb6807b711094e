#include "net/redis/sentinels.hpp"

#include "net/redis/send_together.hpp"

#include <charconv>
#include <utility>

namespace quickbooking {

namespace {

using address_handler = std::function<void(result<redis_address>)>;

result<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (problem != std::errc{} || end != text.data() + text.size() || port == 0)
    return fail("invalid_address", "'" + std::string{text} + "' is no port");
  return port;
}

} // namespace

result<redis_address> parse_host_and_port(std::string_view text) {
  auto colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0)
    return fail("invalid_address", "'" + std::string{text} + "' is not host:port");
  auto host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']'))
    host = host.substr(1, host.size() - 2);
  auto port = parse_port(text.substr(colon + 1));
  if (!port)
    return tl::make_unexpected(port.error());
  redis_address out;
  out.host = host;
  out.port = *port;
  return out;
}

std::vector<std::string> master_question(const std::string& master) {
  return {"SENTINEL", "GET-MASTER-ADDR-BY-NAME", master};
}

result<redis_address> read_master(const redis_value& answer, redis_address where) {
  if (answer.is_error())
    return fail("redis_error", answer.text);
  if (answer.is_nil())
    return fail("unknown_master", "it knows no master of this name");
  if (answer.items.size() != 2)
    return fail("redis_error", "unexpected answer to the question for the master");
  auto port = parse_port(answer.items[1].text);
  if (!port || answer.items[0].text.empty())
    return fail("redis_error", "unexpected address of the master");
  where.host = answer.items[0].text;
  where.port = *port;
  where.must_be_master = true;
  return where;
}

void ask_sentinel(boost::asio::io_context& loop, const redis_address& sentinel,
                  const std::string& master, redis_address where, std::chrono::milliseconds limit,
                  address_handler done) {
  ask_once(loop, sentinel, {master_question(master)}, limit,
           [where = std::move(where),
            done = std::move(done)](const result<std::vector<redis_value>>& answers) {
             auto found = answers ? read_master(answers->front(), where)
                                  : tl::make_unexpected(answers.error());
             if (!found)
               found.error().message = "sentinel: " + found.error().message;
             done(std::move(found));
           });
}

} // namespace quickbooking
