#pragma once

#include "actors/cores/steady_time.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace quickbooking {

/// What is under way to other nodes: each forward with its ticket, until it is answered, its peer
/// is lost, or its time is over. `Forward` is movable.
template <class Forward>
class forward_book {
public:
  /// Holds at most `most`, each for `limit`.
  forward_book(std::size_t most, std::chrono::milliseconds limit) : most_{most}, limit_{limit} {}

  bool is_full() const { return open_.size() >= most_; }

  std::size_t size() const { return open_.size(); }

  /// The ticket of a forward to this peer.
  std::uint64_t open(std::string peer, Forward what, steady_time now) {
    const auto ticket = ++last_;
    open_.emplace(ticket, entry{std::move(peer), std::move(what)});
    by_time_.emplace_back(now + limit_, ticket);
    return ticket;
  }

  /// The forward that this peer answers; nothing if it was closed before, or is another peer's.
  std::optional<Forward> close(std::uint64_t ticket, const std::string& peer) {
    const auto found = open_.find(ticket);
    if (found == open_.end() || found->second.peer != peer)
      return std::nullopt;
    return take(found);
  }

  /// What is under way to a peer, in the order in which it left.
  std::vector<Forward> close_all(const std::string& peer) {
    std::vector<Forward> taken;
    for (auto& [until, ticket] : by_time_)
      if (auto one = close(ticket, peer))
        taken.push_back(std::move(*one));
    return taken;
  }

  /// All that is under way.
  std::vector<Forward> close_all() {
    std::vector<Forward> taken;
    for (auto& [ticket, x] : open_)
      taken.push_back(std::move(x.what));
    open_.clear();
    by_time_.clear();
    return taken;
  }

  /// What is over by now, with the peers that did not answer.
  std::vector<std::pair<std::string, Forward>> close_expired(steady_time now) {
    std::vector<std::pair<std::string, Forward>> taken;
    for (; !by_time_.empty() && by_time_.front().first <= now; by_time_.pop_front())
      if (const auto found = open_.find(by_time_.front().second); found != open_.end()) {
        auto peer = found->second.peer;
        taken.emplace_back(std::move(peer), take(found));
      }
    return taken;
  }

private:
  struct entry {
    std::string peer;
    Forward what;
  };

  Forward take(typename std::unordered_map<std::uint64_t, entry>::iterator found) {
    auto what = std::move(found->second.what);
    open_.erase(found);
    return what;
  }

  std::size_t most_;
  std::chrono::milliseconds limit_;
  std::uint64_t last_ = 0;
  std::unordered_map<std::uint64_t, entry> open_;
  std::deque<std::pair<steady_time, std::uint64_t>> by_time_; ///< with those that are closed
};

} // namespace quickbooking
