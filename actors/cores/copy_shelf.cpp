#include "actors/cores/copy_shelf.hpp"

#include <utility>

namespace quickbooking {

bool copy_shelf::put(const std::string& node, session_backup x) {
  auto found = copies_.find(x.customer);
  if (found == copies_.end()) {
    if (copies_.size() >= most_)
      return false;
    auto who = x.customer;
    copies_.emplace(std::move(who), copy{node, std::move(x)});
  } else if (!is_later(found->second.what, x)) {
    found->second = {node, std::move(x)};
  }
  return true;
}

const session_backup* copy_shelf::find(const customer_key& who) const {
  auto found = copies_.find(who);
  return found == copies_.end() ? nullptr : &found->second.what;
}

copy_shelf::copy* copy_shelf::find_of(const std::string& node, const customer_key& who) {
  auto found = copies_.find(who);
  return found == copies_.end() || found->second.node != node ? nullptr : &found->second;
}

void copy_shelf::drop(const customer_key& who) { copies_.erase(who); }

void copy_shelf::drop(const std::string& node, const customer_key& who) {
  if (find_of(node, who))
    copies_.erase(who);
}

void copy_shelf::end_reply(const std::string& node, const customer_key& who,
                           std::string_view out_id) {
  if (auto found = find_of(node, who))
    std::erase_if(found->what.write.due, [&](auto& x) { return x.out_id == out_id; });
}

std::vector<customer_key> copy_shelf::of(const std::string& node) const {
  std::vector<customer_key> found;
  for (auto& [who, x] : copies_)
    if (x.node == node)
      found.push_back(who);
  return found;
}

} // namespace quickbooking
