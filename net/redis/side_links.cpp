#include "net/redis/side_links.hpp"

#include <utility>

namespace quickbooking {

/// What is asked of it before it is connected waits here.
struct side_links::link {
  std::shared_ptr<redis_connection> redis;
  bool is_connected = false;
  std::vector<std::function<void(result<void>)>> waiting;

  void when_connected(std::function<void(result<void>)> then) {
    if (is_connected)
      then({});
    else
      waiting.push_back(std::move(then));
  }

  void connected(const result<void>& outcome) {
    is_connected = outcome.has_value();
    for (auto& then : std::exchange(waiting, {}))
      then(outcome);
  }
};

side_links::side_links(boost::asio::io_context& loop, redis_address like)
    : loop_{&loop},
      like_{std::move(like)},
      links_{std::make_shared<std::map<cluster_node, std::shared_ptr<link>>>()} {}

void side_links::command(const cluster_node& where, bool is_ask, std::vector<std::string> args,
                         std::chrono::milliseconds limit, redis_connection::reply_handler done) {
  auto link = link_to(where, limit);
  if (!link)
    return done(fail("redis_busy", "too many servers were named"));
  const auto deadline = std::chrono::steady_clock::now() + limit;
  link->when_connected([redis = link->redis, is_ask, args = std::move(args), deadline,
                        done = std::move(done)](const result<void>& outcome) mutable {
    if (!outcome)
      return done(tl::make_unexpected(outcome.error()));
    const auto left
        = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left <= std::chrono::milliseconds{0}) // it would cost the others the connection
      return done(fail("redis_timeout", "no time is left to ask the other server"));
    if (is_ask)
      redis->command({"ASKING"}, left, [](const auto&) {});
    redis->command(std::move(args), left, std::move(done));
  });
}

void side_links::close() {
  for (auto& [where, link] : std::exchange(*links_, {})) {
    link->redis->close();
    link->connected(fail("redis_lost", "the connection was closed by us"));
  }
}

/// One that fails or breaks is forgotten: the next command makes another.
std::shared_ptr<side_links::link> side_links::link_to(const cluster_node& where,
                                                      std::chrono::milliseconds limit) {
  if (auto found = links_->find(where); found != links_->end())
    return found->second;
  if (links_->size() >= max_links)
    return nullptr;
  auto address = like_;
  address.host = where.host.empty() ? like_.host : where.host;
  address.port = where.port;
  auto made = std::make_shared<link>();
  made->redis = redis_connection::make(*loop_, address);
  links_->emplace(where, made);
  auto forget = [all = std::weak_ptr{links_}, where, weak = std::weak_ptr{made}] {
    const auto links = all.lock();
    if (links && links->contains(where) && links->at(where) == weak.lock())
      links->erase(where);
  };
  made->redis->connect(
      limit,
      [weak = std::weak_ptr{made}, forget](const result<void>& outcome) {
        const auto self = weak.lock();
        if (!outcome)
          forget();
        if (self)
          self->connected(outcome);
      },
      [forget](const failure&) { forget(); });
  return made;
}

} // namespace quickbooking
