#pragma once

#include "messages/whatsapp/graph.hpp"

#include <optional>

namespace quickbooking {

/// What is known of an error code of the Graph API.
struct graph_error {
  int first, last; ///< codes of this kind, both included
  send_outcome outcome;
  int max_tries = 5;
  int min_wait_seconds = 0;
};

/// Nothing for a code that is not in the table.
std::optional<graph_error> find_graph_error(int code);

} // namespace quickbooking
