#pragma once

#include "messages/customer.hpp"
#include "messages/session/due_reply.hpp"
#include "net/redis/hash_slot.hpp"
#include "net/redis/redis_connection.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

// Replies that are due (P4), and the Redis commands to find them again after a crash. Pure: no
// connection.
//
// A reply is kept with its session, in one hash slot with it:
//   {booking:session:+1555}:replies   hash: out_id -> bytes, 24 h
// and is listed in an index of all customers, so that nobody has to go through all keys:
//   booking:due                       sorted set: "+1555 out_id", by the time to look at it again
//   booking:due:{tag}                 the same in Redis Cluster, one per hash slot, so that an
//   entry
//                                     stands in one slot with its reply and moves with it
// The index is written first: a reply may be listed and not be due, never the other way round.

/// An entry of the index.
struct due_entry {
  customer_key customer;
  std::string out_id;

  friend bool operator==(const due_entry&, const due_entry&) = default;
};

std::string due_key(const customer_key& who);

std::vector<std::string> list_due_command(const due_entry& what, instant look_again,
                                          redis_kind kind);

/// The entries to be looked at by now, at most `limit`, oldest first.
std::vector<std::string> find_due_command(instant now, std::size_t limit);

/// The same of one slot of a cluster.
std::vector<std::string> find_due_command(hash_slot slot, instant now, std::size_t limit);

/// Reads its reply; entries that are none of ours are left out.
std::vector<due_entry> read_due_entries(const redis_value& reply);

/// The two commands that forget a reply: its bytes, and its entry.
std::vector<std::vector<std::string>> forget_due_commands(const due_entry& what, redis_kind kind);

/// Reads the replies of one customer, oldest first; what is none of ours is left out.
std::vector<due_reply> read_due_replies(const redis_value& reply);

} // namespace quickbooking
