#pragma once

#include "tests/end_to_end/one_node.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace quickbooking {

/// Customers who talk on whatever happens to Redis, and what they had to put up with.
class steady_talkers {
public:
  /// So many phones of their own.
  steady_talkers(const std::string& url, std::string digits, int count);

  /// Each says one thing.
  void say_something();

  /// Each was always answered with 200 and a reply that leads on.
  bool were_all_answered() const { return unanswered_ == 0; }

  /// All of their waits for an answer, the shortest first.
  std::vector<std::chrono::milliseconds> waits() const;

  /// Redis holds, of every phone, as many transitions as it was answered.
  bool are_all_in(redis_probe& redis) const;

private:
  struct talker {
    std::string digits;
    api_customer talk;
    int said = 0;
  };

  std::vector<talker> talkers_;
  int unanswered_ = 0;
  std::vector<std::chrono::milliseconds> waits_;
};

/// The password that nodes started meanwhile use for Redis.
class password_in_environment {
public:
  explicit password_in_environment(const std::string& password);
  ~password_in_environment();
};

/// One way in which Redis fails.
struct redis_failure {
  std::string name;
  std::string reason;           ///< what `/readyz` and the log must say of it, among other words
  std::function<void()> strike; ///< brings it about
  std::function<void()> heal;   ///< Redis is well again when it returns
};

/// A node with its Redis, and a failure that is played on it from the first message to the last
/// write, with checks of all that the node promises and says.
struct failing_redis {
  private_redis redis;
  std::unique_ptr<node_process> node;

  explicit failing_redis(std::vector<std::string> redis_arguments = {},
                         const nlohmann::json& node_config = nlohmann::json::object());

  /// On another Redis than the last one: that behind this port.
  void move_node_to(std::uint16_t port);

  std::string url() const { return node->url(); }

  /// A command from outside, on a connection of its own.
  std::string run(const std::vector<std::string>& command) {
    return redis_probe{redis.port()}.text(command);
  }

  /// Customers talk all the time: 200 within the deadline, degraded within 1 s with this reason, ok
  /// within 2 s of the recovery, everything written. Prints a line of figures.
  void play(const redis_failure& what);

  /// Nobody talks: degraded within 1 s, ok within 2 s of the recovery.
  void play_in_silence(const redis_failure& what);
};

/// 19 of 20 waits are within the 100 ms that a message may wait for Redis (P7), and what a loaded
/// machine adds. Returns a phrase with the figures.
std::string check_waits(const steady_talkers& talkers);

/// Revision of the snapshot of this phone in Redis; 0 if there is none.
int revision_of(redis_probe& redis, const std::string& digits);

} // namespace quickbooking
