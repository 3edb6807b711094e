#include "booking/calendar/zone.hpp"
#include "booking/conversation/habits.hpp"
#include "booking/conversation/offers.hpp"

namespace quickbooking {

namespace {

/// The wish that the habit stands for, on the next such day.
void want_usual(step& s, const habit& usual) {
  auto& wanted = s.next.wanted;
  wanted = intent{};
  want_service(s, *usual.what);
  if (usual.who != nullptr && usual.who->does(usual.what->kind)) {
    wanted.master_id = usual.who->id;
    wanted.master_name = usual.who->name;
  }
  wanted.day_of_week = usual.day;
  wanted.time = usual.time;
  settle_day(s);
}

/// Null if there is none.
const opening* next_usual(const habit& usual, const opening_days& openings) {
  const auto& span = openings.span();
  const auto ahead = static_cast<int>((usual.day - weekday_of(span.first)).count());
  for (auto days = ahead; days < span.days; days += 7)
    for (const auto& x : openings.on(add_days(span.first, days)))
      if (x.time_of_day == usual.time)
        return &x;
  return nullptr;
}

std::string words_of_usual(const step& s, const habit& usual, const slot& shown,
                           const opening& next) {
  auto args = when_args(s, next.date, next.time_of_day);
  args.push_back({"name", usual.name});
  args.push_back({"service", shown.service_name});
  args.push_back({"master", shown.master_name});
  return words(s, text_key::usual_offer, args);
}

extra_option book_now(const step& s, const slot& shown) {
  const auto ref = parse_slot_id(shown.id).value_or(slot_ref{});
  return option_for(s, text_key::label_book_now, slot_button{ref});
}

card usual_card(step& s, const request& r, const habit& usual, const opening& next) {
  const auto shown = make_slot(s.where(), *r.what, next, s.lang());
  s.next.slots = {shown};
  s.next.state = conversation_state::slots_shown;
  s.next.view = offer_view::ranked;
  const nav_button all_times{nav_button::verb::page, 0, context_of(s)};
  return choice_card(s.lang(), reason_or(s, words_of_usual(s, usual, shown, next)),
                     {book_now(s, shown), option_for(s, text_key::label_all_times, all_times),
                      services_option(s)});
}

reply offer_nearest(step& s, const request& r, const free_times& found) {
  s.reason = words(s, text_key::usual_not_free, when_args(s, *r.target.date, *r.target.time));
  show_afresh(s, offer_view::ranked);
  return offer_ranked(s, r, found);
}

} // namespace

reply offer_usual(step& s) {
  const auto usual = habit_of(s);
  if (!usual)
    return offer(s);
  want_usual(s, *usual);
  const auto r = request_of(s);
  const auto found = find_free_times(s, r);
  if (found.all.empty())
    return offer_waitlist(s);
  const auto* next = next_usual(*usual, found.own());
  return next != nullptr ? usual_card(s, r, *usual, *next) : offer_nearest(s, r, found);
}

} // namespace quickbooking
