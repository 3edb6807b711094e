#pragma once

#include "net/http/http_client.hpp"
#include "tests/faults/graph_recorder.hpp"
#include "tests/faults/history.hpp"
#include "tests/faults/plan.hpp"

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace quickbooking::faults {

/// Where the node is now.
class node_address {
public:
  struct place {
    std::string url;
    int life = 0;
  };

  place now() const {
    const std::lock_guard guard{mutex_};
    return place_;
  }

  void set(std::string url, int life) {
    const std::lock_guard guard{mutex_};
    place_ = {std::move(url), life};
  }

private:
  mutable std::mutex mutex_;
  place place_;
};

/// What all customers of a run share.
struct customer_surroundings {
  graph_recorder& graph;
  const node_address& node;
  std::string app_secret;
  std::chrono::steady_clock::time_point began;
  std::atomic<std::size_t> steps_begun{0};
};

/// A customer who plays steps: writes and taps by signed webhooks, which, as Meta's, come again
/// until they are answered with 200. For one thread, though it may start others for a moment.
class fault_customer {
public:
  fault_customer(customer_surroundings& around, std::string phone)
      : around_(around),
        phone_(std::move(phone)),
        line_(dial()) {}

  void play(const std::vector<step>& steps);

  /// Once `play` has returned.
  phone_history history() const { return {phone_, sent_, {}, {}, {}}; }

private:
  struct content {
    std::string text; ///< or the id of an option
    bool is_tap = false;
    bool is_row = false;
  };

  void play(const step& x);

  // -- what to say ---
  content newest_option(const step& x) const;
  content any_option(const step& x) const;

  // -- posts ---
  std::size_t prepare(const std::vector<content>& contents);
  /// A connection to the node.
  struct line {
    node_address::place where;
    http_client client;
  };

  line dial() const;
  void deliver(std::size_t post);
  void deliver(std::size_t post, line& by);
  void deliver_at_once(const std::vector<std::size_t>& posts);
  bool try_to_deliver(std::size_t post, line& by);

  struct post {
    std::string body;
    std::string signature;
    std::vector<std::size_t> messages;
  };

  customer_surroundings& around_;
  const std::string phone_;
  line line_;
  std::mutex mutex_; ///< of what follows, while several threads deliver
  std::vector<sent_message> sent_;
  std::vector<post> posts_;
  int posts_made_ = 0;
};

} // namespace quickbooking::faults
