#include "booking/calendar/availability.hpp"
#include "booking/calendar/zone.hpp"

namespace quickbooking {

namespace {

const service* only_service_of(const salon& where, const master& who) {
  const service* only = nullptr;
  for (const auto& x : where.services)
    if (x.active && who.does(x.kind)) {
      if (only != nullptr)
        return nullptr;
      only = &x;
    }
  return only;
}

const service* service_of(const salon& where, const master& who, std::string_view named,
                          std::string_view fallback) {
  if (!named.empty())
    return where.find_service(named);
  if (!fallback.empty())
    return where.find_service(fallback);
  return only_service_of(where, who);
}

} // namespace

slot make_slot(const salon& where, const service& what, const opening& from, language lang) {
  slot x;
  x.id = to_slot_id({from.who->id, what.id, from.start});
  x.date = to_string(from.date);
  x.start_time = to_hhmm(from.time_of_day);
  x.end_time = to_hhmm(to_civil(where.zone, from.start + what.duration).time_of_day);
  x.duration = static_cast<int>(what.duration.count());
  x.master_id = from.who->id;
  x.master_name = from.who->name;
  x.service_id = what.id;
  x.service_name = what.name_in(lang);
  x.price = what.price;
  return x;
}

std::optional<slot> make_slot(const salon& where, const slot_ref& ref,
                              std::string_view fallback_service_id, language lang) {
  const auto* who = where.find_master(ref.master_id);
  if (who == nullptr)
    return std::nullopt;
  const auto* what = service_of(where, *who, ref.service_id, fallback_service_id);
  if (what == nullptr || !who->does(what->kind))
    return std::nullopt;
  const auto local = to_civil(where.zone, ref.start);
  return make_slot(where, *what, {who, ref.start, local.date, local.time_of_day}, lang);
}

} // namespace quickbooking
