#pragma once

#include "net/log.hpp"

#include <boost/asio/io_context.hpp>

#include <string_view>

namespace quickbooking {

/// What lives on this loop logs there from now on; what was made before may keep the log that it
/// has. Any thread.
void set_log(boost::asio::io_context& loop, log_ptr log);

/// Never null: spdlog's default logger, if none was set. Any thread.
log_ptr log_of(boost::asio::io_context& loop);

/// Logs the exception that is being handled: to be called in a `catch`. `who` has thrown it.
void log_exception(boost::asio::io_context& loop, std::string_view who);

} // namespace quickbooking
