#include "actors/cores/session_ledger.hpp"

#include <algorithm>
#include <utility>

namespace quickbooking {

namespace {

/// A value of the old service has no header: all of it is compared.
std::variant<std::string, fence> beginning_of(const std::string& stored) {
  if (auto version = parse_header(stored))
    return *version;
  return stored;
}

/// What the store's value must begin with for a write that follows on this one.
std::variant<std::string, fence> expected_after(const stored_state& found) {
  auto legacy = found.snapshot.empty() || found.under_legacy_key;
  return beginning_of(legacy ? found.receipt : found.snapshot);
}

/// No conversation, but what the next one needs of the last: version, last reply, and in which
/// language it was and where.
session blank_after(const session& last) {
  session blank;
  blank.version = last.version;
  blank.lang = last.lang;
  blank.salon_id = last.salon_id;
  blank.answered = last.answered;
  return blank;
}

/// Leaves out what only a running conversation needs.
void strip(session& x) {
  x.slots.clear();
  x.selected_slot.reset();
  x.choices.clear();
  x.pending_services.clear();
  x.wanted = {};
  x.state = conversation_state::completed;
}

/// As many as the outbox takes of one customer.
constexpr std::size_t max_unwritten_due = 16;

std::optional<due_reply> due_of(const session_ledger::transition& x) {
  auto& answer = x.next.answered;
  if (x.sent_from.empty() || !answer)
    return std::nullopt;
  return due_reply{answer->out_id, x.sent_from, answer->content,
                   x.next.last_interaction_at.value_or(instant{})};
}

std::optional<session> read(const std::string& bytes) {
  auto parsed = session_from_snapshot(bytes);
  return parsed ? std::optional{std::move(parsed->value)} : std::nullopt;
}

/// False if there are none.
bool has_all(const std::vector<std::string>& all, const std::vector<std::string>& some) {
  auto is_there = [&](auto& x) { return std::ranges::find(all, x) != all.end(); };
  return !some.empty() && std::ranges::all_of(some, is_there);
}

/// What cannot be read is none of ours, and stays.
bool is_older(const std::string& bytes, instant than) {
  if (bytes.empty())
    return true;
  auto x = read(bytes);
  return x && x->last_interaction_at.value_or(instant{}) < than;
}

} // namespace

session_ledger::session_ledger(customer_key customer, std::uint64_t owner_epoch,
                               std::size_t pack_above)
    : customer_(std::move(customer)),
      epoch_(owner_epoch),
      pack_above_(pack_above) {}

bool session_ledger::was_handled(std::string_view message_id) const {
  return !message_id.empty() && handled_.contains(message_id);
}

bool session_ledger::expire(instant now) {
  if (!current().exists() || now - used_at_ < session_ttl)
    return false;
  current_ = blank_after(current_.take());
  return true;
}

// -- the store's side ---

bool session_ledger::adopt(const stored_state& found, instant now) {
  auto parsed = session_from_snapshot(found.snapshot);
  auto receipt = read(found.receipt);
  auto stored = parsed ? parsed->value : session{};
  if (receipt) {
    stored.version.revision = std::max(stored.version.revision, receipt->version.revision);
    if (!stored.answered)
      stored.answered = receipt->answered;
    if (!stored.exists()) {
      stored.lang = receipt->lang;
      stored.salon_id = receipt->salon_id;
    }
  }
  if (parsed && !parsed->written_by_us) // follows on whatever we had, and revisions only grow
    stored.version.revision = std::max(stored.version.revision, current().version.revision);
  expected_ = expected_after(found);
  legacy_key_ = found.under_legacy_key;
  for (auto& id : found.handled)
    handled_.insert(id);
  auto knew = std::exchange(knowledge_, knowledge::read);
  if (dirty_ && memory_is_newer(stored, found.handled, knew)) {
    auto& version = current_.edit().version;
    version = {epoch_, std::max(version.revision, stored.version.revision) + 1};
    return true;
  }
  auto lost = std::exchange(dirty_, false);
  current_ = std::move(stored);
  used_at_ = now; // the store's TTL says that it is alive
  finished_ = false;
  migrated_ = parsed && parsed->language_was_missing;
  return !lost;
}

bool session_ledger::memory_is_newer(const session& stored,
                                     const std::vector<std::string>& handled_there,
                                     knowledge knew) const {
  if (!stored.exists() && knew != knowledge::read)
    return true;
  if (knew == knowledge::read && current().version.revision != stored.version.revision)
    return current().version.revision > stored.version.revision;
  if (has_all(handled_there, unwritten_handled_))
    return false; // another owner made the same of the same messages
  return !stored.last_interaction_at || used_at_ >= *stored.last_interaction_at;
}

void session_ledger::go_on_without_store() {
  if (knowledge_ == knowledge::none)
    knowledge_ = knowledge::memory_only;
}

bool session_ledger::recall(const session_backup& saved) {
  auto knew = std::exchange(knowledge_, std::max(knowledge_, knowledge::memory_only));
  auto revision = std::max(current().version.revision, saved.write.version.revision);
  auto found = read(saved.write.snapshot.empty() ? saved.write.receipt : saved.write.snapshot);
  auto takes = found && is_newer(saved);
  auto adds = learn(saved) && current().exists();
  if (takes) {
    if (knew == knowledge::none)
      expected_ = saved.in_store ? saved.write.version : beginning_of(saved.write.expected);
    legacy_key_ = legacy_key_ || (saved.write.moves_legacy_key && !saved.in_store);
    finished_ = saved.write.snapshot.empty();
    if (finished_)
      receipt_ = *found;
    current_ = finished_ ? blank_after(*found) : std::move(*found);
    used_at_ = saved.used_at;
    migrated_ = false;
  }
  if (!saved.in_store && (takes || adds)) {
    dirty_ = true;
    current_.edit().version = {epoch_, revision + 1};
  }
  return takes;
}

/// True if the store may lack something of it.
bool session_ledger::learn(const session_backup& saved) {
  auto& ids = unwritten_handled_;
  for (auto& id : saved.write.handled)
    if (handled_.insert(id) && !saved.in_store)
      ids.push_back(id);
  auto& due = unwritten_due_;
  for (auto& reply : saved.write.due)
    if (std::ranges::find(due, reply.out_id, &due_reply::out_id) == due.end())
      due.push_back(reply);
  return !ids.empty() || !due.empty();
}

/// The revision grows from owner to owner; two who did not know of each other may have the same.
bool session_ledger::is_newer(const session_backup& saved) const {
  auto& mine = current().version;
  auto& theirs = saved.write.version;
  if (!current().exists() || mine.owner_epoch == theirs.owner_epoch)
    return theirs.revision > mine.revision;
  return saved.used_at > current().last_interaction_at.value_or(instant{});
}

session_backup session_ledger::backup() const {
  auto x = finished_ ? receipt_.get() : current();
  x.version = current().version;
  auto write = write_of(x, finished_);
  if (!x.exists())
    write.snapshot.clear();
  return {customer_, std::move(write), used_at_, !dirty_};
}

bool session_ledger::has_due(std::string_view out_id) const {
  return std::ranges::find(unwritten_due_, out_id, &due_reply::out_id) != unwritten_due_.end();
}

void session_ledger::forget_due(std::string_view out_id) {
  std::erase_if(unwritten_due_, [&](auto& x) { return x.out_id == out_id; });
}

bool session_ledger::doubt_store() {
  if (knowledge_ == knowledge::read && (current().exists() || finished_)) {
    dirty_ = true;
    unwritten_handled_ = handled_.ids();
  }
  return dirty_;
}

void session_ledger::rest() {
  current_.fold();
  receipt_.fold();
}

// -- transitions ---

fence session_ledger::next_version() const { return {epoch_, current().version.revision + 1}; }

session_write session_ledger::prepare(transition& what) const {
  what.next.version = next_version();
  if (what.finished)
    strip(what.next);
  const std::string_view answer = what.told ? what.told->payload : std::string_view{};
  session_write write = write_of(what.next, what.finished, answer);
  if (!what.message_id.empty())
    write.handled.push_back(what.message_id);
  if (auto due = due_of(what))
    write.due.push_back(std::move(*due));
  return write;
}

session_write session_ledger::write_of(const session& x, bool finished,
                                       std::string_view answer) const {
  session_write write;
  auto version = std::get_if<fence>(&expected_);
  write.expected = version ? header_of(*version) : std::get<std::string>(expected_);
  write.version = x.version;
  (finished ? write.receipt : write.snapshot) = to_snapshot(x, pack_above_, answer);
  write.handled = unwritten_handled_;
  write.due = unwritten_due_;
  write.moves_legacy_key = legacy_key_;
  return write;
}

void session_ledger::apply(transition&& what) {
  if (!what.message_id.empty())
    handled_.insert(what.message_id);
  migrated_ = false;
  used_at_ = what.next.last_interaction_at.value_or(used_at_);
  finished_ = what.finished;
  if (finished_)
    receipt_ = std::exchange(what.next, blank_after(what.next));
  current_ = std::move(what.next);
}

void session_ledger::settle(transition what) {
  apply(std::move(what));
  flushed();
}

void session_ledger::keep(transition what) {
  if (auto due = due_of(what); due && unwritten_due_.size() < max_unwritten_due)
    unwritten_due_.push_back(std::move(*due));
  if (!what.message_id.empty() && unwritten_handled_.size() < max_handled_ids)
    unwritten_handled_.push_back(what.message_id);
  apply(std::move(what));
  dirty_ = true;
}

void session_ledger::pass_over(const fence& version) { current_.edit().version = version; }

std::optional<session_ledger::transition>
session_ledger::bring_back(const stored_state& found, session kept,
                           const std::vector<std::string>& handled, instant now) {
  const auto at = kept.last_interaction_at.value_or(now);
  if (dirty_ || (current().exists() && current().last_interaction_at.value_or(used_at_) >= at))
    return std::nullopt;
  adopt(found, now);
  if (!is_older(found.snapshot, at) || !is_older(found.receipt, at))
    return std::nullopt;
  for (auto& id : handled)
    if (handled_.insert(id))
      unwritten_handled_.push_back(id);
  auto& version = current_.edit().version;
  version.revision = std::max(version.revision, kept.version.revision);
  return transition{std::move(kept), false, {}, {}};
}

std::optional<session_write> session_ledger::flush(instant now) const {
  if (!dirty_)
    return std::nullopt;
  auto x = finished_ ? receipt_.get() : current();
  x.version = current().version;
  auto age = now - x.last_interaction_at.value_or(now);
  const auto ends = finished_ || age >= session_ttl;
  if (ends)
    strip(x);
  auto write = write_of(x, ends);
  write.ttl = std::clamp<std::chrono::milliseconds>(session_ttl - age, std::chrono::seconds{1},
                                                    session_ttl);
  return write;
}

void session_ledger::flushed() {
  expected_ = current().version;
  knowledge_ = knowledge::read;
  legacy_key_ = false;
  dirty_ = false;
  unwritten_handled_.clear();
  unwritten_due_.clear();
}

} // namespace quickbooking
