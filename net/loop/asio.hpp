#pragma once

// The one way to include Asio and Beast inside net/.

#include <utility> // Asio 1.74 uses std::exchange without including it

// clang-format off
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
// clang-format on

#include <chrono>

namespace quickbooking {

namespace asio = boost::asio;

using boost::system::error_code;
using tcp = asio::ip::tcp;
using loop_clock = std::chrono::steady_clock;

/// Sockets and timers with the concrete executor: the default one, `any_io_executor`, costs a
/// virtual call and an allocation per operation.
using loop_executor = asio::io_context::executor_type;
using tcp_socket = asio::basic_stream_socket<tcp, loop_executor>;
using loop_timer
    = asio::basic_waitable_timer<loop_clock, asio::wait_traits<loop_clock>, loop_executor>;

} // namespace quickbooking
