#include "net/redis/send_together.hpp"

#include <optional>
#include <utility>

namespace quickbooking {

namespace {

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

} // namespace

void send_together(redis_connection& redis, std::vector<std::vector<std::string>> commands,
                   std::chrono::milliseconds limit, replies_handler done) {
  if (commands.empty())
    return done(std::vector<redis_value>{});
  auto all = std::make_shared<gathering>();
  all->replies.resize(commands.size());
  all->missing = commands.size();
  all->done = std::move(done);
  for (std::size_t i = 0; i < commands.size(); ++i)
    redis.command(std::move(commands[i]), limit,
                  [all, i](result<redis_value> reply) { all->arrived(i, std::move(reply)); });
}

void ask_once(boost::asio::io_context& loop, const redis_address& whom,
              std::vector<std::vector<std::string>> commands, std::chrono::milliseconds limit,
              replies_handler done) {
  auto redis = redis_connection::make(loop, whom);
  auto end = [redis, done = std::move(done)](result<std::vector<redis_value>> replies) {
    redis->close();
    done(std::move(replies));
  };
  auto connected
      = [redis, commands = std::move(commands), limit, end](const result<void>& outcome) mutable {
          if (outcome)
            send_together(*redis, std::move(commands), limit, std::move(end));
          else
            end(tl::make_unexpected(outcome.error()));
        };
  redis->connect(limit, std::move(connected), [](const failure&) {});
}

} // namespace quickbooking
