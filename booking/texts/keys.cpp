#include "booking/texts/texts.hpp"

#include <iterator>

namespace quickbooking {

namespace {

/// In the order of the keys.
constexpr std::string_view names[] = {
    "SLOT_TAKEN",
    "SLOT_AVAILABLE",
    "DAY_OPTIONS",
    "NEXT_OPTIONS",
    "SAME_DAY_OPTIONS",
    "DIFF_DAY_OPTIONS",
    "ALL_DAY_BUSY",
    "MASTER_FULL",
    "WEEK_BUSY",
    "NO_ALTERNATIVES",
    "OUTSIDE_HOURS",
    "CLOSED_DAY",
    "PART_FULL",
    "TOO_FAR",
    "POPULAR_TIMES_INTRO",
    "POPULAR_DEFAULT",
    "POPULAR_FULL",
    "ASK_SERVICE",
    "ASK_SERVICE_FIRST",
    "ASK_TIME",
    "SLOT_JUST_TAKEN",
    "SLOT_IN_PAST",
    "CONFIRM_CARD",
    "BOOKING_CONFIRMED",
    "ALREADY_CONFIRMED",
    "NEXT_SERVICE",
    "USUAL_OFFER",
    "USUAL_NOT_FREE",
    "WAITLIST_JOINED",
    "WAITLIST_ALREADY",
    "WAITLIST_LEFT",
    "WAITLIST_OFFER",
    "WAITLIST_OFFER_ENDED",
    "CALL_SALON",
    "BOOKING_CANCELLED",
    "CANCEL_BY_PHONE",
    "SESSION_EXPIRED",
    "ERROR",
    "UNSUPPORTED_INPUT",
    "GREETING",
    "THANKS",
    "UNKNOWN_MASTER",
    "NOT_UNDERSTOOD",
    "CHOOSE_OPTION",
    "SEE_MORE_END",
    "NOTHING_MORE_THAT_DAY",
    "PAST_DATE",
    "SLOTS_FOOTER",
    "LIST_HEADER",
    "SERVICE_HEADER",
    "OPTIONS_HEADER",
    "LABEL_SAME_DAY",
    "LABEL_OTHER_DAY",
    "LABEL_POPULAR",
    "LABEL_CONFIRM",
    "LABEL_CANCEL",
    "LABEL_CHANGE_TIME",
    "LABEL_SELECT_TIME",
    "LABEL_SELECT_SERVICE",
    "LABEL_SEE_MORE",
    "LABEL_MORE_SERVICES",
    "LABEL_ALL_TIMES",
    "LABEL_NEXT_WEEK",
    "LABEL_DIFFERENT_DAY",
    "LABEL_WAITLIST",
    "LABEL_CALL",
    "LABEL_BOOK_NOW",
    "LABEL_PASS",
    "LABEL_USUAL",
    "LABEL_RESTART",
};

static_assert(std::size(names) == text_key_count);

} // namespace

std::string_view to_string(text_key key) { return names[static_cast<std::size_t>(key)]; }

} // namespace quickbooking
