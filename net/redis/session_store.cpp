#include "net/redis/session_store.hpp"

#include "net/redis/send_together.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace quickbooking {

namespace {

using load_handler = std::function<void(result<stored_state>)>;
using write_handler = std::function<void(result<write_outcome>)>;

std::vector<std::vector<std::string>> probe_commands(const customer_key& nobody) {
  auto commands = load_commands(nobody, redis_kind::cluster); // nobody has no old session
  session_write what;
  what.snapshot = "probe";
  what.ttl = std::chrono::milliseconds{1}; // no list of sessions shows it
  what.handled = {"probe"};
  commands.push_back(write_command(nobody, what, true));
  return commands;
}

result<void> read_probe_replies(const std::vector<redis_value>& replies) {
  for (auto& reply : replies)
    if (reply.is_error())
      return fail("redis_error", reply.text);
  return {};
}

std::vector<due_entry> read_all_due_entries(const std::vector<redis_value>& replies) {
  std::vector<due_entry> entries;
  for (auto& reply : replies)
    std::ranges::move(read_due_entries(reply), std::back_inserter(entries));
  return entries;
}

void delete_legacy_key(redis_connection& redis, const customer_key& who,
                       std::chrono::milliseconds limit) {
  redis.command({"DEL", legacy_session_key(who)}, limit, [](const auto&) {});
}

void finish(const std::shared_ptr<redis_connection>& redis, const customer_key& who,
            bool moves_legacy_key, std::chrono::milliseconds limit, const redis_value& reply,
            const write_handler& done) {
  auto outcome = read_write_reply(reply);
  if (moves_legacy_key && outcome && *outcome != write_outcome::conflict)
    delete_legacy_key(*redis, who, limit);
  done(std::move(outcome));
}

} // namespace

void load_session(redis_connection& redis, redis_kind kind, const customer_key& who,
                  std::chrono::milliseconds limit, load_handler done) {
  send_together(redis, load_commands(who, kind), limit,
                [done = std::move(done)](const result<std::vector<redis_value>>& replies) {
                  done(replies ? read_load_replies(*replies)
                               : tl::make_unexpected(replies.error()));
                });
}

void write_session(const std::shared_ptr<redis_connection>& redis, redis_kind kind,
                   const customer_key& who, session_write_ptr what, std::chrono::milliseconds limit,
                   write_handler done) {
  auto start = std::chrono::steady_clock::now();
  auto moves_legacy_key = what->moves_legacy_key && kind == redis_kind::single;
  for (auto& reply : what->due)
    redis->command(list_due_command({who, reply.out_id}, reply.since + due_patience, kind), limit,
                   [](const auto&) {});
  redis->command(write_command(who, *what, false), limit,
                 [=, done = std::move(done)](result<redis_value> reply) {
                   auto finished = [=](result<redis_value> last) {
                     if (last)
                       finish(redis, who, moves_legacy_key, limit, *last, done);
                     else
                       done(tl::make_unexpected(last.error()));
                   };
                   if (!reply || !is_noscript(*reply))
                     return finished(std::move(reply));
                   auto used = std::chrono::duration_cast<std::chrono::milliseconds>(
                       std::chrono::steady_clock::now() - start);
                   redis->command(write_command(who, *what, true),
                                  std::max(limit - used, limit / 10), finished);
                 });
}

void find_due_replies(redis_connection& redis, const std::vector<hash_slot>& slots, instant now,
                      std::size_t most, std::chrono::milliseconds limit,
                      std::function<void(result<std::vector<due_entry>>)> done) {
  std::vector<std::vector<std::string>> commands;
  for (auto slot : slots)
    commands.push_back(find_due_command(slot, now, most));
  if (slots.empty())
    commands.push_back(find_due_command(now, most));
  send_together(redis, std::move(commands), limit,
                [done = std::move(done)](const result<std::vector<redis_value>>& replies) {
                  done(replies ? result<std::vector<due_entry>>{read_all_due_entries(*replies)}
                               : tl::make_unexpected(replies.error()));
                });
}

/// No business-scoped user id has such a country.
customer_key nobody_in(const slot_set& slots) {
  const customer_key first = "QB.probe";
  auto nobody = first;
  for (int number = 1; slots.any() && !slots[slot_of_key(session_key(nobody))]; ++number)
    nobody = first + std::to_string(number);
  return nobody;
}

/// That a slot is just moving says nothing about the server.
void probe_store(redis_connection& redis, const customer_key& nobody,
                 std::chrono::milliseconds limit, std::function<void(result<void>)> done) {
  send_together(redis, probe_commands(nobody), limit,
                [done = std::move(done)](const result<std::vector<redis_value>>& replies) {
                  if (!replies && replies.error().code == "slot_moving")
                    return done({});
                  done(replies ? read_probe_replies(*replies)
                               : tl::make_unexpected(replies.error()));
                });
}

} // namespace quickbooking
