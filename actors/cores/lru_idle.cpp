#include "actors/cores/lru_idle.hpp"

namespace quickbooking {

lru_idle::place lru_idle::add(std::string_view key, steady_time now) {
  return order_.insert(order_.end(), {key, now});
}

void lru_idle::touch(place which, steady_time now) {
  which->touched = now;
  order_.splice(order_.end(), order_, which);
}

std::vector<std::string_view> lru_idle::pop_idle(steady_time now, steady_time::duration idle_for,
                                                 std::size_t limit) {
  std::vector<std::string_view> gone;
  while (gone.size() < limit && !order_.empty() && now - order_.front().touched >= idle_for) {
    gone.push_back(order_.front().key);
    order_.pop_front();
  }
  return gone;
}

} // namespace quickbooking
