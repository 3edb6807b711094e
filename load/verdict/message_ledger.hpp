#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace quickbooking {

using run_time = std::chrono::steady_clock::time_point;

/// When a message was due and when it went.
struct message_times {
  run_time intended;
  run_time sent;
};

/// What became of customers' messages: which reply answers which, what was lost, what came twice.
///
/// A customer's replies answer its messages in their order. Where several messages are open, the
/// newest card may stand for the older ones, which the service then leaves out: a message is lost
/// only if no reply at all came after it within the limit.
class message_ledger {
public:
  /// `limit`: how long a reply may take after the 200. `customers`: for how many to make room now.
  explicit message_ledger(std::chrono::milliseconds limit, std::size_t customers = 0)
      : limit_{limit} {
    accounts_.reserve(customers);
  }

  // -- what happens ---

  void sent(std::uint64_t customer, std::uint64_t message, message_times times);

  /// The delivery was answered with 200. Further ones of the same message change nothing.
  void acknowledged(std::uint64_t customer, std::uint64_t message, run_time at);

  /// Nobody delivers it any more: it is not lost but never arrived.
  void withdrawn(std::uint64_t customer, std::uint64_t message);

  struct reply_verdict {
    std::optional<message_times> answers; ///< none for a reply that nobody waited for
    bool is_duplicate = false;
  };

  /// A reply arrived. `name` tells it from others (`biz_opaque_callback_data`); empty: none has
  /// one.
  reply_verdict replied(std::uint64_t customer, const std::string& name, run_time at);

  struct expiry {
    std::uint64_t customer;
    message_times times;
    std::optional<run_time> stood_for; ///< when the later reply came that stands for it; else lost
  };

  /// Takes out what was due for a reply by now.
  std::vector<expiry> expire(run_time now);

  /// Nothing waits for a reply.
  bool empty() const { return open_messages_ == 0; }

  /// When `expire` is worth calling again.
  std::optional<run_time> next_expiry() const;

  /// True if the customer has a message without a reply.
  bool is_waiting(std::uint64_t customer) const;

  /// The customer's conversation is over: names of its replies are forgotten.
  void close(std::uint64_t customer);

private:
  struct open_message {
    std::uint64_t message;
    message_times times;
    bool acknowledged = false;
  };

  struct account {
    std::vector<open_message> open; ///< mostly one
    std::vector<std::string> replies;
    std::optional<run_time> last_reply;
    std::size_t lost = 0; ///< whose replies may still come, too late
  };

  struct deadline {
    run_time at;
    std::uint64_t customer;
    std::uint64_t message;
  };

  std::chrono::milliseconds limit_;
  std::unordered_map<std::uint64_t, account> accounts_;
  std::deque<deadline> deadlines_; ///< in order of time
  std::size_t open_messages_ = 0;
};

} // namespace quickbooking
