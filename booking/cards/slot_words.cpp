#include "booking/cards/slot_words.hpp"

#include "booking/cards/card_parts.hpp"
#include "messages/encoding/instant.hpp"

#include <algorithm>
#include <set>

namespace quickbooking {

namespace {

using std::chrono::year_month_day;

constexpr std::string_view dash = " - ";
constexpr std::string_view space = " ";

/// Below this, what is left of a name says nothing: "A…".
constexpr std::size_t least_name = 4;

std::string name_within(const std::string& name, std::size_t room) {
  return room >= least_name || utf16_length(name) <= room ? shortened(name, room) : std::string{};
}

/// Time and name; for want of room the name is shortened, then the separator, then there is none.
std::string time_and_name(const std::string& when, std::string_view separator,
                          const std::string& name, std::size_t max_units) {
  for (auto between : {separator, space}) {
    auto used = utf16_length(when) + utf16_length(between);
    auto fitting = used < max_units ? name_within(name, max_units - used) : std::string{};
    if (!fitting.empty())
      return when + std::string(between) + fitting;
  }
  return when;
}

std::vector<year_month_day> days_of(const std::vector<shown_slot>& slots) {
  std::vector<year_month_day> days;
  for (auto& each : slots)
    if (std::ranges::find(days, each.date) == days.end())
      days.push_back(each.date);
  return days;
}

bool have_own_names(const std::vector<year_month_day>& days) {
  std::set<unsigned> names;
  for (auto each : days)
    names.insert(std::chrono::weekday{std::chrono::sys_days{each}}.c_encoding());
  return names.size() == days.size();
}

std::string day_before_time(language lang, const std::vector<year_month_day>& days,
                            year_month_day date) {
  if (days.size() < 2)
    return {};
  return (have_own_names(days) ? format_short_day(lang, date) : format_short_date(lang, date))
         + " ";
}

} // namespace

std::vector<shown_slot> shown_slots(const std::vector<slot>& slots,
                                    const std::vector<std::string>& proximity) {
  std::vector<shown_slot> result;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    auto date = parse_date(slots[i].date);
    auto start = parse_hhmm(slots[i].start_time);
    if (date && start)
      result.push_back(
          {&slots[i], *date, *start, i < proximity.size() ? cleaned(proximity[i]) : std::string{}});
  }
  return result;
}

std::string service_word(const salon& where, language lang, const slot& x) {
  auto known = where.find_service(x.service_id);
  auto name = cleaned(known ? known->name_in(lang) : x.service_name);
  return name.empty() ? cleaned(x.service_name) : name;
}

std::string master_word(const salon& where, const slot& x) {
  auto known = where.find_master(x.master_id);
  auto name = cleaned(known ? known->name : x.master_name);
  return name.empty() ? cleaned(where.name) : name;
}

option slot_row(const salon& where, language lang, const shown_slot& x, std::string first) {
  auto name = master_word(where, *x.what);
  auto time = format_time(lang, x.start);
  auto title = x.what->show_star ? time_and_name(time + " ⭐", space, name, max_row_title)
                                 : time_and_name(time, dash, name, max_row_title);
  return {"slot_" + x.what->id, title,
          joined({std::move(first), price_word(where, lang, x.what->price),
                  duration_word(lang, std::chrono::minutes{x.what->duration}), x.proximity,
                  title.ends_with(name) ? std::string{} : name})};
}

std::vector<option> slot_buttons(const salon& where, language lang,
                                 const std::vector<shown_slot>& slots) {
  auto days = days_of(slots);
  std::vector<option> result;
  for (auto& each : slots)
    result.push_back(
        {"slot_" + each.what->id,
         time_and_name(day_before_time(lang, days, each.date) + format_time(lang, each.start), dash,
                       master_word(where, *each.what), max_button_title),
         {}});
  return result;
}

std::string days_header(language lang, const std::vector<shown_slot>& slots) {
  auto days = days_of(slots);
  if (days.size() == 1)
    return format_heading(lang, days.front());
  std::string result;
  for (auto each : days)
    result += (result.empty() ? "" : " · ") + format_short_day(lang, each) + ", "
              + format_short_date(lang, each);
  return result;
}

} // namespace quickbooking
