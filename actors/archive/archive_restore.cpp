// The archive's part that brings back what Redis has lost or never got.

#include "actors/archive/archive_actor.hpp"

#include <caf/all.hpp>

#include <algorithm>

namespace quickbooking {

using namespace std::chrono;

namespace {

/// 5,000 sessions a second, like the flush of dirty ones.
constexpr std::size_t page_size = 100;
constexpr milliseconds page_pause{20};

constexpr seconds write_limit{1};

/// What may be written of it now: the session itself ends with its TTL, what it has handled later.
session_write write_of(session_backup x, instant now) {
  auto age = now - x.used_at;
  if (age >= session_ttl)
    x.write.snapshot.clear();
  x.write.moves_legacy_key = false; // what is there now is none of ours
  x.write.ttl = std::clamp<milliseconds>(session_ttl - age, seconds{1}, session_ttl);
  return std::move(x.write);
}

} // namespace

void archive_actor::returned(const std::string& run_id) {
  wake_after({});
  queue_.hurry_all();
  auto known = std::make_shared<std::string>();
  auto compare = [this, known, run_id](bool good) {
    if (!good || (*known == run_id && !run_id.empty()))
      return;
    server_ = run_id;
    missing_ = 0;
    restore_after({}, ++walk_);
  };
  add({[known](auto& files) {
         return files.server().map([&](std::string&& x) { *known = std::move(x); });
       },
       compare});
}

/// Who is taken into memory writes by itself what Redis has not, and sends what was due.
void archive_actor::wake_after(const customer_key& last) {
  if (!router_)
    return;
  auto found = std::make_shared<std::vector<customer_key>>();
  auto wake = [this, found](bool good) {
    if (!good || found->empty() || !router_)
      return;
    for (auto& who : *found)
      send(router_, wake_session{who});
    auto next = [this, last = found->back()] { wake_after(last); };
    delayed_send(this, page_pause, continuation{next});
  };
  add({[=](auto& files) {
         return files.ahead(last, page_size).map([&](auto&& x) { *found = std::move(x); });
       },
       wake});
}

void archive_actor::restore_after(const customer_key& last, std::uint64_t walk) {
  auto found = std::make_shared<std::vector<session_backup>>();
  auto write = [this, found, walk](bool good) {
    if (!good || walk != walk_ || !store_)
      return;
    if (found->empty())
      return add({[run_id = server_](auto& files) { return files.set_server(run_id); }, {}});
    auto page_end = found->back().customer;
    std::erase_if(*found, [](auto& x) { return !x.in_store; }); // these are woken
    missing_ = found->size() + 1;
    for (auto& x : *found)
      restore(std::move(x), walk, page_end);
    restored(walk, page_end);
  };
  add({[last, found, now = now_()](auto& files) {
         return files.page(last, page_size, now).map([&](auto&& x) { *found = std::move(x); });
       },
       write});
}

/// The fence refuses it if Redis has something newer.
void archive_actor::restore(session_backup x, std::uint64_t walk, const customer_key& page_end) {
  auto who = x.customer;
  auto failed = [this, walk] {
    if (walk == walk_)
      ++walk_; // the store says when Redis is back
  };
  auto what = std::make_shared<session_write>(write_of(std::move(x), now_()));
  request(store_, 2 * write_limit, write_order{who, std::move(what), write_limit})
      .then(
          [this, walk, page_end, failed](const write_reply& reply) {
            if (!reply.available)
              return failed();
            if (reply.outcome == write_outcome::written)
              figures_.restored.Increment();
            restored(walk, page_end);
          },
          [failed](const caf::error&) { failed(); });
}

void archive_actor::restored(std::uint64_t walk, const customer_key& page_end) {
  if (walk != walk_ || --missing_ > 0)
    return;
  auto next = [this, walk, page_end] { restore_after(page_end, walk); };
  delayed_send(this, page_pause, continuation{next});
}

} // namespace quickbooking
