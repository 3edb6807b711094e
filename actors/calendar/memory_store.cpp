#include "actors/calendar/memory_store.hpp"

#include <algorithm>

namespace quickbooking {

result<std::vector<booking_record>> memory_store::load(std::string_view salon_id, instant since) {
  std::vector<booking_record> found;
  for (const auto& [id, x] : by_id_)
    if (x.record->salon_id == salon_id && x.record->start >= since)
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
  if (const auto i = live_by_key_.find({request.salon_id, request.idempotency_key});
      i != live_by_key_.end())
    return i->second->customer == request.customer ? booking_answer{kind::already_booked, i->second}
                                                   : booking_answer{kind::taken, nullptr};
  if (request.start < now)
    return {kind::in_the_past, nullptr};
  if (is_taken(request))
    return {kind::taken, nullptr};
  return insert(request, now);
}

bool memory_store::is_taken(const book_request& request) const {
  const auto& [salon, master] = std::tie(request.salon_id, request.chosen.master_id);
  const auto next = live_by_place_.lower_bound({salon, master, request.end});
  if (next == live_by_place_.begin())
    return false;
  const auto& last = *std::prev(next)->second;
  return last.salon_id == salon && last.master_id == master && last.end > request.start;
}

booking_answer memory_store::insert(const book_request& request, instant now) {
  std::string code;
  for (int i = 0; i < code_attempts && code.empty(); ++i)
    if (auto drawn = make_booking_code(random_); codes_.emplace(request.salon_id, drawn).second)
      code = std::move(drawn);
  if (code.empty())
    return {booking_outcome::kind::unavailable, nullptr};
  const auto made = make_record(request, make_booking_id(random_), code, now);
  by_id_.emplace(within_salon{made->salon_id, made->id},
                 kept_booking{made, request.idempotency_key});
  live_by_key_.emplace(within_salon{made->salon_id, request.idempotency_key}, made);
  live_by_place_.emplace(place{made->salon_id, made->master_id, made->start}, made);
  end_wait(*made);
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
        = waitlist_.emplace(x.salon_id, x.customer, x.service_id, x.master_id, date);
    answers.push_back({is_new ? kind::joined : kind::already_on_it});
  }
  return answers;
}

void memory_store::end_wait(const booking_record& x) {
  const auto same = [&x](const wait& w) {
    return std::tie(std::get<0>(w), std::get<1>(w), std::get<2>(w))
           == std::tie(x.salon_id, x.customer, x.service_id);
  };
  auto i = waitlist_.lower_bound({x.salon_id, x.customer, x.service_id, {}, {}});
  while (i != waitlist_.end() && same(*i))
    i = waitlist_.erase(i);
}

// -- status ---

result<booking_record> memory_store::set_status(std::string_view salon_id,
                                                std::string_view booking_id,
                                                booking_status status) {
  const auto i = by_id_.find({std::string{salon_id}, std::string{booking_id}});
  if (i == by_id_.end())
    return fail("unknown_booking", "no booking " + std::string{booking_id});
  const auto old = i->second.record;
  if (!may_become(old->status, status))
    return fail("status_refused", std::string{to_string(old->status)} + " cannot become "
                                      + std::string{to_string(status)});
  auto changed = *old;
  changed.status = status;
  i->second.record = std::make_shared<const booking_record>(changed);
  if (!blocks_time(status)) {
    live_by_place_.erase({old->salon_id, old->master_id, old->start});
    live_by_key_.erase({old->salon_id, i->second.idempotency_key});
  }
  return changed;
}

} // namespace quickbooking
