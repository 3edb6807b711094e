#pragma once

#include "messages/session/stored_state.hpp"
#include "net/redis/hash_slot.hpp"
#include "net/redis/redis_connection.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

// The Redis commands of the session store, and how their replies read. Pure: no connection.
//
// One customer has four keys in one hash slot (Redis Cluster hashes what stands in braces):
//   booking:session:+1555             the snapshot, TTL 1800 s
//   {booking:session:+1555}:receipt   a snapshot without slots, 24 h: version and last reply after
//                                     the session's end
//   {booking:session:+1555}:handled   list of handled message ids, 24 h
//   {booking:session:+1555}:replies   replies that are due, 24 h; see due_commands.hpp

/// The fenced, idempotent write (design.md section 5): refuses unless what is stored begins with
/// `expected`, is older and of the same owner epoch, or is absent; says `already` if it is this
/// very write. Compares bytes, never decodes JSON.
std::string_view session_write_script();

/// Lower-case hex SHA-1, as `EVALSHA` wants it.
std::string script_sha1(std::string_view script);

/// `EVALSHA` for a write, or `EVAL` after a `NOSCRIPT`.
std::vector<std::string> write_command(const customer_key& who, const session_write& what,
                                       bool with_source);

/// Reads the script's reply. Errors: `redis_error` with Redis' own words.
result<write_outcome> read_write_reply(const redis_value& reply);

/// The commands that read a customer: snapshot; receipt; handled ids; due replies; the old
/// service's key (absent for a BSUID, and in a cluster, where it stands in another slot). One key
/// in each, so that a cluster can answer them while their slot is on its way to another server.
std::vector<std::vector<std::string>> load_commands(const customer_key& who, redis_kind kind);

/// Puts their replies together, in the same order.
result<stored_state> read_load_replies(const std::vector<redis_value>& replies);

/// The old service's session counts if there is none of ours.
void add_legacy_session(stored_state& found, const redis_value& reply);

/// The list of the customer's handled message ids.
std::string handled_key(const customer_key& who);

/// True for the reply that asks for the script's source.
bool is_noscript(const redis_value& reply);

} // namespace quickbooking
