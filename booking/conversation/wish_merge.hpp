#pragma once

#include "booking/calendar/zone.hpp"
#include "booking/catalog/salon.hpp"
#include "messages/session/intent.hpp"
#include "messages/session/slot.hpp"

#include <optional>

namespace quickbooking {

/// A change of mind: what was said replaces its own part of the wish, the rest stays. A day or a
/// time wins over "anytime".
intent merged(intent wanted, const intent& said);

/// The day that is meant: the date, else the next such weekday, which is today while the wanted
/// time is still to come.
std::optional<std::chrono::year_month_day> wished_day(const intent& wanted, const civil_time& now);

/// The wish as buttons carry it, so that they can be answered without the session. A day without a
/// time is that day's midnight; a time without a day stands on the first day of 1970, UTC.
slot_ref context_of(const intent& wanted, const salon& where, const civil_time& now);

/// The reverse. Ids are taken over unchecked, names are left out.
intent intent_of(const slot_ref& context, const salon& where);

} // namespace quickbooking
