#include "actors/cores/lru_idle.hpp"

#include <utility>

namespace quickbooking {

void lru_idle::touch(std::string_view key, steady_time now) {
  if (auto i = places_.find(key); i != places_.end()) {
    i->second->touched = now;
    order_.splice(order_.end(), order_, i->second);
    return;
  }
  auto place = order_.insert(order_.end(), entry{std::string{key}, now});
  places_.emplace(place->key, place);
}

bool lru_idle::remove(std::string_view key) {
  auto i = places_.find(key);
  if (i == places_.end())
    return false;
  auto place = i->second;
  places_.erase(i);
  order_.erase(place);
  return true;
}

std::vector<std::string> lru_idle::pop_idle(steady_time now, steady_time::duration idle_for,
                                            std::size_t limit) {
  std::vector<std::string> gone;
  while (gone.size() < limit && !order_.empty() && now - order_.front().touched >= idle_for)
    gone.push_back(*pop_oldest());
  return gone;
}

std::optional<std::string> lru_idle::pop_oldest() {
  if (order_.empty())
    return std::nullopt;
  places_.erase(order_.front().key);
  auto key = std::move(order_.front().key);
  order_.pop_front();
  return key;
}

std::optional<steady_time> lru_idle::oldest() const {
  if (order_.empty())
    return std::nullopt;
  return order_.front().touched;
}

} // namespace quickbooking
