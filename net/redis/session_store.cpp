#include "net/redis/session_store.hpp"

#include <optional>
#include <utility>

namespace quickbooking {

namespace {

using load_handler = std::function<void(result<stored_state>)>;
using write_handler = std::function<void(result<write_outcome>)>;

/// Collects the replies of commands that were sent together. Lives on the loop's thread.
struct gathering {
  std::vector<redis_value> replies;
  std::optional<failure> problem;
  std::size_t missing;
  load_handler done;

  void arrived(std::size_t index, result<redis_value> reply) {
    if (reply)
      replies[index] = std::move(*reply);
    else if (!problem)
      problem = reply.error();
    if (--missing == 0)
      done(problem ? tl::make_unexpected(*problem) : read_load_replies(replies));
  }
};

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
  auto commands = load_commands(who);
  auto all = std::make_shared<gathering>();
  all->replies.resize(commands.size());
  all->missing = commands.size();
  all->done = std::move(done);
  for (std::size_t i = 0; i < commands.size(); ++i)
    redis.command(std::move(commands[i]), limit,
                  [all, i](result<redis_value> reply) { all->arrived(i, std::move(reply)); });
}

void write_session(const std::shared_ptr<redis_connection>& redis, const customer_key& who,
                   session_write what, std::chrono::milliseconds limit, write_handler done) {
  auto start = std::chrono::steady_clock::now();
  auto shared = std::make_shared<session_write>(std::move(what));
  redis->command(write_command(who, *shared, false), limit,
                 [=, done = std::move(done)](result<redis_value> reply) {
                   auto finished = [=](result<redis_value> last) {
                     if (last)
                       finish(redis, who, shared->moves_legacy_key, limit, *last, done);
                     else
                       done(tl::make_unexpected(last.error()));
                   };
                   if (!reply || !is_noscript(*reply))
                     return finished(std::move(reply));
                   auto used = std::chrono::duration_cast<std::chrono::milliseconds>(
                       std::chrono::steady_clock::now() - start);
                   redis->command(write_command(who, *shared, true),
                                  std::max(limit - used, limit / 10), finished);
                 });
}

} // namespace quickbooking
