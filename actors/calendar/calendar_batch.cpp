#include "actors/calendar/calendar_batch.hpp"

#include <exception>

namespace quickbooking {

namespace {

/// The result of a call to a store that may not be ours.
template <class Call>
auto guarded(Call call) -> decltype(call()) {
  try {
    return call();
  } catch (const std::exception& e) {
    return fail("database_failed", e.what());
  }
}

template <class Answer, class Request>
void check_size(result<std::vector<Answer>>& answers, const std::vector<Request>& requests) {
  if (answers && answers->size() != requests.size())
    answers = fail("database_failed", "the store left requests without an answer");
}

} // namespace

void run(calendar_batch& batch, calendar_store& store) {
  std::lock_guard lock{store.in_use};
  for (const auto& id : batch.reload)
    batch.reloaded.emplace_back(
        id, guarded([&] { return store.load(id, batch.now - calendar_memory); }));
  if (batch.follow)
    batch.changes = guarded([&] { return store.changes(batch.now - calendar_memory); });
  if (!batch.bookings.empty())
    batch.booked = guarded([&] { return store.book(batch.bookings, batch.now); });
  if (!batch.waits.empty())
    batch.waited = guarded([&] { return store.join_waitlist(batch.waits, batch.now); });
  check_size(batch.booked, batch.bookings);
  check_size(batch.waited, batch.waits);
}

std::vector<failure> failures_of(const calendar_batch& batch) {
  std::vector<failure> all;
  for (const auto& [id, loaded] : batch.reloaded)
    if (!loaded)
      all.push_back(loaded.error());
  if (!batch.changes)
    all.push_back(batch.changes.error());
  if (!batch.booked)
    all.push_back(batch.booked.error());
  if (!batch.waited)
    all.push_back(batch.waited.error());
  return all;
}

} // namespace quickbooking
