#pragma once

#include "booking/calendar/popular.hpp"
#include "booking/calendar/ranking.hpp"
#include "booking/catalog/salon.hpp"
#include "messages/language.hpp"
#include "messages/reply.hpp"
#include "messages/slot.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

// Builders of the cards that customers see. Pure; every result obeys WhatsApp's limits whatever the
// names are (`limit_violations` is empty). `body` is the explanation above the options, already in
// the language.

/// A row or button that is not a slot, appended to a slots card: its id and label.
struct extra_option {
  std::string id;
  std::string title;
};

/// 1-3 options in all: reply buttons ("3:00 PM - Sarah": the name is shortened, never the time).
/// Else a list, one section per day, title = time, star and master; description = price, duration,
/// proximity. At most 10 rows: slots beyond that are left out before extras are. `slots` must not
/// be empty.
card slots_card(const salon& where, language lang, std::string body, const std::vector<slot>& slots,
                const std::vector<std::string>& proximity, const std::vector<extra_option>& extras);

/// The choices that make sense: buttons for 1-3.
card choice_card(language lang, std::string body, const std::vector<extra_option>& choices);

/// "Which service?", 10 rows a page: 9 and a "more" row if there are more than fit.
card services_card(const salon& where, language lang, std::string body,
                   const std::vector<const service*>& services, int page);

/// Service, master, date, start-end, duration, price; [Confirm] [Change time].
card confirmation_card(const salon& where, language lang, const slot& chosen);

/// What a confirmed booking is told with.
std::string confirmed_text(const salon& where, language lang, const slot& booked,
                           std::string_view code);

/// Popular hours as slots that can be tapped: the next free one of each.
card popular_card(const salon& where, language lang, const std::vector<slot>& next_free,
                  const std::vector<popular_time>& cells, const std::vector<extra_option>& extras);

} // namespace quickbooking
