#pragma once

#include "booking/catalog/salon.hpp"
#include "messages/reply/reply.hpp"
#include "messages/session/slot.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace quickbooking {

/// A slot whose date and time could be read, and the words that tell how far it is from the wish.
struct shown_slot {
  const slot* what;
  std::chrono::year_month_day date;
  std::chrono::minutes start;
  std::string proximity;
};

/// The slots that can be shown. Those that an old session stored without a date or time cannot.
std::vector<shown_slot> shown_slots(const std::vector<slot>& slots,
                                    const std::vector<std::string>& proximity);

/// The names as a customer reads them: the catalog's, else those stored with the slot; the salon's
/// where no master is known.
std::string service_word(const salon& where, language lang, const slot& x);
std::string master_word(const salon& where, const slot& x);

/// "3:00 PM ⭐ Sarah" with "$50 · 1 hour · same time"; `first` goes before all else in the latter.
/// A name that had to be shortened is repeated where there is more room.
option slot_row(const salon& where, language lang, const shown_slot& x, std::string first = {});

/// "3:00 PM - Sarah". Where the slots are of several days, each title names its own: "Fri 3:00 PM",
/// or "Oct 31 3:00 PM" if two days have the same name.
std::vector<option> slot_buttons(const salon& where, language lang,
                                 const std::vector<shown_slot>& slots);

/// What stands above such buttons: "Friday, Oct 31" or "Fri, Oct 31 · Sat, Nov 1".
std::string days_header(language lang, const std::vector<shown_slot>& slots);

} // namespace quickbooking
