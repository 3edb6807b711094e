#pragma once

#include "net/redis/redirection.hpp"

#include <functional>
#include <memory>

namespace quickbooking {

/// Told of each redirection that a command followed; on the loop's thread, may outlive the
/// connection.
using redirection_handler = std::function<void(redirection::kind)>;

/// A connection to one master of a Redis Cluster. A command that is answered with `MOVED` or `ASK`
/// goes on to the server that is named, at most `max_redirections` times, by a connection that is
/// made when it is needed, to a server that is like `where` but for host and port. `TRYAGAIN` is
/// answered by trying again. All that within the limit of the command; one that finds no end within
/// it fails with `slot_moving` (outcome unknown), which says nothing about the server at `where`.
std::shared_ptr<redis_connection> make_cluster_connection(boost::asio::io_context& loop,
                                                          redis_address where,
                                                          redirection_handler on_redirection);

inline constexpr int max_redirections = 4;

} // namespace quickbooking
