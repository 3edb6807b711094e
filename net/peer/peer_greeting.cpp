#include "net/peer/peer_greeting.hpp"

#include "messages/encoding/json_fields.hpp"
#include "messages/encoding/json_text.hpp"
#include "messages/encoding/json_writer.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

/// Before the JSON, so that a stranger is told apart without parsing what it says.
constexpr std::string_view opening = "QUICKBOOKING-PEER 1 ";

constexpr std::size_t longest_name = 64;

bool may_be_in_name(char x) {
  return (x >= 'a' && x <= 'z') || (x >= '0' && x <= '9') || x == '-' || x == '.';
}

auto refuse(const char* code, const std::string& what, const std::string& mine,
            const std::string& other) {
  return fail(code, what + " '" + other + "', this node's is '" + mine + "'");
}

} // namespace

bool is_peer_name(std::string_view x) {
  return !x.empty() && x.size() <= longest_name && std::ranges::all_of(x, may_be_in_name);
}

std::string to_line(const peer_greeting& x) {
  std::string line{opening};
  json_writer out{line};
  out.begin_object().member("cluster", x.cluster).member("node", x.node);
  out.member("messages", x.messages).end_object();
  return line + "\n";
}

result<peer_greeting> parse_greeting(std::string_view line) {
  if (!line.starts_with(opening))
    return fail("peer_foreign", "it does not speak our protocol");
  auto parsed = parse_json(line.substr(opening.size()));
  if (!parsed)
    return fail("peer_foreign", "its greeting is no JSON");
  peer_greeting x{string_field(*parsed, "cluster"), string_field(*parsed, "node"),
                  string_field(*parsed, "messages")};
  if (!is_peer_name(x.cluster) || !is_peer_name(x.node))
    return fail("peer_foreign", "its greeting lacks a valid name of cluster or node");
  return x;
}

result<void> check_greeting(const peer_greeting& mine, const peer_greeting& other) {
  if (mine.cluster != other.cluster)
    return refuse("peer_cluster", "it belongs to the cluster", mine.cluster, other.cluster);
  if (mine.node == other.node)
    return fail("peer_name_taken", "it calls itself '" + other.node + "', like this node");
  if (mine.messages != other.messages)
    return refuse("peer_version", "it has the table of messages", mine.messages, other.messages);
  return {};
}

} // namespace quickbooking
