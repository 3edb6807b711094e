#pragma once

#include "actors/cores/send_order.hpp"
#include "booking/calendar/calendar_view.hpp"
#include "booking/conversation/conversation.hpp"
#include "messages/inbound.hpp"
#include "messages/session.hpp"

#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/type_id.hpp>

#include <chrono>
#include <string>
#include <vector>

// The messages between the actors of one node. They stay in the process, hence no serialisation.

namespace quickbooking {

/// Asks the calendar actor for a salon's calendar; answered with a `calendar_view_ptr`, never null.
struct read_calendar {
  std::string salon_id;
};

} // namespace quickbooking

#define QUICKBOOKING_LOCAL(type) CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::type)

CAF_BEGIN_TYPE_ID_BLOCK(quickbooking, caf::first_custom_type_id + 1000)

CAF_ADD_TYPE_ID(quickbooking, (quickbooking::inbound_message))
CAF_ADD_TYPE_ID(quickbooking, (quickbooking::book_request))
CAF_ADD_TYPE_ID(quickbooking, (quickbooking::booking_outcome))
CAF_ADD_TYPE_ID(quickbooking, (quickbooking::waitlist_request))
CAF_ADD_TYPE_ID(quickbooking, (quickbooking::waitlist_outcome))
CAF_ADD_TYPE_ID(quickbooking, (quickbooking::calendar_view_ptr))
CAF_ADD_TYPE_ID(quickbooking, (quickbooking::send_order))
CAF_ADD_TYPE_ID(quickbooking, (quickbooking::send_report))
CAF_ADD_TYPE_ID(quickbooking, (quickbooking::read_calendar))

CAF_END_TYPE_ID_BLOCK(quickbooking)

QUICKBOOKING_LOCAL(inbound_message)
QUICKBOOKING_LOCAL(book_request)
QUICKBOOKING_LOCAL(booking_outcome)
QUICKBOOKING_LOCAL(waitlist_request)
QUICKBOOKING_LOCAL(waitlist_outcome)
QUICKBOOKING_LOCAL(calendar_view_ptr)
QUICKBOOKING_LOCAL(send_order)
QUICKBOOKING_LOCAL(send_report)
QUICKBOOKING_LOCAL(read_calendar)
