#pragma once

#include "load/engine/load_run.hpp"
#include "messages/failure.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quickbooking {

/// The command line as it was given.
struct load_command {
  std::string scenario; ///< file
  std::vector<std::string> targets;
  std::string api = "webhook";
  std::string graph_address = "127.0.0.1";
  std::uint16_t graph_port = 0;
  std::string out;     ///< folder; empty: none
  std::string compare; ///< run.json of another run; empty: none
  std::size_t connections = 1024;
  std::size_t threads = 1;
  // In place of what the scenario says:
  std::optional<std::string> model;
  std::optional<double> rate;
  std::optional<std::size_t> customers;
  std::optional<std::string> ramp;
  std::optional<std::string> duration;
  std::optional<std::uint64_t> seed;
};

/// Reads the command line. Nothing if the program is to end with `exit_code`: help was asked for,
/// or something is wrong, and it is told.
std::optional<load_command> parse_load_command(int argc, char** argv, int& exit_code);

/// Reads the scenario file and puts the command line's values in place of its own. Errors:
/// `unreadable_file`, and those of `parse_scenario`.
result<scenario> read_scenario(const load_command& command);

/// Reads secrets from the environment, or from the files that it names. Errors: `missing_secret`,
/// `unreadable_file`.
result<letter_head> read_letter_head(const load_command& command, const scenario& what,
                                     const base_url& target);

/// The addresses of the nodes, checked. Error: `invalid_url`.
result<std::vector<base_url>> read_targets(const load_command& command);

/// The token that the node's calls to the Graph API bear. Errors as above.
result<std::string> read_graph_token(const load_command& command);

} // namespace quickbooking
