#include "actors/calendar/postgres_booking.hpp"

#include "actors/calendar/booking_rounds.hpp"
#include "actors/calendar/postgres_statements.hpp"

#include <algorithm>
#include <utility>

namespace quickbooking {

namespace {

using kind = booking_outcome::kind;

} // namespace

postgres_booking::postgres_booking(postgres_connection& database,
                                   const std::vector<book_request>& batch, instant now,
                                   const random_source& random, steady_time deadline)
    : database_(database),
      batch_(batch),
      now_(now),
      random_(random),
      deadline_(deadline),
      answers_(batch.size()) {}

/// A round without any answer: the ids and codes that were drawn are in use.
result<std::vector<booking_answer>> postgres_booking::run() {
  for (std::size_t n = 0; n < batch_.size(); ++n)
    if (!is_sound(batch_[n]) || !is_storable(batch_[n]))
      answer(n, kind::unavailable);
  for (int in_vain = 0; in_vain < code_attempts && !open().empty();) {
    const auto before = open().size();
    if (const auto done = one_round(); !done)
      return tl::make_unexpected(done.error());
    in_vain = open().size() < before ? 0 : in_vain + 1;
  }
  std::vector<booking_answer> all;
  for (auto& x : answers_)
    all.push_back(x ? std::move(*x) : booking_answer{kind::unavailable, nullptr});
  return all;
}

result<void> postgres_booking::one_round() {
  const auto records = make_records();
  if (!records.empty())
    if (auto done = insert(records); !done)
      return done;
  if (open().empty())
    return {};
  return look_for_obstacles();
}

std::map<std::size_t, booking_ptr> postgres_booking::make_records() const {
  auto to_come = open();
  std::erase_if(to_come, [this](std::size_t n) { return batch_[n].start < now_; });
  std::map<std::size_t, booking_ptr> made;
  for (const auto n : first_of_each_slot(batch_, to_come)) {
    auto id = make_booking_id(random_);
    made.emplace(n, make_record(batch_[n], std::move(id), make_booking_code(random_), now_));
  }
  return made;
}

result<void> postgres_booking::insert(const std::map<std::size_t, booking_ptr>& made) {
  std::string rows;
  json_writer out{rows};
  out.begin_array();
  for (const auto& [n, x] : made)
    write_row(out, n, *x, batch_[n].idempotency_key);
  out.end_array();
  const auto booked = database_.run(insert_bookings, {rows}, deadline_);
  if (!booked)
    return tl::make_unexpected(booked.error());
  for (int i = 0; i < booked->size(); ++i) {
    const auto n = static_cast<std::size_t>((*booked)[i].integer(0));
    answer(n, kind::booked, made.at(n));
  }
  return {};
}

result<void> postgres_booking::look_for_obstacles() {
  std::string questions;
  json_writer out{questions};
  out.begin_array();
  for (const auto n : open())
    write_question(out, n, batch_[n]);
  out.end_array();
  const auto found = database_.run(find_obstacles, {questions}, deadline_);
  if (!found)
    return tl::make_unexpected(found.error());
  for (int i = 0; i < found->size(); ++i) {
    const auto row = (*found)[i];
    obstacle(static_cast<std::size_t>(row.integer(0)), row.text(1) == "t",
             std::make_shared<const booking_record>(read_booking(row, 2)));
  }
  for (const auto n : open())
    if (batch_[n].start < now_)
      answer(n, kind::in_the_past);
  return {};
}

void postgres_booking::obstacle(std::size_t n, bool has_key, booking_ptr found) {
  if (has_key && found->customer == batch_[n].customer)
    answer(n, kind::already_booked, std::move(found));
  else if (has_key || batch_[n].start >= now_)
    answer(n, kind::taken, nullptr, std::move(found));
}

void postgres_booking::answer(std::size_t n, kind what, booking_ptr record,
                              booking_ptr in_the_way) {
  answers_[n] = booking_answer{what, std::move(record), std::move(in_the_way)};
}

std::vector<std::size_t> postgres_booking::open() const {
  std::vector<std::size_t> all;
  for (std::size_t n = 0; n < answers_.size(); ++n)
    if (!answers_[n])
      all.push_back(n);
  return all;
}

} // namespace quickbooking
