#include "net/redis/due_commands.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

const std::string single_index = "booking:due";

std::string index_of(hash_slot slot) { return single_index + ":{" + tag_of_slot(slot) + "}"; }

std::string index_of(const customer_key& who, redis_kind kind) {
  return kind == redis_kind::single ? single_index : index_of(slot_of_key(session_key(who)));
}

std::string member_of(const due_entry& x) { return x.customer + ' ' + x.out_id; }

std::optional<due_entry> entry_of(std::string_view member) {
  const auto space = member.rfind(' ');
  if (space == std::string_view::npos || space == 0 || space + 1 == member.size())
    return std::nullopt;
  return due_entry{std::string{member.substr(0, space)}, std::string{member.substr(space + 1)}};
}

std::vector<std::string> find_in(std::string index, instant now, std::size_t limit) {
  return {
      "ZRANGEBYSCORE",      std::move(index), "-inf", std::to_string(to_unix_ms(now)), "LIMIT", "0",
      std::to_string(limit)};
}

} // namespace

std::string due_key(const customer_key& who) { return "{" + session_key(who) + "}:replies"; }

std::vector<std::string> list_due_command(const due_entry& what, instant look_again,
                                          redis_kind kind) {
  return {"ZADD", index_of(what.customer, kind), std::to_string(to_unix_ms(look_again)),
          member_of(what)};
}

std::vector<std::string> find_due_command(instant now, std::size_t limit) {
  return find_in(single_index, now, limit);
}

std::vector<std::string> find_due_command(hash_slot slot, instant now, std::size_t limit) {
  return find_in(index_of(slot), now, limit);
}

std::vector<due_entry> read_due_entries(const redis_value& reply) {
  std::vector<due_entry> entries;
  for (auto& item : reply.items)
    if (auto entry = entry_of(item.text))
      entries.push_back(std::move(*entry));
  return entries;
}

std::vector<std::vector<std::string>> forget_due_commands(const due_entry& what, redis_kind kind) {
  return {{"HDEL", due_key(what.customer), what.out_id},
          {"ZREM", index_of(what.customer, kind), member_of(what)}};
}

std::vector<due_reply> read_due_replies(const redis_value& reply) {
  std::vector<due_reply> replies;
  for (std::size_t i = 0; i + 1 < reply.items.size(); i += 2)
    if (auto one = due_reply_from(reply.items[i].text, reply.items[i + 1].text))
      replies.push_back(std::move(*one));
  std::ranges::sort(replies, {}, &due_reply::out_id);
  return replies;
}

} // namespace quickbooking
