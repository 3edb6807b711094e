#include "tests/booking/conversation/conversation_fixture.hpp"

#include "booking/reading/reader.hpp"

#include <algorithm>
#include <stdexcept>

namespace quickbooking {

namespace {

week_hours monday_to_saturday() {
  auto week = every_day({hours("09:00", "20:00")});
  week[0] = {};
  return week;
}

service make_service(std::string id, std::string name, category kind, int minutes) {
  service x;
  x.id = std::move(id);
  x.name = std::move(name);
  x.kind = kind;
  x.duration = std::chrono::minutes{minutes};
  x.price = 5000;
  return x;
}

master make_stylist(std::string id, std::string name, std::vector<category> kinds) {
  auto x = make_master(std::move(id), monday_to_saturday());
  x.name = std::move(name);
  x.kinds = std::move(kinds);
  return x;
}

bool overlap(const booking_record& x, std::string_view master_id, instant start, instant end) {
  return x.master_id == master_id && blocks_time(x.status) && start < x.end && end > x.start;
}

} // namespace

salon demo_like_salon() {
  auto where = make_salon(monday_to_saturday(), {});
  where.name = "Glow";
  where.currency = "USD";
  where.contact_phone = "+1 212 555 0100";
  where.services = {make_service("cut", "Haircut", category::haircut, 60),
                    make_service("color", "Coloring", category::coloring, 120),
                    make_service("nails", "Manicure", category::manicure, 45)};
  where.masters = {make_stylist("sarah", "Sarah", {category::haircut, category::coloring}),
                   make_stylist("alex", "Alex", {category::haircut}),
                   make_stylist("mia", "Mia", {category::manicure})};
  return where;
}

salon small_salon() {
  auto where = demo_like_salon();
  where.services.resize(1);
  where.masters.resize(1);
  return where;
}

conversation::conversation(salon at_salon, instant at_time)
    : where(std::move(at_salon)),
      now(at_time) {}

booking_record& conversation::occupy(std::string_view master_id, std::string_view start,
                                     std::chrono::minutes length) {
  auto x = make_booking(std::string{master_id}, at(start, where.zone), length);
  x.id = "b" + std::to_string(bookings_.size());
  x.code = "BK-" + std::to_string(bookings_.size());
  x.salon_id = where.id;
  return bookings_.emplace_back(std::move(x));
}

void conversation::occupy_days(std::string_view first, int days) {
  for (int i = 0; i < days; ++i)
    for (const auto& who : where.masters)
      occupy(who.id, to_string(add_days(day(first), i)) + " 00:00", std::chrono::hours{24});
}

void conversation::visited(std::string_view master_id, std::string_view start,
                           std::string_view service_id) {
  auto& x = occupy(master_id, start);
  x.customer = customer;
  x.service_id = service_id;
  x.status = booking_status::completed;
}

calendar_view conversation::calendar() const {
  std::vector<booking_ptr> all;
  for (const auto& x : bookings_)
    all.push_back(std::make_shared<booking_record>(x));
  return make_calendar_view(std::move(all));
}

const reply& conversation::says(std::string_view text, std::optional<language> lang) {
  return turn(typed_text{std::string{text}}, lang);
}

const reply& conversation::taps(std::string_view id, std::optional<language> lang) {
  return turn(button_tap{std::string{id}, {}}, lang);
}

const reply& conversation::sends_unreadable(std::optional<language> lang) {
  return turn(unreadable{"audio"}, lang);
}

const reply& conversation::chooses(std::string_view title) {
  for (const auto& x : shown().options())
    if (x.title == title)
      return taps(x.id);
  throw std::runtime_error("no option " + std::string{title} + " below: " + shown().body);
}

void conversation::forget() { current = session{}; }

const card& conversation::shown() const { return std::get<card>(last); }

std::vector<std::string> conversation::titles() const {
  std::vector<std::string> found;
  for (const auto& x : shown().options())
    found.push_back(x.title);
  return found;
}

std::vector<std::string> conversation::ids() const {
  std::vector<std::string> found;
  for (const auto& x : shown().options())
    found.push_back(x.id);
  return found;
}

std::vector<std::string> conversation::times() const {
  std::vector<std::string> found;
  for (const auto& x : current.slots)
    found.push_back(x.date + " " + x.start_time + " " + x.master_id);
  return found;
}

bool conversation::offers(std::string_view id_prefix) const {
  const auto* offered = std::get_if<card>(&last);
  return offered != nullptr && std::ranges::any_of(offered->options(), [&](const option& x) {
           return x.id.starts_with(id_prefix);
         });
}

const reply& conversation::turn(inbound_content content, std::optional<language> lang) {
  inbound_message message;
  message.customer = customer;
  message.given_customer = given_customer;
  message.profile_name = profile_name;
  message.salon_id = where.id;
  message.sent_at = now;
  message.lang = lang;
  message.content = std::move(content);
  if (!current.exists())
    current = new_session("session_" + std::to_string(++turns_), message, where, now);
  const auto view = calendar();
  take(decide(current, message, {where, view, rule_reader(), now}));
  return last;
}

void conversation::take(const decision& made) {
  current = made.next;
  finished = made.finished;
  const auto view = calendar();
  const world in{where, view, rule_reader(), now};
  if (made.book)
    return take(decide(current, answer(*made.book), in));
  if (made.wait) {
    waited.push_back(*made.wait);
    return take(decide(current, waitlist, in));
  }
  last = made.answer.value();
  current.answered = std::make_shared<const last_reply>(last_reply{"wamid", "out", last});
  if (finished)
    forget();
}

booking_outcome conversation::answer(const book_request& wanted) {
  booked.push_back(wanted);
  if (forced_booking)
    return *forced_booking;
  for (const auto& x : bookings_)
    if (overlap(x, wanted.chosen.master_id, wanted.start, wanted.end))
      return {booking_outcome::kind::taken, {}, {}};
  booking_record made;
  made.id = "id-" + std::to_string(booked.size());
  made.code = "BK-NEW" + std::to_string(booked.size());
  made.salon_id = wanted.salon_id;
  made.customer = wanted.customer;
  made.customer_name = wanted.customer_name;
  made.service_id = wanted.chosen.service_id;
  made.master_id = wanted.chosen.master_id;
  made.start = wanted.start;
  made.end = wanted.end;
  bookings_.push_back(made);
  return {booking_outcome::kind::booked, made.id, made.code};
}

} // namespace quickbooking
