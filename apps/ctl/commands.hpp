#pragma once

#include "apps/ctl/ctl_command.hpp"
#include "apps/ctl/node_client.hpp"

namespace quickbooking {

/// What came of a command: a document, which is printed as it is or as a text for people.
struct ctl_outcome {
  nlohmann::ordered_json document;
  bool is_done = true; ///< false: not all that was asked for was done; the document tells
};

/// Does what the command says, at this node. Errors: those of `node_client::ask`, and what is wrong
/// with the command's argument.
result<ctl_outcome> run_command(const ctl_command& what, node_client& node);

/// The document for people: a table, or a few lines.
std::string human_text(const ctl_command& what, const nlohmann::ordered_json& document);

// -- single commands ---

result<ctl_outcome> show_status(const ctl_command& what, node_client& node);
result<ctl_outcome> show_nodes(const ctl_command& what, node_client& node);
result<ctl_outcome> drain_node(const ctl_command& what, node_client& node);
result<ctl_outcome> show_sessions(const ctl_command& what, node_client& node);
result<ctl_outcome> show_session(const ctl_command& what, node_client& node);
result<ctl_outcome> show_statistics(const ctl_command& what, node_client& node);
result<ctl_outcome> show_dead_letters(const ctl_command& what, node_client& node);
result<ctl_outcome> back_up_sessions(const ctl_command& what, node_client& node);
result<ctl_outcome> restore_sessions(const ctl_command& what, node_client& node);

} // namespace quickbooking
