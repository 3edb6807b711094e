#pragma once

#include "net/http/http_server.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <utility>

namespace quickbooking {

/// What the server counts, from any thread.
struct http_tally {
  std::atomic<std::uint64_t> connections = 0;
  std::atomic<std::uint64_t> accepted = 0;
  std::atomic<std::uint64_t> bad_requests = 0;
  std::atomic<std::uint64_t> too_large = 0;
  std::atomic<std::uint64_t> timed_out = 0;
  std::atomic<std::uint64_t> overloaded = 0;
  std::array<std::atomic<std::uint64_t>, 6> answers{};
  std::atomic<std::size_t> in_flight = 0;
  std::atomic<std::size_t> buffered_bytes = 0;

  /// Counts a refusal under its status.
  void count(int status) {
    if (status == 408)
      ++timed_out;
    else if (status == 413 || status == 431)
      ++too_large;
    else if (status == 503)
      ++overloaded;
    else
      ++bad_requests;
  }

  /// Counts an answer, refusals included.
  void answered(int status) { ++answers.at(static_cast<std::size_t>(status) / 100); }

  http_counts counts() const {
    http_counts out{connections, accepted, bad_requests, too_large, timed_out, overloaded, {}};
    std::ranges::copy(answers, out.answers.begin());
    return out;
  }
};

/// A share of `buffered_bytes`; given back when it goes.
class byte_share {
public:
  explicit byte_share(std::shared_ptr<http_tally> tally) : tally_{std::move(tally)} {}
  byte_share(byte_share&& other) noexcept
      : tally_{other.tally_},
        size_{std::exchange(other.size_, 0)} {}
  ~byte_share() { resize(0); }

  /// The sum over all shares, this one included.
  std::size_t resize(std::size_t size) {
    const auto before = std::exchange(size_, size);
    return tally_->buffered_bytes += size - before; // wraps around as unsigned: also shrinks
  }

private:
  std::shared_ptr<http_tally> tally_;
  std::size_t size_ = 0;
};

} // namespace quickbooking
