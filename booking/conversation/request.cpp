#include "booking/conversation/request.hpp"

#include "booking/conversation/habits.hpp"
#include "booking/conversation/wish_merge.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

/// An active service that somebody does; null if there is none with this id.
const service* find_offered(const salon& where, const std::optional<std::string>& id) {
  if (!id)
    return nullptr;
  const auto offered = where.active_services();
  const auto at = std::ranges::find(offered, *id, [](const service* x) { return x->id; });
  return at == offered.end() ? nullptr : *at;
}

/// Sessions of the old service may name a service or master without its id.
intent read_name(const step& s, const std::optional<std::string>& name) {
  return name ? s.in.understand.read(s.where(), *name, s.lang(), s.in.now).said : intent{};
}

const service* find_wanted_service(const step& s) {
  const auto& wanted = s.next.wanted;
  if (const auto* what = find_offered(s.where(), wanted.service_id))
    return what;
  if (!wanted.service_id)
    if (const auto* what = find_offered(s.where(), read_name(s, wanted.service_name).service_id))
      return what;
  const auto offered = s.where().active_services();
  return offered.size() == 1 ? offered.front() : nullptr;
}

const master* find_wanted_master(const step& s) {
  const auto& wanted = s.next.wanted;
  const auto id = wanted.master_id ? wanted.master_id : read_name(s, wanted.master_name).master_id;
  return id ? s.where().find_master(*id) : nullptr;
}

/// What the customer would call the wanted master; also one who is not active any more.
std::string name_of_wanted_master(const step& s) {
  const auto& wanted = s.next.wanted;
  if (wanted.master_name)
    return *wanted.master_name;
  const auto& all = s.where().masters;
  const auto at = std::ranges::find(all, wanted.master_id.value_or(""), &master::id);
  return at == all.end() ? std::string{} : at->name;
}

civil_time civil_now(const step& s) { return to_civil(s.where().zone, s.in.now); }

} // namespace

bool settle_service(step& s) {
  const auto* what = find_wanted_service(s);
  if (what != nullptr)
    want_service(s, *what);
  else
    s.next.wanted.service_id.reset();
  return what != nullptr;
}

void settle_master(step& s) {
  auto& wanted = s.next.wanted;
  if (!wanted.master_id && !wanted.master_name)
    return;
  const auto* who = find_wanted_master(s);
  const auto* what = s.where().find_service(wanted.service_id.value_or(""));
  if (who != nullptr && (what == nullptr || who->does(what->kind))) {
    wanted.master_id = who->id;
    wanted.master_name = who->name;
    return;
  }
  if (const auto name = name_of_wanted_master(s); !name.empty())
    s.notes.push_back(words(s, text_key::unknown_master, {{"master", name}}));
  wanted.master_id.reset();
  wanted.master_name.reset();
}

void settle_day(step& s) {
  auto& wanted = s.next.wanted;
  wanted.date = wished_day(wanted, civil_now(s));
  if (!wanted.date || days_between(s.today(), *wanted.date) >= 0)
    return;
  s.notes.push_back(words(s, text_key::past_date, {{"date", format_date(s.lang(), *wanted.date)}}));
  wanted.date.reset();
  wanted.day_of_week.reset();
}

request request_of(const step& s) {
  const auto& wanted = s.next.wanted;
  request r;
  r.what = s.where().find_service(wanted.service_id.value_or(""));
  r.target.who = wanted.master_id ? s.where().find_master(*wanted.master_id) : nullptr;
  r.target.date = wanted.date;
  r.target.time = wanted.time;
  if (const auto habit = habit_of(s))
    r.target.usual_time = habit->time;
  if (!wanted.time)
    r.part = wanted.part;
  return r;
}

slot_ref context_of(const step& s) { return context_of(s.next.wanted, s.where(), civil_now(s)); }

bool adopt_context(step& s, const std::optional<slot_ref>& context) {
  if (!context || *context == context_of(s))
    return true;
  auto carried = intent_of(*context, s.where());
  if (carried.service_id && find_offered(s.where(), carried.service_id) == nullptr)
    return false;
  if (!carried.service_id) {
    carried.service_id = s.next.wanted.service_id;
    carried.service_name = s.next.wanted.service_name;
  }
  s.next.wanted = std::move(carried);
  s.next.selected_slot.reset();
  show_afresh(s);
  return true;
}

void want_service(step& s, const service& what) {
  s.next.wanted.service_id = what.id;
  s.next.wanted.service_name = what.name_in(s.lang());
}

void remember_first_wish(step& s) {
  if (s.next.original_intent == intent{})
    s.next.original_intent = s.next.wanted;
}

void show_afresh(step& s, offer_view view) {
  s.next.view = view;
  s.next.pages_seen = 0;
}

} // namespace quickbooking
