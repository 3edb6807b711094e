#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace quickbooking {

struct webhook_options {
  std::string app_secret;
  std::size_t lanes = 4; ///< POSTs at once; those of one customer take the same lane, in order
  std::chrono::milliseconds limit{10'000};      ///< for one POST
  std::chrono::milliseconds first_retry{250};   ///< after the one at once; doubles each time
  std::chrono::milliseconds longest_wait{8000}; ///< between two tries; Meta's grow to hours
};

/// Delivers webhooks as Meta does: signed, and again until the answer is 200. A retry lets later
/// webhooks pass, so that order is only kept while all goes well.
class webhook_sender {
public:
  explicit webhook_sender(webhook_options options);
  ~webhook_sender();

  webhook_sender(const webhook_sender&) = delete;
  webhook_sender& operator=(const webhook_sender&) = delete;

  /// Where to: `http://host:port/webhook`. Until it is known, webhooks wait.
  void set_target(std::string url);

  /// `delivered` is called once, on a lane's thread.
  void post(const std::string& customer, std::string body, std::function<void()> delivered);

  /// How many POSTs were not answered with 200.
  std::uint64_t refused() const;

  /// Drops what waits and joins the threads. Idempotent.
  void stop();

private:
  using clock = std::chrono::steady_clock;

  struct job {
    std::string body;
    std::function<void()> delivered;
    int tries = 0;
  };

  struct lane {
    std::multimap<clock::time_point, job> due;
    std::thread thread;
  };

  void run(lane& mine);
  bool next(lane& mine, job& taken, std::string& target);
  int deliver(const job& what, const std::string& target) const;
  void try_again(lane& mine, job what);

  const webhook_options options_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::string target_;
  bool stopped_ = false;
  std::uint64_t refused_ = 0;
  std::vector<std::unique_ptr<lane>> lanes_;
};

} // namespace quickbooking
