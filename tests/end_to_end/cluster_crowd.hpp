#pragma once

#include "tests/end_to_end/one_node.hpp"
#include "tests/support/private_redis_cluster.hpp"

#include <atomic>
#include <chrono>
#include <functional>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace quickbooking {

/// A node's configuration for this Redis Cluster: what is shown in cluster-config/, with these
/// `seeds`.
nlohmann::json on_cluster(const std::vector<std::string>& seeds);

/// Many customers who each book once, and then ask for something else again and again, some at the
/// same time.
class cluster_crowd {
public:
  cluster_crowd(const std::string& url, const std::string& digits, int customers);
  ~cluster_crowd() { stop(); }

  /// Customers talk from now on.
  void start();

  /// Each ends with an answered message; all have booked then.
  void stop();

  int size() const { return static_cast<int>(customers_.size()); }
  int answers() const { return answers_; }
  int booked() const { return booked_; }

  /// Messages that were not answered with 200.
  int refused() const { return refused_; }

  std::chrono::milliseconds longest_wait() const { return std::chrono::milliseconds{longest_}; }

  /// The slots of those whose master is the one at `place`.
  std::set<hash_slot> slots_at(std::size_t place, const private_redis_cluster& redis) const;

  /// The masters that serve at least one of them.
  std::size_t shards(const private_redis_cluster& redis) const;

  /// Redis holds of every customer what the node shows.
  bool are_all_in(const private_redis_cluster& redis) const;

private:
  struct customer {
    std::string phone;
    api_customer talk;
    bool has_booked = false;
    int said = 0;
  };

  void play(std::size_t first);
  void book(customer& who);
  answer timed(const std::function<answer()>& act);

  std::string url_;
  std::vector<customer> customers_;
  std::vector<std::thread> threads_;
  std::atomic<bool> is_over_{false};
  std::atomic<int> answers_{0};
  std::atomic<int> booked_{0};
  std::atomic<int> refused_{0};
  std::atomic<std::int64_t> longest_{0};
};

} // namespace quickbooking
