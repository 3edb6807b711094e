#include "actors/cores/open_orders.hpp"

namespace quickbooking {

namespace {

template <class T>
std::string key_of(const T& x) {
  return x.out_id + '/' + x.customer;
}

} // namespace

bool open_orders::add(const send_order& x) {
  if (!places_.try_emplace(key_of(x), last_ + 1).second)
    return false;
  orders_.emplace(++last_, x);
  return true;
}

bool open_orders::remove(const send_report& x) {
  auto place = places_.extract(key_of(x));
  return place && orders_.erase(place.mapped()) > 0;
}

} // namespace quickbooking
