#pragma once

#include "booking/calendar/popular.hpp"
#include "booking/calendar/ranking.hpp"
#include "booking/catalog/salon.hpp"
#include "messages/language.hpp"
#include "messages/reply/reply.hpp"
#include "messages/session/slot.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

// Builders of the cards that customers see. Pure; every result obeys WhatsApp's limits whatever the
// names are (`limit_violations` is empty): texts are shortened, ids never; what cannot be sent is
// left out, and a card that would have no option gets a restart. `body` is the explanation above
// the options, already in the language. What a customer means by "the second one" is
// `card::options()`: in lists the slots of a day stand together, so that the order may differ from
// the order given.

/// A row or button that is not a slot, appended to a slots card: its id and label.
struct extra_option {
  std::string id;
  std::string title;
};

/// 1-3 options in all: reply buttons `slot_<slot id>` ("3:00 PM - Sarah": the name is shortened,
/// never the time; "Fri 3:00 PM - Sarah" where the slots are of several days). Else a list, one
/// section per day, title = time, star and master; description = price, duration, proximity. At
/// most 10 rows: slots beyond that are left out before extras are. `proximity` belongs to `slots`
/// by index and may be shorter. Without slots: the `choice_card` of the extras.
card slots_card(const salon& where, language lang, std::string body, const std::vector<slot>& slots,
                const std::vector<std::string>& proximity, const std::vector<extra_option>& extras);

/// The choices that make sense: buttons for 1-3, else a list.
card choice_card(language lang, std::string body, const std::vector<extra_option>& choices);

/// "Which service?", rows `action_service_<id>`: all if they are up to 10, else 9 a page (counted
/// from 0) and a row `action_services_page_<n>`, which leads on from the last page to the first.
card services_card(const salon& where, language lang, std::string body,
                   const std::vector<const service*>& services, int page);

/// Service, master, date, start-end, duration, price; [Confirm] `confirm_<slot id>`, [Change time]
/// `action_change_slot_<slot id>`.
card confirmation_card(const salon& where, language lang, const slot& chosen);

/// What a confirmed booking is told with.
std::string confirmed_text(const salon& where, language lang, const slot& booked,
                           std::string_view code);

/// Popular hours as slots that can be tapped: `next_free` has the next free one of each cell for
/// which there is one. The description tells how many chose that hour, except for defaults.
card popular_card(const salon& where, language lang, const std::vector<slot>& next_free,
                  const std::vector<popular_time>& cells, const std::vector<extra_option>& extras);

} // namespace quickbooking
