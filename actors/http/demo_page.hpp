#pragma once

#include "net/http/http_server.hpp"

#include <string>

namespace quickbooking {

/// A file of the simulator page: `/` is index.html, else a plain file name directly in the folder
/// (html, css, js, svg). 404 for anything else, and for all if the folder is empty (no demo mode).
/// Reads the disk: for the demo only.
http_response demo_page(const std::string& folder, const std::string& path);

} // namespace quickbooking
