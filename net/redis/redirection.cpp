#include "net/redis/redirection.hpp"

#include "messages/encoding/whole_number.hpp"
#include "net/redis/sentinels.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

/// The first word of a text, which loses it and the space behind it.
std::string_view take_word(std::string_view& text) {
  const auto word = text.substr(0, text.find(' '));
  text.remove_prefix(std::min(text.size(), word.size() + 1));
  return word;
}

/// Port alone (`:6379`) stands for the host that was asked.
std::optional<redis_address> read_place(std::string_view text) {
  const auto is_port_alone = text.starts_with(':') && text.find(':', 1) == std::string_view::npos;
  auto place = parse_host_and_port(is_port_alone ? "same" + std::string{text} : std::string{text});
  if (!place)
    return std::nullopt;
  if (is_port_alone)
    place->host.clear();
  return std::move(*place);
}

} // namespace

std::optional<redirection> read_redirection(const redis_value& reply) {
  if (!reply.is_error())
    return std::nullopt;
  std::string_view rest{reply.text};
  const auto word = take_word(rest);
  if (word != "MOVED" && word != "ASK")
    return std::nullopt;
  const auto slot = to_number<hash_slot>(take_word(rest));
  const auto place = read_place(rest);
  if (!slot || *slot >= slot_count || !place)
    return std::nullopt;
  return redirection{word == "ASK" ? redirection::kind::ask : redirection::kind::moved, *slot,
                     place->host, place->port};
}

bool is_try_again(const redis_value& reply) {
  return reply.is_error() && reply.text.starts_with("TRYAGAIN");
}

} // namespace quickbooking
