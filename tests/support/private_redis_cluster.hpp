#pragma once

#include "net/redis/hash_slot.hpp"
#include "tests/support/private_redis.hpp"
#include "tests/support/redis_probe.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace quickbooking {

/// A Redis Cluster of the test's own: three masters, each with a replica, six processes on free
/// ports. Ready when the constructor returns.
class private_redis_cluster {
public:
  struct options {
    std::chrono::milliseconds node_timeout{1500}; ///< a master is given up after so long
    std::string password;                         ///< of all nodes; empty: none

    /// Further words of the command line of a node.
    std::function<std::vector<std::string>(std::size_t node)> arguments;
  };

  static constexpr std::size_t masters = 3;
  static constexpr std::size_t nodes = 2 * masters;

  private_redis_cluster() : private_redis_cluster{options{}} {}

  /// Throws std::runtime_error if it does not get ready.
  explicit private_redis_cluster(const options& how);

  /// The first three were masters at first; the one three places behind each is its replica.
  private_redis& node(std::size_t place) { return *nodes_[place]; }

  /// `127.0.0.1:port` of each.
  std::vector<std::string> addresses() const;

  /// A connection to a node, with the password.
  redis_probe probe(std::size_t place) const;

  /// The place of the master of a key, as any living node sees it.
  std::size_t master_of(const std::string& key) const;

  /// The same as this node sees it; `nodes` if it does not answer or knows none.
  std::size_t master_of(const std::string& key, std::size_t by) const;

  /// A connection to that master.
  redis_probe probe_of(const std::string& key) const { return probe(master_of(key)); }

  /// All nodes agree that all is well.
  bool is_well() const;

  /// Moves so many slots from one master to another, with their keys, as an operator does it.
  /// Throws std::runtime_error if that fails.
  void move_slots(std::size_t from, std::size_t to, std::size_t count) const;

  // -- the same of one slot, step by step: open, the keys, close ---

  /// From now on `from` sends whoever asks for a key that it has not to `to`.
  void open_slot(hash_slot slot, std::size_t from, std::size_t to) const;

  /// All keys that are there now.
  void move_keys(hash_slot slot, std::size_t from, std::size_t to) const;

  /// The slot is `to`'s.
  void close_slot(hash_slot slot, std::size_t from, std::size_t to) const;

private:
  void give_slots();
  void introduce();
  bool is_agreed() const;
  void replicate();
  std::string id_of(std::size_t place) const;

  options how_;
  std::vector<std::unique_ptr<reserved_port>> bus_ports_;
  std::vector<std::unique_ptr<private_redis>> nodes_;
};

} // namespace quickbooking
