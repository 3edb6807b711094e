#include "apps/ctl/ctl_command.hpp"

#include "apps/ctl/exit_codes.hpp"

#include <CLI/CLI.hpp>

namespace quickbooking {

namespace {

constexpr const char* footer = R"(
The bearer token comes from the environment, QUICKBOOKING_API_TOKEN, or from the file that
QUICKBOOKING_API_TOKEN_FILE names. A node without a token answers on its own machine only.

Exit codes:
  0  done
  1  the node refused, or something was not done
  2  the command line or the environment is wrong
  3  the node wants another token
  4  nobody answers at the address
)";

constexpr std::size_t most_sessions = 1'000'000;
constexpr int most_seconds = 3600;

void describe_common(CLI::App& app, ctl_command& out) {
  app.add_option("--url", out.url, "Base address of a node")
      ->envname("QUICKBOOKING_URL")
      ->capture_default_str();
  app.add_flag("--json", out.as_json, "One JSON document in place of a table");
  app.add_option("--timeout", out.timeout, "Seconds that a call may take")
      ->check(CLI::Range(1, most_seconds))
      ->capture_default_str();
}

void describe_views(CLI::App& app, ctl_command& out) {
  app.add_subcommand("status", "How the node is, and how Redis is to it");
  app.add_subcommand("nodes", "All nodes of the cluster, as the node sees them");
  app.add_subcommand("statistics", "How many sessions Redis has, and for how long");
  auto* sessions = app.add_subcommand("sessions", "The active sessions, phones masked");
  sessions->add_flag("--full", out.full, "Whole phone numbers");
  sessions->add_option("--limit", out.limit, "At most so many")
      ->check(CLI::Range(std::size_t{1}, most_sessions))
      ->capture_default_str();
  auto* session = app.add_subcommand("session", "One customer's session");
  session->add_option("PHONE", out.phone, "As +15551234567")->required();
  session->add_flag("--clear", out.clear, "Delete it");
}

void describe_letters(CLI::App& app, ctl_command& out) {
  auto* letters = app.add_subcommand("dead-letters", "Messages of this node that were put aside");
  letters->add_flag("--full", out.full, "Whole phone numbers, and what was written");
  auto* remove = letters->add_option("--remove", out.remove, "Forget the one with this id");
  letters->add_option("--replay", out.replay, "Give the one with this id its turn again")
      ->excludes(remove);
}

void describe_changes(CLI::App& app, ctl_command& out) {
  auto* drain = app.add_subcommand("drain", "Take a node out of the ring; it stays up");
  drain->add_option("NODE", out.node, "Its name")->required();
  drain->add_flag("--undo", out.undo, "Let it join the ring again");
  drain->add_option("--wait", out.wait, "Seconds to wait for the end of what is under way")
      ->check(CLI::Range(0, most_seconds))
      ->capture_default_str();
  auto* backup = app.add_subcommand("backup", "Write all sessions into a file");
  backup->add_option("FILE", out.file, "Replaced once it is whole")->required();
  auto* restore = app.add_subcommand("restore", "Bring back sessions that a backup has");
  restore->add_option("FILE", out.file, "Made by backup")->required();
  restore->add_flag("--dry-run", out.dry_run, "Only read the file, and say what is in it");
}

} // namespace

void describe_ctl(CLI::App& app, ctl_command& out) {
  app.description("Asks and tells a running QuickBooking node");
  app.require_subcommand(1);
  app.fallthrough();
  app.set_version_flag("--version", "quickbooking-ctl " QUICKBOOKING_VERSION);
  describe_common(app, out);
  describe_views(app, out);
  describe_changes(app, out);
  describe_letters(app, out);
  auto* completion
      = app.add_subcommand("completion", "Print the script that completes for a shell");
  completion->add_option("SHELL", out.shell, "bash, fish or zsh")
      ->required()
      ->check(CLI::IsMember({"bash", "fish", "zsh"}));
  app.footer(footer);
}

std::optional<ctl_command> parse_ctl_command(int argc, const char* const* argv, int& exit_code) {
  CLI::App app;
  ctl_command out;
  describe_ctl(app, out);
  try {
    app.parse(argc, argv);
    out.name = app.get_subcommands().front()->get_name();
    return out;
  } catch (const CLI::ParseError& problem) {
    exit_code = app.exit(problem) == 0 ? exit_done : exit_usage;
    return std::nullopt;
  }
}

} // namespace quickbooking
