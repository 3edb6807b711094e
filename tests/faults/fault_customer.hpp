#pragma once

#include "net/http/http_client.hpp"
#include "tests/faults/graph_recorder.hpp"
#include "tests/faults/history.hpp"
#include "tests/faults/plan.hpp"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace quickbooking::faults {

/// Where each node is now, or was when it was there.
class node_addresses {
public:
  struct place {
    std::string url;
    int life = 0;
  };

  explicit node_addresses(std::size_t nodes) : places_(nodes) {}

  std::size_t size() const { return places_.size(); }

  place now(std::size_t node) const {
    const std::lock_guard guard{mutex_};
    return places_[node];
  }

  void set(std::size_t node, std::string url, int life) {
    const std::lock_guard guard{mutex_};
    places_[node] = {std::move(url), life};
  }

private:
  mutable std::mutex mutex_;
  std::vector<place> places_;
};

/// What all customers of a run share.
struct customer_surroundings {
  graph_recorder& graph;
  const node_addresses& nodes;
  std::string app_secret;
  std::chrono::steady_clock::time_point began;
  std::atomic<std::size_t> steps_begun{0};
};

/// A customer who plays steps: writes and taps by signed webhooks, which, as Meta's, come again
/// until they are answered with 200; of several nodes each time at the next one. For one thread,
/// though it may start others for a moment.
class fault_customer {
public:
  fault_customer(customer_surroundings& around, std::string phone)
      : around_(around),
        phone_(std::move(phone)),
        lines_(around.nodes.size()) {}

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
  /// A connection to a node.
  struct line {
    node_addresses::place where;
    http_client client;
  };

  /// For each node, once it was needed.
  using lines = std::vector<std::optional<line>>;

  std::size_t prepare(const std::vector<content>& contents);
  line& line_to(std::size_t node, lines& all) const;
  void deliver(std::size_t post, std::size_t first_node);
  void deliver(std::size_t post, std::size_t first_node, lines& by);
  void deliver_at_once(const std::vector<std::size_t>& posts, std::size_t first_node);
  bool try_to_deliver(std::size_t post, line& by);

  struct post {
    std::string body;
    std::string signature;
    std::vector<std::size_t> messages;
  };

  customer_surroundings& around_;
  const std::string phone_;
  lines lines_;
  std::mutex mutex_; ///< of what follows, while several threads deliver
  std::vector<sent_message> sent_;
  std::vector<post> posts_;
  int posts_made_ = 0;
};

} // namespace quickbooking::faults
