#include "load/verdict/message_ledger.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

auto find_message(auto& open, std::uint64_t message) {
  return std::find_if(open.begin(), open.end(),
                      [message](const auto& x) { return x.message == message; });
}

} // namespace

void message_ledger::sent(std::uint64_t customer, std::uint64_t message, message_times times) {
  accounts_[customer].open.push_back({message, times, false});
  ++open_messages_;
}

void message_ledger::acknowledged(std::uint64_t customer, std::uint64_t message, run_time at) {
  const auto whose = accounts_.find(customer);
  if (whose == accounts_.end())
    return;
  const auto found = find_message(whose->second.open, message);
  if (found == whose->second.open.end() || found->acknowledged)
    return;
  found->acknowledged = true;
  deadlines_.push_back({at + limit_, customer, message});
}

void message_ledger::withdrawn(std::uint64_t customer, std::uint64_t message) {
  const auto whose = accounts_.find(customer);
  if (whose == accounts_.end())
    return;
  const auto found = find_message(whose->second.open, message);
  if (found == whose->second.open.end())
    return;
  whose->second.open.erase(found);
  --open_messages_;
}

message_ledger::reply_verdict message_ledger::replied(std::uint64_t customer,
                                                      const std::string& name, run_time at) {
  auto& whose = accounts_[customer];
  if (std::ranges::find(whose.replies, name) != whose.replies.end())
    return {std::nullopt, true};
  if (!name.empty())
    whose.replies.push_back(name);
  whose.last_reply = at;
  if (whose.open.empty() && whose.lost > 0) {
    --whose.lost;
    return {std::nullopt, false};
  }
  if (whose.open.empty())
    return {std::nullopt, true};
  const auto times = whose.open.front().times;
  whose.open.erase(whose.open.begin());
  --open_messages_;
  return {times, false};
}

std::vector<message_ledger::expiry> message_ledger::expire(run_time now) {
  std::vector<expiry> out;
  for (; !deadlines_.empty() && deadlines_.front().at <= now; deadlines_.pop_front()) {
    const auto& due = deadlines_.front();
    const auto whose = accounts_.find(due.customer);
    if (whose == accounts_.end())
      continue;
    auto& [open, replies, last_reply, lost] = whose->second;
    const auto found = find_message(open, due.message);
    if (found == open.end())
      continue;
    const auto is_stood_for = last_reply && *last_reply > found->times.sent;
    out.push_back({due.customer, found->times, is_stood_for ? last_reply : std::nullopt});
    lost += is_stood_for ? 0 : 1;
    open.erase(found);
    --open_messages_;
  }
  return out;
}

std::optional<run_time> message_ledger::next_expiry() const {
  return deadlines_.empty() ? std::nullopt : std::optional{deadlines_.front().at};
}

bool message_ledger::is_waiting(std::uint64_t customer) const {
  const auto whose = accounts_.find(customer);
  return whose != accounts_.end() && !whose->second.open.empty();
}

void message_ledger::close(std::uint64_t customer) {
  const auto whose = accounts_.find(customer);
  if (whose == accounts_.end())
    return;
  if (whose->second.lost == 0 && whose->second.open.empty())
    accounts_.erase(whose);
  else
    whose->second.replies.clear();
}

} // namespace quickbooking
