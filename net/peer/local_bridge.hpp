#pragma once

#include "net/peer/peer_link.hpp"

#include <memory>

namespace quickbooking {

/// Passes the bytes of an open link on to a local socket and back, for those who speak to the peer
/// from another loop. Gives that socket, which the caller owns: whoever closes it ends the link,
/// and the end of the link closes it. On the loop's thread. Error: `peer_local`.
result<int> bridge_to_socket(asio::io_context& loop, std::shared_ptr<peer_link> link);

} // namespace quickbooking
