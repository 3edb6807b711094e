#pragma once

#include "messages/failure.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace quickbooking {

/// What the node answered and wrote for one kind of message.
struct sample {
  std::string answer;   ///< body
  std::string snapshot; ///< without its header; empty if the session was over
  std::string receipt;  ///< the same of the receipt; empty if there was none
};

/// One of each kind that a journey has.
struct samples {
  sample text;
  sample tap;
  sample confirm;
};

/// Plays one booking on a node and keeps its answers and what is in Redis after each: the bare
/// pipeline answers and writes the same. Throws std::runtime_error if something else comes.
samples take_samples(std::uint16_t port, std::uint16_t redis_port);

std::string to_json_text(const samples& x);

/// Errors: `bad_samples`.
result<samples> parse_samples(std::string_view text);

} // namespace quickbooking
