#include "actors/store/dirty_sessions.hpp"

namespace quickbooking {

void dirty_sessions::add(const customer_key& customer, const caf::actor& owner) {
  remove(customer);
  queue_.add(customer);
  owners_.emplace(customer, owner);
  customers_.emplace(owner.id(), customer);
}

std::optional<caf::actor> dirty_sessions::remove(const customer_key& customer) {
  auto found = owners_.find(customer);
  if (found == owners_.end())
    return std::nullopt;
  auto owner = std::move(found->second);
  owners_.erase(found);
  customers_.erase(owner.id());
  queue_.remove(customer);
  return owner;
}

void dirty_sessions::forget(caf::actor_id owner) {
  auto found = customers_.find(owner);
  if (found != customers_.end())
    remove(customer_key{found->second});
}

std::vector<std::pair<customer_key, caf::actor>>
dirty_sessions::take_outside(const slot_set& slots) {
  std::vector<std::pair<customer_key, caf::actor>> outside;
  for (auto& [customer, owner] : owners_)
    if (!slots[slot_of_key(session_key(customer))])
      outside.emplace_back(customer, owner);
  for (auto& [customer, owner] : outside)
    remove(customer);
  return outside;
}

std::vector<caf::actor> dirty_sessions::take_due(steady_time now) {
  std::vector<caf::actor> due;
  for (auto& customer : queue_.take_due(now))
    due.push_back(owners_.at(customer));
  return due;
}

void dirty_sessions::clear() { *this = dirty_sessions{1}; }

} // namespace quickbooking
