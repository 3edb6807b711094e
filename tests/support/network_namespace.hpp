#pragma once

#include <string>
#include <vector>

namespace quickbooking {

/// A network namespace of the test's own, joined to ours by two ways, each with one address at each
/// end: `first` and `second`. The addresses are of 198.18.0.0/15, which is for tests (RFC 2544).
class network_namespace {
public:
  enum way { first, second };

  /// Why this process may not make one: it is not root, has no `ip`, or the kernel says no. Empty
  /// if it may.
  static std::string refusal();

  /// Throws std::runtime_error if the system refuses.
  network_namespace();
  ~network_namespace();

  network_namespace(const network_namespace&) = delete;
  network_namespace& operator=(const network_namespace&) = delete;

  /// Words that run inside what stands behind them.
  std::vector<std::string> launcher() const { return {"ip", "netns", "exec", name_}; }

  /// The address at our end.
  std::string outside(way x) const { return address(x, 1); }

  /// The address within.
  std::string inside(way x) const { return address(x, 2); }

  /// What goes between the two addresses is swallowed in both directions: nothing is refused,
  /// nothing is reset.
  void swallow(way x);

  /// Takes it back.
  void pass(way x);

private:
  std::string address(way x, int host) const;
  std::string outer_device(way x) const { return name_ + (x == first ? "o1" : "o2"); }
  std::string inner_device(way x) const { return name_ + (x == first ? "i1" : "i2"); }
  void join(way x);

  std::string name_;
  int subnet_;
};

} // namespace quickbooking
