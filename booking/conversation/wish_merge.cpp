#include "booking/conversation/wish_merge.hpp"

namespace quickbooking {

namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::sys_days;

constexpr days first_day{1};

void forget_when(intent& wanted) {
  wanted.date.reset();
  wanted.day_of_week.reset();
  wanted.time.reset();
  wanted.part.reset();
}

void merge_when(intent& wanted, const intent& said) {
  const bool says_day = said.date || said.day_of_week;
  const bool says_time = said.time || said.part;
  if (said.is_flexible)
    forget_when(wanted);
  if (says_day) {
    wanted.date = said.date;
    wanted.day_of_week = said.day_of_week;
  }
  if (says_time) {
    wanted.time = said.time;
    wanted.part = said.part;
  }
  wanted.is_flexible = !says_day && !says_time && (said.is_flexible || wanted.is_flexible);
}

std::optional<std::string> id_if_any(const std::string& id) {
  return id.empty() ? std::nullopt : std::optional{id};
}

} // namespace

intent merged(intent wanted, const intent& said) {
  if (said.service_id || said.service_name) {
    wanted.service_id = said.service_id;
    wanted.service_name = said.service_name;
  }
  if (said.master_id || said.master_name) {
    wanted.master_id = said.master_id;
    wanted.master_name = said.master_name;
  }
  merge_when(wanted, said);
  wanted.is_usual = said.is_usual;
  return wanted;
}

std::optional<std::chrono::year_month_day> wished_day(const intent& wanted, const civil_time& now) {
  if (wanted.date || !wanted.day_of_week)
    return wanted.date;
  const auto ahead = *wanted.day_of_week - weekday_of(now.date);
  const bool over = ahead == days{0} && wanted.time && *wanted.time < now.time_of_day;
  return add_days(now.date, over ? 7 : static_cast<int>(ahead.count()));
}

slot_ref context_of(const intent& wanted, const salon& where, const civil_time& now) {
  slot_ref context{wanted.master_id.value_or(""), wanted.service_id.value_or(""), instant{}};
  const auto time = wanted.time.value_or(minutes{0});
  if (const auto day = wished_day(wanted, now))
    context.start = to_instant_or_gap_end(where.zone, *day, time);
  else
    context.start += time;
  return context;
}

intent intent_of(const slot_ref& context, const salon& where) {
  intent wanted;
  wanted.service_id = id_if_any(context.service_id);
  wanted.master_id = id_if_any(context.master_id);
  minutes time{0};
  if (context.start < instant{first_day}) {
    time = std::chrono::floor<minutes>(context.start.time_since_epoch());
  } else {
    const auto civil = to_civil(where.zone, context.start);
    wanted.date = civil.date;
    time = civil.time_of_day;
  }
  if (time != minutes{0})
    wanted.time = time;
  return wanted;
}

} // namespace quickbooking
