#pragma once

#include <quickbooking/messages.hpp>

#include <caf/type_id.hpp>
#include <caf/typed_actor.hpp>

/// @file
/// The typed actors of both sides: what the service gives to a host, and what a host may give to
/// it.

namespace quickbooking {

// -- from the service ---

/// Takes customers' turns. Whoever asks should wait at least 10 seconds: a turn that books waits up
/// to 5 for the calendar.
using booking_service = caf::typed_actor<caf::replies_to<customer_text>::with<customer_answer>,
                                         caf::replies_to<customer_tap>::with<customer_answer>,
                                         caf::replies_to<session_query>::with<session_record>,
                                         caf::replies_to<session_removal>::with<session_record>>;

/// Counts sessions.
using statistics_source
    = caf::typed_actor<caf::replies_to<statistics_query>::with<session_statistics>>;

/// An actor of the host that wants to know what happens.
using event_listener
    = caf::typed_actor<caf::reacts_to<transition_event>, caf::reacts_to<booking_event>,
                       caf::reacts_to<health_event>>;

struct event_subscription;
struct event_cancellation;

/// Tells listeners what happens on this node, for as long as they live. A subscription is answered
/// with the health of now, and replaces an earlier one of the same listener.
using event_source = caf::typed_actor<caf::replies_to<event_subscription>::with<health_event>,
                                      caf::reacts_to<event_cancellation>,
                                      caf::replies_to<health_query>::with<health_event>>;

/// Asks for events. What is false is not told.
struct event_subscription {
  event_listener listener;
  bool transitions = true;
  bool bookings = true;
  bool health = true;
};

/// Ends a subscription. A listener that dies needs none.
struct event_cancellation {
  event_listener listener;
};

// -- from the host ---

/// Keeps the bookings in place of the service's own calendar. It must refuse overlaps by itself:
/// what the service knows of it may be seconds old. An answer that takes longer than 4 seconds
/// counts as `unavailable`; the order may come again under the same key.
using calendar_service = caf::typed_actor<caf::replies_to<bookings_query>::with<booking_list>,
                                          caf::replies_to<booking_order>::with<booking_result>,
                                          caf::replies_to<waitlist_order>::with<waitlist_result>>;

/// Brings replies to customers in place of WhatsApp's Cloud API. No answer within 30 seconds counts
/// as sent, with an unknown outcome.
using message_sender = caf::typed_actor<caf::replies_to<outgoing_message>::with<send_result>>;

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, event_subscription& x) {
  return f(caf::meta::type_name("event_subscription"), x.listener, x.transitions, x.bookings,
           x.health);
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, event_cancellation& x) {
  return f(caf::meta::type_name("event_cancellation"), x.listener);
}

} // namespace quickbooking

// Ids from first_custom_type_id + 1000 to + 1999 are ours; a host takes others. They say what
// passes between processes, so they only ever grow: new types go to the end.
CAF_BEGIN_TYPE_ID_BLOCK(quickbooking_embedding, caf::first_custom_type_id + 1400)

CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::reply_route))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::customer_text))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::customer_tap))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::turn_outcome))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::storage))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::customer_answer))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::session_query))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::session_removal))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::session_record))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::statistics_query))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::session_statistics))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::transition_event))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::booking_event))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::health_state))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::health_event))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::health_query))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::event_listener))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::event_subscription))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::event_cancellation))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::bookings_query))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::calendar_entry))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::booking_list))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::booking_order))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::booking_verdict))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::booking_result))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::waitlist_order))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::waitlist_verdict))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::waitlist_result))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::outgoing_message))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::send_verdict))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::send_result))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::booking_service))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::statistics_source))
CAF_ADD_TYPE_ID(quickbooking_embedding, (quickbooking::event_source))

CAF_END_TYPE_ID_BLOCK(quickbooking_embedding)
