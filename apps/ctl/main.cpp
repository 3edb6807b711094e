// quickbooking-ctl: the operator's tool. Asks and tells a running node, over HTTP.

#include "apps/ctl/commands.hpp"
#include "apps/ctl/completion.hpp"
#include "apps/ctl/ctl_command.hpp"
#include "apps/ctl/exit_codes.hpp"
#include "apps/secrets.hpp"
#include "messages/encoding/json_text.hpp"

#include <CLI/CLI.hpp>

#include <csignal>
#include <iostream>

namespace {

using namespace quickbooking;

int complain(const failure& why) {
  std::cerr << "quickbooking-ctl: " << why.message << '\n';
  return exit_code_of(why);
}

int print_completion(const std::string& shell) {
  ctl_command unused;
  CLI::App app;
  describe_ctl(app, unused);
  std::cout << completion_for(shell, words_of(app, "quickbooking-ctl"));
  return exit_done;
}

int run(const ctl_command& what) {
  auto token = secret("QUICKBOOKING_API_TOKEN");
  if (!token)
    return complain(token.error());
  auto node = node_client::make(what.url, std::move(*token), std::chrono::seconds{what.timeout});
  if (!node)
    return complain(node.error());
  const auto done = run_command(what, *node);
  if (!done)
    return complain(done.error());
  std::cout << (what.as_json ? to_text(done->document) + "\n" : human_text(what, done->document));
  return done->is_done ? exit_done : exit_refused;
}

} // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  int exit_code = exit_done;
  const auto what = parse_ctl_command(argc, argv, exit_code);
  if (!what)
    return exit_code;
  return what->name == "completion" ? print_completion(what->shell) : run(*what);
}
