#include "actors/session/session_figures.hpp"

namespace quickbooking {

session_figures::session_figures(metrics& all)
    : created(all.counter("quickbooking_sessions_created_total", "Conversations begun")),
      retrieved(all.counter("quickbooking_sessions_retrieved_total",
                            "Sessions taken into memory from their snapshot")),
      taken_over(all.counter("quickbooking_session_copies_taken_total",
                             "Sessions gone on with from a copy of what another node had")),
      migrated(all.counter("quickbooking_sessions_migrated_total",
                           "Sessions without a language that were given en")),
      deleted(all.counter("quickbooking_sessions_deleted_total",
                          "Sessions deleted after a booking or on request")),
      transitions(all.counter("quickbooking_transitions_total", "Turns that changed a session",
                              {{"durable", "true"}})),
      archived(all.counter("quickbooking_transitions_total", "Turns that changed a session",
                           {{"durable", "archive"}})),
      degraded(all.counter("quickbooking_transitions_total", "Turns that changed a session",
                           {{"durable", "false"}})),
      duplicates(all.counter("quickbooking_duplicate_messages_total",
                             "Messages whose id had taken effect before")),
      fenced(all.counter("quickbooking_fenced_writes_total",
                         "Snapshots refused because the store held another version")),
      resent(all.counter("quickbooking_replies_resent_total",
                         "Replies found due that are given to the outbox again")),
      restored(all.counter("quickbooking_sessions_brought_back_total",
                           "Sessions brought back from an operator's backup")),
      seconds(all.latency("quickbooking_transition_seconds",
                          "From a session's taking up a message to its answer")) {}

} // namespace quickbooking
