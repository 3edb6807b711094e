#pragma once

#include "actors/cores/send_order.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>

namespace quickbooking {

/// The orders that have no report yet, in the order in which they came.
class open_orders {
public:
  using orders = std::map<std::uint64_t, send_order>;

  /// False if it is already here (same customer, same `out_id`): then nothing changes.
  bool add(const send_order& x);

  /// False if it was not here.
  bool remove(const send_report& x);

  /// In the order of arrival; the keys mean nothing else.
  const orders& all() const { return orders_; }

  std::size_t size() const { return orders_.size(); }

private:
  std::uint64_t last_ = 0;
  orders orders_;
  std::unordered_map<std::string, std::uint64_t> places_;
};

} // namespace quickbooking
