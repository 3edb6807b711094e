#pragma once

#include <memory>

namespace spdlog {
class logger;
}

namespace quickbooking {

/// Where a part writes its lines. It is handed in: programs that embed several services tell their
/// lines apart by it.
using log_ptr = std::shared_ptr<spdlog::logger>;

} // namespace quickbooking
