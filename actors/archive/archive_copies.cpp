// The archive's part that has another node keep a copy of what Redis has not, and keeps copies for
// others. The node that holds one is the next in the customer's ranking: if this node dies, it has
// the customer, and if the customer went to another node meanwhile, that is this one.

#include "actors/archive/archive_actor.hpp"

#include <caf/all.hpp>
#include <spdlog/logger.h>

#include <algorithm>
#include <utility>

namespace quickbooking {

using namespace std::chrono;

namespace {

/// A turn waits so long for the other node; then its copy counts as missed.
constexpr milliseconds copy_limit{100};

/// 5,000 sessions a second, like the flush of dirty ones.
constexpr std::size_t page_size = 100;
constexpr milliseconds page_pause{20};

result<std::vector<session_backup>> ahead_of_store(archive_store& files, const customer_key& after,
                                                   instant now) {
  auto who = files.ahead(after, page_size);
  if (!who)
    return tl::make_unexpected(who.error());
  std::vector<session_backup> found;
  for (auto& x : *who) {
    auto one = files.find(x, now);
    if (!one)
      return tl::make_unexpected(one.error());
    if (*one)
      found.push_back(std::move(**one));
  }
  return found;
}

} // namespace

// -- of ours ---

/// Nothing if there is no other node.
std::optional<std::string> archive_actor::next_node(const customer_key& who) const {
  auto ring = cluster_ ? cluster_->current() : nullptr;
  if (!ring || !gateway_)
    return std::nullopt;
  auto& next = ring->owner_of(who, {ring->self()});
  return next == ring->self() ? std::nullopt : std::optional{next};
}

/// There is another node, and it has none.
bool archive_actor::lacks_copy(const customer_key& who) const {
  auto node = next_node(who);
  auto found = copied_.find(who);
  return node && (found == copied_.end() || found->second != *node);
}

void archive_actor::copy(session_backup x, std::function<void()> then) {
  auto node = next_node(x.customer);
  if (!node) {
    figures_.missed.add();
    return then();
  }
  auto& holder = copied_[x.customer];
  if (!holder.empty() && holder != *node)
    tell(holder, drop_copy{{}, x.customer});
  holder = *node;
  auto ended = [this, then](bool is_held) {
    is_held ? figures_.copied.Increment() : figures_.missed.add();
    then();
  };
  request(gateway_, copy_limit, ask_node{*node, hold_copy{{}, std::move(x)}})
      .then(ended, [ended](const caf::error&) { ended(false); });
}

/// Redis has it now.
void archive_actor::end_copy(const customer_key& who) {
  if (writing_)
    settled_.insert(who);
  if (auto found = copied_.find(who); found != copied_.end()) {
    tell(found->second, drop_copy{{}, who});
    copied_.erase(found);
  }
}

void archive_actor::tell_holder(const send_report& x) {
  if (auto found = copied_.find(x.customer); found != copied_.end())
    tell(found->second, end_copied_reply{{}, x.customer, x.out_id});
}

void archive_actor::tell(const std::string& node, node_question what) {
  caf::anon_send(gateway_, ask_node{node, std::move(what)}); // nobody waits for the answer
}

/// All that the next node in its customer's ranking has not.
void archive_actor::copy_after(const customer_key& last) {
  auto found = std::make_shared<std::vector<session_backup>>();
  auto spread = [this, found](bool good) {
    if (!good || found->empty() || !gateway_)
      return;
    auto next = [this, last = found->back().customer] { copy_after(last); };
    for (auto& x : *found)
      if (lacks_copy(x.customer))
        copy(std::move(x), [] {});
    delayed_send(this, page_pause, continuation{next});
  };
  add({[last, found, now = now_()](auto& files) {
         return ahead_of_store(files, last, now).map([&](auto&& x) { *found = std::move(x); });
       },
       spread});
}

void archive_actor::forget_holder(const std::string& node) {
  std::erase_if(copied_, [&](auto& x) { return x.second == node; });
}

// -- of others ---

/// Not without a gateway: sessions of a node without backups do not ask for any.
bool archive_actor::hold(hold_copy& x) {
  auto who = x.what.customer;
  auto is_held = gateway_ && shelf_.put(x.from, std::move(x.what));
  if (!is_held)
    figures_.refused.Increment();
  else if (router_ && cluster_->current()->is_mine(who))
    send(router_, wake_session{who, true}); // the customer came to us meanwhile
  note_copies();
  return is_held;
}

/// Nobody else has what it had, or it cannot be told from that.
void archive_actor::take_over(const std::string& node) {
  auto customers = shelf_.of(node);
  if (!customers.empty())
    log_->warn("event=copies_taken_over node={} count={}", node, customers.size());
  wake_some(std::make_shared<const std::vector<customer_key>>(std::move(customers)), 0);
}

void archive_actor::wake_some(std::shared_ptr<const std::vector<customer_key>> all,
                              std::size_t first) {
  auto end = std::min(first + page_size, all->size());
  for (auto i = first; i < end && router_; ++i)
    send(router_, wake_session{(*all)[i], true});
  if (end < all->size())
    delayed_send(this, page_pause, continuation{[this, all, end] { wake_some(all, end); }});
}

/// What this node keeps itself it does not hold for another; what Redis has nobody need hold.
void archive_actor::end_copies(const customer_key& who, bool is_in_store) {
  if (is_in_store)
    end_copy(who);
  if (shelf_.size() == 0)
    return;
  shelf_.drop(who);
  note_copies();
}

void archive_actor::note_copies() {
  board_.copies = shelf_.size();
  figures_.held.Set(static_cast<double>(shelf_.size()));
}

caf::message_handler archive_actor::copy_orders() {
  return {
      [this](use_gateway& x) {
        gateway_ = std::move(x.gateway);
        caf::anon_send(gateway_, copies_lost{}); // those that the archive before us held
        copy_after({});
      },
      [this](ring_changed) { copy_after({}); },
      [this](const peer_gone& x) {
        forget_holder(x.node);
        take_over(x.node);
      },
      [this](hold_copy& x) { return hold(x); },
      [this](const drop_copy& x) {
        shelf_.drop(x.from, x.customer);
        note_copies();
        return true;
      },
      [this](const end_copied_reply& x) {
        shelf_.end_reply(x.from, x.customer, x.out_id);
        return true;
      },
      [this](const copies_lost& x) {
        forget_holder(x.from);
        copy_after({});
        return true;
      },
  };
}

} // namespace quickbooking
