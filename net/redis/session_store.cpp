#include "net/redis/session_store.hpp"

#include "net/redis/due_commands.hpp"

#include <optional>
#include <utility>

namespace quickbooking {

namespace {

using load_handler = std::function<void(result<stored_state>)>;
using write_handler = std::function<void(result<write_outcome>)>;

using replies_handler = std::function<void(result<std::vector<redis_value>>)>;

/// Collects the replies of commands that were sent together. Lives on the loop's thread.
struct gathering {
  std::vector<redis_value> replies;
  std::optional<failure> problem;
  std::size_t missing;
  replies_handler done;

  void arrived(std::size_t index, result<redis_value> reply) {
    if (reply)
      replies[index] = std::move(*reply);
    else if (!problem)
      problem = reply.error();
    if (--missing > 0)
      return;
    if (problem)
      done(tl::make_unexpected(*problem));
    else
      done(std::move(replies));
  }
};

void send_together(redis_connection& redis, std::vector<std::vector<std::string>> commands,
                   std::chrono::milliseconds limit, replies_handler done) {
  auto all = std::make_shared<gathering>();
  all->replies.resize(commands.size());
  all->missing = commands.size();
  all->done = std::move(done);
  for (std::size_t i = 0; i < commands.size(); ++i)
    redis.command(std::move(commands[i]), limit,
                  [all, i](result<redis_value> reply) { all->arrived(i, std::move(reply)); });
}

/// No business-scoped user id has such a country.
const customer_key nobody = "QB.probe";

std::vector<std::vector<std::string>> probe_commands() {
  auto commands = load_commands(nobody);
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

void load_session(redis_connection& redis, const customer_key& who, std::chrono::milliseconds limit,
                  load_handler done) {
  send_together(redis, load_commands(who), limit,
                [done = std::move(done)](const result<std::vector<redis_value>>& replies) {
                  done(replies ? read_load_replies(*replies)
                               : tl::make_unexpected(replies.error()));
                });
}

void write_session(const std::shared_ptr<redis_connection>& redis, const customer_key& who,
                   session_write_ptr what, std::chrono::milliseconds limit, write_handler done) {
  auto start = std::chrono::steady_clock::now();
  for (auto& reply : what->due)
    redis->command(list_due_command({who, reply.out_id}, reply.since + due_patience), limit,
                   [](const auto&) {});
  redis->command(write_command(who, *what, false), limit,
                 [=, done = std::move(done)](result<redis_value> reply) {
                   auto finished = [=](result<redis_value> last) {
                     if (last)
                       finish(redis, who, what->moves_legacy_key, limit, *last, done);
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

void probe_store(redis_connection& redis, std::chrono::milliseconds limit,
                 std::function<void(result<void>)> done) {
  send_together(redis, probe_commands(), limit,
                [done = std::move(done)](const result<std::vector<redis_value>>& replies) {
                  done(replies ? read_probe_replies(*replies)
                               : tl::make_unexpected(replies.error()));
                });
}

} // namespace quickbooking
