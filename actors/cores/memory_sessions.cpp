#include "actors/cores/memory_sessions.hpp"

#include "messages/session/session.hpp"

#include <algorithm>

namespace quickbooking {

/// Without what is over.
memory_sessions::kept* memory_sessions::look_up(const customer_key& who, instant now) {
  const auto found = all_.find(who);
  if (found == all_.end())
    return nullptr;
  auto& x = found->second;
  for (auto part : {&x.snapshot, &x.receipt})
    if (part->until <= now)
      part->text.clear();
  if (x.until <= now) {
    x.handled.clear();
    x.due.clear();
  }
  return &x;
}

stored_state memory_sessions::load(const customer_key& who, instant now) {
  const auto found = look_up(who, now);
  if (!found)
    return {};
  return {found->snapshot.text, false, found->receipt.text, found->handled, found->due};
}

write_outcome memory_sessions::write(const customer_key& who, const session_write& what,
                                     instant now) {
  auto found = look_up(who, now);
  auto& x = found ? *found : all_[who];
  const auto& stored = x.snapshot.text.empty() ? x.receipt.text : x.snapshot.text;
  if (!stored.empty()) {
    const auto version = parse_header(stored);
    if (version == what.version) {
      add_handled(x, what.handled);
      return write_outcome::already_written;
    }
    const auto is_ours_and_older = version && version->owner_epoch == what.version.owner_epoch
                                   && version->revision < what.version.revision;
    const auto is_expected = !what.expected.empty() && stored.starts_with(what.expected);
    if (!is_ours_and_older && !is_expected)
      return write_outcome::conflict;
  }
  x.snapshot = {what.snapshot, now + what.ttl};
  x.until = now + receipt_ttl;
  if (!what.receipt.empty())
    x.receipt = {what.receipt, x.until};
  add_handled(x, what.handled);
  x.due.insert(x.due.end(), what.due.begin(), what.due.end());
  return write_outcome::written;
}

void memory_sessions::add_handled(kept& to, const std::vector<std::string>& ids) {
  for (auto& id : ids)
    if (std::ranges::find(to.handled, id) == to.handled.end())
      to.handled.push_back(id);
  if (to.handled.size() > max_handled_ids)
    to.handled.erase(to.handled.begin(), to.handled.end() - max_handled_ids);
}

void memory_sessions::remove(const customer_key& who) {
  if (const auto found = all_.find(who); found != all_.end())
    found->second.snapshot = {};
}

bool memory_sessions::forget_due(const customer_key& who, const std::string& out_id) {
  const auto found = all_.find(who);
  return found != all_.end() && std::erase_if(found->second.due, [&](const due_reply& x) {
                                  return x.out_id == out_id;
                                }) > 0;
}

std::optional<kept_session> memory_sessions::find(const customer_key& who, instant now) {
  const auto x = look_up(who, now);
  if (!x || x->snapshot.text.empty())
    return std::nullopt;
  return kept_session{x->snapshot.text, x->snapshot.until - now, x->handled};
}

std::vector<customer_key> memory_sessions::customers(instant now) {
  std::vector<customer_key> out;
  for (auto& [who, unused] : all_)
    if (find(who, now))
      out.push_back(who);
  return out;
}

} // namespace quickbooking
