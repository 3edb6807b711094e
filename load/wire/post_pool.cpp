#include "load/wire/post_pool.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

/// Servers close a connection that is idle for a minute or so; we do so before them.
constexpr std::chrono::seconds idle_limit{20};

} // namespace

post_pool::post_pool(asio::io_context& loop, post_pool_options options,
                     departure_handler on_departure, answer_handler on_answer)
    : loop_{loop},
      options_{std::move(options)},
      on_departure_{std::move(on_departure)},
      on_answer_{std::move(on_answer)} {}

post_pool::~post_pool() {
  for (const auto& lane : lanes_)
    lane->close();
}

void post_pool::post(std::string bytes, std::uint64_t ticket) {
  line_.push_back({std::move(bytes), ticket});
  dispatch();
}

void post_pool::dispatch() {
  while (!line_.empty() && (!idle_.empty() || lanes_.size() < options_.connections)) {
    auto next = std::move(line_.front());
    line_.pop_front();
    auto* lane = idle_.empty() ? nullptr : idle_.back();
    if (lane)
      idle_.pop_back();
    depart(lane ? *lane : add_lane(), std::move(next.bytes), next.ticket);
  }
}

void post_pool::depart(post_lane& lane, std::string bytes, std::uint64_t ticket) {
  on_departure_(ticket);
  lane.send(std::move(bytes), ticket, loop_clock::now() + options_.limit);
}

post_lane& post_pool::add_lane() {
  auto lane = std::make_shared<post_lane>(
      loop_, [this](post_lane& x, post_answer answer) { on_answer(x, std::move(answer)); },
      [this](post_lane& x) { on_end(x); });
  lane->open(options_.peer);
  return **lanes_.insert(std::move(lane)).first;
}

void post_pool::on_answer(post_lane& lane, post_answer answer) {
  const auto ticket = lane.ticket();
  if (lane.is_closed())
    lanes_.erase(lane.shared_from_this());
  else
    idle_.push_back(&lane);
  on_answer_(ticket, std::move(answer));
  dispatch();
}

void post_pool::on_end(post_lane& lane) {
  std::erase(idle_, &lane);
  lanes_.erase(lane.shared_from_this());
}

/// Over a copy: an exchange that ends may begin others.
void post_pool::sweep(loop_clock::time_point now) {
  std::vector<std::shared_ptr<post_lane>> late;
  std::ranges::copy_if(lanes_, std::back_inserter(late), [now](const auto& lane) {
    return lane->is_busy() ? lane->deadline() <= now : lane->idle_since() + idle_limit <= now;
  });
  for (const auto& lane : late)
    lane->abort("timeout");
}

} // namespace quickbooking
