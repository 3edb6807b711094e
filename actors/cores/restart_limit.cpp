#include "actors/cores/restart_limit.hpp"

namespace quickbooking {

bool restart_limit::grant(steady_time now) {
  while (!granted_.empty() && granted_.front() + limits_.within <= now)
    granted_.pop_front();
  if (granted_.size() >= limits_.restarts)
    return false;
  granted_.push_back(now);
  return true;
}

} // namespace quickbooking
