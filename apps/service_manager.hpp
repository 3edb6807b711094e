#pragma once

#include "messages/failure.hpp"

#include <string_view>

namespace quickbooking {

/// Tells the service manager that started this process what became of it: `READY=1` or
/// `STOPPING=1`, as systemd's sd_notify(3) describes the protocol: one datagram to the unix socket
/// that NOTIFY_SOCKET names. Does nothing where nobody waits for it, so that a node in a terminal
/// or a container needs no setting. Waits while the manager's queue is full. Errors:
/// `not_notified`, with the reason; the process can go on. From any thread while nobody changes the
/// environment.
result<void> tell_service_manager(std::string_view state);

} // namespace quickbooking
