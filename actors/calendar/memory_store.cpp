#include "actors/calendar/memory_store.hpp"

#include <algorithm>
#include <iterator>

namespace quickbooking {

namespace {

/// True if something live of the master overlaps the request's time.
bool is_taken(const std::map<instant, booking_ptr>& live, const book_request& request) {
  const auto next = live.lower_bound(request.end);
  return next != live.begin() && std::prev(next)->second->end > request.start;
}

/// Who has booked waits no longer.
template <class Waitlist>
void end_wait(Waitlist& all, const booking_record& x) {
  auto i = all.lower_bound({x.customer, x.service_id, {}, {}});
  while (i != all.end() && std::get<0>(*i) == x.customer && std::get<1>(*i) == x.service_id)
    i = all.erase(i);
}

} // namespace

result<std::vector<booking_record>> memory_store::load(std::string_view salon_id, instant since) {
  std::vector<booking_record> found;
  const auto salon = salons_.find(std::string{salon_id});
  if (salon == salons_.end())
    return found;
  for (const auto& [id, x] : salon->second.by_id)
    if (x.record->start >= since)
      found.push_back(*x.record);
  std::ranges::sort(found, {}, [](const auto& x) { return std::tie(x.start, x.id); });
  return found;
}

// -- booking ---

result<std::vector<booking_answer>> memory_store::book(const std::vector<book_request>& batch,
                                                       instant now) {
  std::vector<booking_answer> answers;
  for (const auto& x : batch)
    answers.push_back(book_one(x, now));
  return answers;
}

booking_answer memory_store::book_one(const book_request& request, instant now) {
  using kind = booking_outcome::kind;
  if (!is_sound(request))
    return {kind::unavailable, nullptr};
  auto& salon = salons_[request.salon_id];
  if (const auto i = salon.live_by_key.find(request.idempotency_key); i != salon.live_by_key.end())
    return i->second->customer == request.customer ? booking_answer{kind::already_booked, i->second}
                                                   : booking_answer{kind::taken, nullptr};
  if (request.start < now)
    return {kind::in_the_past, nullptr};
  if (is_taken(salon.live_by_master[request.chosen.master_id], request))
    return {kind::taken, nullptr};
  return insert(salon, request, now);
}

booking_answer memory_store::insert(salon_bookings& salon, const book_request& request,
                                    instant now) {
  std::string code;
  for (int i = 0; i < code_attempts && code.empty(); ++i)
    if (auto drawn = make_booking_code(random_); salon.codes.insert(drawn).second)
      code = std::move(drawn);
  if (code.empty())
    return {booking_outcome::kind::unavailable, nullptr};
  const auto made = make_record(request, make_booking_id(random_), code, now);
  salon.by_id.emplace(made->id, kept_booking{made, request.idempotency_key});
  salon.live_by_key.emplace(request.idempotency_key, made);
  salon.live_by_master[made->master_id].emplace(made->start, made);
  end_wait(salon.waitlist, *made);
  return {booking_outcome::kind::booked, made};
}

// -- waitlist ---

result<std::vector<waitlist_outcome>>
memory_store::join_waitlist(const std::vector<waitlist_request>& batch, instant) {
  using kind = waitlist_outcome::kind;
  std::vector<waitlist_outcome> answers;
  for (const auto& x : batch) {
    const auto date = x.date ? to_string(*x.date) : std::string{};
    const auto [_, is_new]
        = salons_[x.salon_id].waitlist.emplace(x.customer, x.service_id, x.master_id, date);
    answers.push_back({is_new ? kind::joined : kind::already_on_it});
  }
  return answers;
}

// -- status ---

result<booking_record> memory_store::set_status(std::string_view salon_id,
                                                std::string_view booking_id,
                                                booking_status status) {
  const auto found = salons_.find(std::string{salon_id});
  if (found == salons_.end())
    return fail("unknown_booking", "no booking " + std::string{booking_id});
  auto& salon = found->second;
  const auto i = salon.by_id.find(std::string{booking_id});
  if (i == salon.by_id.end())
    return fail("unknown_booking", "no booking " + std::string{booking_id});
  const auto old = i->second.record;
  if (!may_become(old->status, status))
    return fail("status_refused", std::string{to_string(old->status)} + " cannot become "
                                      + std::string{to_string(status)});
  auto changed = *old;
  changed.status = status;
  i->second.record = std::make_shared<const booking_record>(changed);
  if (!blocks_time(status)) {
    salon.live_by_master[old->master_id].erase(old->start);
    salon.live_by_key.erase(i->second.idempotency_key);
  }
  return changed;
}

} // namespace quickbooking
