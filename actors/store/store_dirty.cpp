// The store supervisor's part that has dirty sessions written.

#include "actors/store/store_actor.hpp"

#include <caf/all.hpp>

namespace quickbooking {

void store_supervisor::add_dirty(const session_dirty& x) {
  monitor(x.owner);
  dirty_.insert_or_assign(x.customer, x.owner);
}

void store_supervisor::remove_dirty(const customer_key& customer) {
  auto found = dirty_.find(customer);
  if (found == dirty_.end())
    return;
  demonitor(found->second);
  dirty_.erase(found);
  flushing_.erase(customer);
  if (breaker_.allows())
    flush_some();
}

void store_supervisor::flush_some() {
  for (auto i = dirty_.begin(); i != dirty_.end() && flushing_.size() < options_.flush_at_once; ++i)
    if (flushing_.insert(i->first).second)
      send(i->second, flush_session{});
}

} // namespace quickbooking
