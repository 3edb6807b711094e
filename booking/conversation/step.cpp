#include "booking/conversation/step.hpp"

#include "booking/calendar/zone.hpp"

#include <type_traits>
#include <utility>

namespace quickbooking {

namespace {

constexpr std::size_t max_body_units = 1024; // Cloud API limit of an interactive body

/// The customer whom `customer_<phone as given>_<salon>` names; empty if it names none.
customer_key customer_of(const session& x) {
  constexpr std::string_view prefix = "customer_";
  const auto suffix = "_" + x.salon_id;
  std::string_view id = x.customer_id;
  if (!id.starts_with(prefix) || !id.ends_with(suffix) || id.size() < prefix.size() + suffix.size())
    return {};
  id.remove_prefix(prefix.size());
  id.remove_suffix(suffix.size());
  return make_customer_key(id).value_or(customer_key{});
}

std::string& words_in(card& x) { return x.body; }
std::string& words_in(text_reply& x) { return x.text; }
std::string& words_in(booking_confirmed& x) { return x.text; }
std::string& words_in(error_reply& x) { return x.text; }

void put_above(reply& said, const std::vector<std::string>& notes) {
  std::string above;
  for (const auto& x : notes)
    above += x + "\n";
  if (above.empty())
    return;
  std::visit([&](auto& x) { words_in(x) = shortened(above + words_in(x), max_body_units); }, said);
}

} // namespace

std::chrono::year_month_day step::today() const { return to_civil(in.where.zone, in.now).date; }

step begin_step(session&& current, const world& in) {
  auto customer = customer_of(current);
  step s{in, std::move(current), std::move(customer), {}, {}, {}, false};
  s.next.last_interaction_at = in.now;
  s.next.timestamp = to_unix_ms(in.now);
  if (!s.next.created_at)
    s.next.created_at = in.now;
  return s;
}

decision end_step(step&& s, effect&& what) {
  if (!s.reason.empty())
    s.notes.push_back(std::exchange(s.reason, {}));
  decision made;
  made.finished = s.finished;
  made.next = std::move(s.next);
  if (auto* said = std::get_if<reply>(&what)) {
    put_above(*said, s.notes);
    made.answer = std::move(*said);
  } else if (auto* book = std::get_if<book_request>(&what)) {
    made.book = std::move(*book);
  } else {
    made.wait = std::move(std::get<waitlist_request>(what));
  }
  return made;
}

std::string words(const step& s, text_key key, const std::vector<text_arg>& args) {
  return text(s.lang(), key, args);
}

std::string reason_or(step& s, std::string otherwise) {
  return s.reason.empty() ? std::move(otherwise) : std::exchange(s.reason, {});
}

std::string day_words(const step& s, std::chrono::year_month_day date) {
  return format_day(s.lang(), date, s.today());
}

std::vector<text_arg> when_args(const step& s, std::chrono::year_month_day date,
                                std::chrono::minutes time) {
  return {{"time", format_time(s.lang(), time)}, {"day", day_words(s, date)}};
}

extra_option option_for(const step& s, text_key label, const button& what) {
  return {to_string(what), words(s, label)};
}

extra_option call_option(const step& s) {
  return option_for(s, text_key::label_call,
                    action_button{action_button::verb::call_salon, std::nullopt, {}});
}

extra_option restart_option(const step& s) {
  return option_for(s, text_key::label_restart,
                    action_button{action_button::verb::restart, std::nullopt, {}});
}

reply call_reply(const step& s) {
  return text_reply{words(s, text_key::call_salon,
                          {{"phone", s.where().contact_phone}, {"salon", s.where().name}})};
}

} // namespace quickbooking
