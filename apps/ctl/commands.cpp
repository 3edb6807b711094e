#include "apps/ctl/commands.hpp"

#include <map>

namespace quickbooking {

namespace {

using command = result<ctl_outcome> (*)(const ctl_command&, node_client&);

const std::map<std::string, command>& commands() {
  static const std::map<std::string, command> all{{"status", show_status},
                                                  {"nodes", show_nodes},
                                                  {"drain", drain_node},
                                                  {"sessions", show_sessions},
                                                  {"session", show_session},
                                                  {"statistics", show_statistics},
                                                  {"backup", back_up_sessions},
                                                  {"restore", restore_sessions},
                                                  {"dead-letters", show_dead_letters}};
  return all;
}

} // namespace

result<ctl_outcome> run_command(const ctl_command& what, node_client& node) {
  return commands().at(what.name)(what, node);
}

} // namespace quickbooking
