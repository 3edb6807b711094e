#pragma once

#include "messages/failure.hpp"
#include "net/loop/loop_gate.hpp"

#include <boost/asio/generic/stream_protocol.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace quickbooking {

/// A socket for TCP and for unix paths.
using stream_protocol = asio::generic::stream_protocol;
using stream_socket = asio::basic_stream_socket<stream_protocol, loop_executor>;
using stream_endpoint = stream_protocol::endpoint;

using resolved_handler = std::function<void(result<std::vector<stream_endpoint>>)>;

/// Finds the addresses of a host without blocking the loop; `done` is called on it. Error:
/// `unknown_host`.
void resolve(const std::shared_ptr<loop_gate>& gate, const std::string& host, std::uint16_t port,
             resolved_handler done);

/// Connects to the first endpoint that accepts; `done` gets the error of the last one tried. The
/// socket must live until `done` is called or destroyed; closing it ends the attempt.
void dial(stream_socket& socket, std::vector<stream_endpoint> endpoints,
          std::function<void(error_code)> done);

} // namespace quickbooking
