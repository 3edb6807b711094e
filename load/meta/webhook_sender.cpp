#include "load/meta/webhook_sender.hpp"

#include "load/meta/meta_webhook.hpp"
#include "net/http/http_client.hpp"

#include <algorithm>

namespace quickbooking {

webhook_sender::webhook_sender(webhook_options options) : options_(std::move(options)) {
  for (std::size_t i = 0; i < options_.lanes; ++i)
    lanes_.push_back(std::make_unique<lane>());
  for (auto& each : lanes_)
    each->thread = std::thread{[this, &mine = *each] { run(mine); }};
}

webhook_sender::~webhook_sender() { stop(); }

void webhook_sender::set_target(std::string url) {
  {
    std::lock_guard guard{mutex_};
    target_ = std::move(url);
  }
  changed_.notify_all();
}

void webhook_sender::post(const std::string& customer, std::string body,
                          std::function<void()> delivered) {
  {
    std::lock_guard guard{mutex_};
    auto& mine = *lanes_[std::hash<std::string>{}(customer) % lanes_.size()];
    mine.due.emplace(clock::now(), job{std::move(body), std::move(delivered)});
  }
  changed_.notify_all();
}

std::uint64_t webhook_sender::refused() const {
  std::lock_guard guard{mutex_};
  return refused_;
}

void webhook_sender::stop() {
  {
    std::lock_guard guard{mutex_};
    stopped_ = true;
  }
  changed_.notify_all();
  for (auto& each : lanes_)
    if (each->thread.joinable())
      each->thread.join();
}

void webhook_sender::run(lane& mine) {
  job taken;
  std::string target;
  while (next(mine, taken, target)) {
    if (deliver(taken, target) == 200)
      taken.delivered();
    else
      try_again(mine, std::move(taken));
  }
}

bool webhook_sender::next(lane& mine, job& taken, std::string& target) {
  std::unique_lock lock{mutex_};
  while (!stopped_) {
    if (mine.due.empty() || target_.empty()) {
      changed_.wait(lock);
    } else if (const auto when = mine.due.begin()->first; when > clock::now()) {
      changed_.wait_until(lock, when);
    } else {
      taken = std::move(mine.due.begin()->second);
      mine.due.erase(mine.due.begin());
      target = target_;
      return true;
    }
  }
  return false;
}

int webhook_sender::deliver(const job& what, const std::string& target) const {
  http_client client{target, options_.limit};
  const auto answer
      = client.post("", what.body,
                    {{"X-Hub-Signature-256", webhook_signature(options_.app_secret, what.body)},
                     {"User-Agent", "facebookexternalua"}});
  return answer.status;
}

void webhook_sender::try_again(lane& mine, job what) {
  const auto doubled = options_.first_retry * (1 << std::min(what.tries, 16));
  const auto wait
      = what.tries == 0 ? std::chrono::milliseconds{0} : std::min(doubled, options_.longest_wait);
  ++what.tries;
  std::lock_guard guard{mutex_};
  ++refused_;
  mine.due.emplace(clock::now() + wait, std::move(what));
}

} // namespace quickbooking
