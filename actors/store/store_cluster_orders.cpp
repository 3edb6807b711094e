// The store cluster's part that passes orders to the shards.

#include "actors/store/cluster_health.hpp"
#include "actors/store/store_cluster_actor.hpp"
#include "messages/encoding/whole_number.hpp"
#include "net/redis/session_script.hpp"

#include <caf/all.hpp>

namespace quickbooking {

using namespace std::chrono;

namespace {

/// So many slots are looked at with one order: all of them in 16 orders.
constexpr std::size_t slots_at_once = 1024;

hash_slot slot_of(const customer_key& who) { return slot_of_key(session_key(who)); }

/// The cursor of a page; nothing if it is no page.
std::optional<std::uint64_t> cursor_of(const command_reply& page) {
  if (!page.available || page.value.is_error() || page.value.items.size() != 2)
    return std::nullopt;
  return to_number<std::uint64_t>(page.value.items[0].text);
}

write_reply refused_write() {
  write_reply reply;
  reply.degraded = true;
  return reply;
}

} // namespace

/// The shard answers the asker itself.
template <class Order, class Refusal>
void store_cluster::pass(hash_slot slot, const Order& order, Refusal refusal) {
  auto promise = make_response_promise();
  if (auto* store = store_of(slot))
    promise.delegate(*store, order);
  else
    promise.deliver(std::move(refusal));
}

void store_cluster::load(const load_order& order) {
  auto promise = make_response_promise();
  auto* store = store_of(slot_of(order.customer));
  if (store == nullptr)
    return promise.deliver(load_reply{});
  request(*store, caf::infinite, order)
      .then(
          [this, order, promise](const load_reply& found) mutable {
            if (found.available && found.found.snapshot.empty())
              add_legacy(order, found, promise);
            else
              promise.deliver(found);
          },
          [promise](const caf::error&) mutable { promise.deliver(load_reply{}); });
}

/// The old service's key stands in another slot. A shard that is away must not hold up the
/// customers of the others: what it has of them then counts as gone.
void store_cluster::add_legacy(const load_order& order, const load_reply& found,
                               caf::response_promise to) {
  auto key = legacy_session_key(order.customer);
  auto* store = key.empty() ? nullptr : store_of(slot_of_key(key));
  auto left = ceil<milliseconds>(order.asked + order.limit - steady_clock::now());
  if (store == nullptr || left <= 0ms)
    return to.deliver(found);
  request(*store, left, command_order{{"GET", key}})
      .then(
          [found, to](const command_reply& reply) mutable {
            auto both = found;
            if (reply.available)
              add_legacy_session(both.found, reply.value);
            to.deliver(std::move(both));
          },
          [found, to](const caf::error&) mutable { to.deliver(found); });
}

void store_cluster::write(const write_order& order) {
  auto legacy = legacy_session_key(order.customer);
  if (!order.what->moves_legacy_key || legacy.empty())
    return pass(slot_of(order.customer), order, refused_write());
  auto promise = make_response_promise();
  auto* store = store_of(slot_of(order.customer));
  if (store == nullptr)
    return promise.deliver(refused_write());
  request(*store, caf::infinite, order)
      .then(
          [this, legacy, promise](const write_reply& reply) mutable {
            auto* other = store_of(slot_of_key(legacy));
            if (reply.available && reply.outcome != write_outcome::conflict && other != nullptr)
              caf::anon_send(*other, command_order{{"DEL", legacy}});
            promise.deliver(reply);
          },
          [promise](const caf::error&) mutable { promise.deliver(refused_write()); });
}

void store_cluster::command(const command_order& order) {
  auto slot = slot_of_command(order.args);
  if (!slot)
    return make_response_promise().deliver(command_reply{});
  if (order.args.front() == "SCAN")
    return scan(order);
  pass(*slot, order, command_reply{});
}

void store_cluster::scan(const command_order& order) {
  auto promise = make_response_promise();
  auto cursor = read_scan_cursor(order.args[1]);
  auto place = cursor ? table_.find(cursor->slot) : std::nullopt;
  if (!place)
    return promise.deliver(command_reply{});
  auto here = order;
  here.args[1] = std::to_string(cursor->here);
  auto page_end = [this, place](command_reply page) {
    auto answered = cursor_of(page);
    auto next = answered && *place < places_.size()
                    ? to_text(after_page(places_, *place, *answered))
                    : fail("redis_error", "the shards changed");
    if (!next)
      return command_reply{};
    page.value.items[0].text = std::move(*next);
    return page;
  };
  request(shards_[*place].store, caf::infinite, std::move(here))
      .then([page_end,
             promise](const command_reply& page) mutable { promise.deliver(page_end(page)); },
            [promise](const caf::error&) mutable { promise.deliver(command_reply{}); });
}

/// One order, one shard; a later one looks at the next slots.
void store_cluster::find(find_due order) {
  auto first = looked_at_;
  auto place = table_.find(static_cast<hash_slot>(first));
  do {
    if (place)
      order.slots.push_back(static_cast<hash_slot>(looked_at_));
    looked_at_ = (looked_at_ + 1) % slot_count;
  } while (looked_at_ != first && order.slots.size() < slots_at_once
           && table_.find(static_cast<hash_slot>(looked_at_)) == place);
  pass(static_cast<hash_slot>(first), order, due_found{});
}

// -- dirty sessions ---

void store_cluster::add_dirty(const session_dirty& x) {
  if (auto* store = store_of(slot_of(x.customer)))
    send(*store, x);
  else
    unserved_[x.customer] = x.owner;
}

/// A shard that served it before may still have it in its list.
void store_cluster::remove_dirty(const session_clean& x) {
  unserved_.erase(x.customer);
  for (auto& one : shards_)
    send(one.store, x);
}

// -- health ---

void store_cluster::tell_health(caf::response_promise to) {
  if (shards_.empty())
    return to.deliver(store_health{"degraded", reason_, since_, unserved_.size()});
  struct gathering {
    std::vector<shard_health> shards;
    std::size_t missing;
  };
  auto all = std::make_shared<gathering>(
      gathering{std::vector<shard_health>(shards_.size()), shards_.size()});
  auto arrived = [this, all, to](std::size_t place, store_health x) mutable {
    all->shards[place].health = std::move(x);
    if (--all->missing == 0)
      to.deliver(merge_health(all->shards, missing_, since_, unserved_.size()));
  };
  for (std::size_t place = 0; place < shards_.size(); ++place) {
    all->shards[place].name = "slots " + to_text(places_[place].slots);
    request(shards_[place].store, caf::infinite, get_store_health{})
        .then([arrived, place](const store_health& x) mutable { arrived(place, x); },
              [arrived, place, this](const caf::error&) mutable {
                arrived(place, {"degraded", "it was given up", since_, 0});
              });
  }
}

} // namespace quickbooking
