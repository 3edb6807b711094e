#pragma once

#include "actors/cores/ring.hpp"
#include "actors/protocol.hpp"
#include "net/http/http_server.hpp"

#include <string>

namespace quickbooking {

// How results of actors read as HTTP answers. Pure.

/// `{success, messageType, payload, sessionId, intent}`; errors as `{"error":{"code","message"}}`:
/// 404 unknown salon, 409 a message id that took effect before and whose reply is gone, 422 put
/// aside as a dead letter, 503 overloaded or no calendar.
http_response to_answer(const turn_result& x, bool with_session);

/// A session's snapshot with its TTL; 404 if there is none, 503 if the store cannot be asked.
http_response to_answer(const session_info& x);

/// Of a session that was to be brought back: 201; 409 where something newer is there, 410 where it
/// has expired, 503 if the store cannot be asked.
http_response to_answer(restore_end x);

/// Degraded is not an error: the node goes on from memory. A node that is not in the ring it sees
/// is: 503, so that a load balancer leaves it out.
http_response to_answer(const store_health& x, const ring_ptr& cluster);

http_response to_answer(const directory_reply& x);

/// Of a node that was asked or told something: 404 if it is unknown, 409 if it cannot be drained,
/// 503 if it does not answer.
http_response to_answer(const node_answer& x);

/// Of a dead letter that was removed; 404 if there is none, 503 if the archive cannot be asked.
http_response to_answer(const letter_reply& x);

/// 200 with this JSON.
http_response json_answer(std::string body);

/// 503: the actor that should answer does not.
http_response unavailable();

/// True if Meta should not send the message again: it is durable, or the node says that it goes on
/// without Redis (P3).
bool is_accepted(const turn_result& x);

} // namespace quickbooking
