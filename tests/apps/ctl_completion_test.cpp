#define CAF_SUITE ctl_completion

#include "apps/ctl/completion.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/ctl_program.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <regex>
#include <set>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using words = std::set<std::string>;

/// What bash offers for the last of these words, as it does for a person who types them.
words offered(const std::vector<std::string>& line, const std::string& folder = ".") {
  temp_dir dir;
  std::ofstream{dir.file("completion")} << run_ctl({"completion", "bash"}).said;
  std::string typed;
  for (const auto& x : line)
    typed += " '" + x + "'";
  const auto script = "cd " + folder + " && . " + dir.file("completion") + " && COMP_WORDS=("
                      + typed + ") && COMP_CWORD=" + std::to_string(line.size() - 1)
                      + " && $(complete -p quickbooking-ctl | sed 's/.*-F \\([^ ]*\\).*/\\1/')"
                      + "; printf '%s\\n' \"${COMPREPLY[@]}\"";
  child_process bash{{"bash", "-uc", script}, {{}, dir.file("output")}};
  CAF_REQUIRE_EQUAL(bash.wait_for(20s).value_or(-1), 0);
  std::ifstream said{dir.file("output")};
  words out;
  for (std::string word; std::getline(said, word);)
    out.insert(word);
  out.erase("");
  return out;
}

bool is_subset(const words& some, const words& of) { return std::ranges::includes(of, some); }

/// The options that a help page of the program shows.
words options_in(const std::string& help) {
  static const std::regex option{R"(--[a-z-]+)"};
  const auto shown = help.substr(0, help.find("\nExit codes:"));
  return {std::sregex_token_iterator{shown.begin(), shown.end(), option}, {}};
}

/// The commands that it shows, each at the beginning of a line under "Subcommands:".
words commands_in(const std::string& help) {
  static const std::regex command{R"(\n  ([a-z-]+) )"};
  const auto shown = help.substr(help.find("Subcommands:"));
  return {std::sregex_token_iterator{shown.begin(), shown.end(), command, 1}, {}};
}

} // namespace

CAF_TEST(bash_offers_every_command_and_option_that_the_program_has) {
  const auto help = run_ctl({"--help"}).said;
  const auto commands = commands_in(help);
  CAF_CHECK(is_subset({"status", "nodes", "sessions", "session", "statistics", "drain", "backup",
                       "restore", "dead-letters", "completion"},
                      commands));
  const auto first = offered({"quickbooking-ctl", ""});
  CAF_CHECK(is_subset(commands, first));
  CAF_CHECK(is_subset(options_in(help), first));
  for (const auto& command : commands) {
    const auto of_command = options_in(run_ctl({command, "--help"}).said);
    CAF_CHECK(is_subset(of_command, offered({"quickbooking-ctl", command, "--"})));
    CAF_CHECK(is_subset(options_in(help), offered({"quickbooking-ctl", command, "--"})));
  }
}

CAF_TEST(fish_and_zsh_are_told_every_command_and_option_too) {
  for (const auto* shell : {"fish", "zsh"}) {
    const auto script = run_ctl({"completion", shell}).said;
    for (const auto& command : commands_in(run_ctl({"--help"}).said)) {
      CAF_CHECK(script.find(" " + command) != std::string::npos);
      for (auto option : options_in(run_ctl({command, "--help"}).said)) {
        option.erase(0, shell == std::string{"fish"} ? 2 : 0);
        CAF_CHECK(script.find(option) != std::string::npos);
      }
    }
  }
}

CAF_TEST(bash_goes_on_with_what_was_begun) {
  CAF_CHECK_EQUAL(offered({"quickbooking-ctl", "ses"}), (words{"session", "sessions"}));
  CAF_CHECK_EQUAL(offered({"quickbooking-ctl", "completion", "b"}), words{"bash"});
  CAF_CHECK_EQUAL(offered({"quickbooking-ctl", "drain", "node-a", "--u"}),
                  (words{"--undo", "--url"}));
}

CAF_TEST(bash_knows_the_command_behind_an_address_that_it_splits_at_colons) {
  CAF_CHECK_EQUAL(
      offered({"quickbooking-ctl", "--url", "http", ":", "//salon", ":", "3000", "restore", "--d"}),
      words{"--dry-run"});
}

CAF_TEST(bash_offers_nothing_where_a_value_is_wanted) {
  CAF_CHECK(offered({"quickbooking-ctl", "--url", ""}).empty());
  CAF_CHECK(offered({"quickbooking-ctl", "sessions", "--limit", ""}).empty());
}

CAF_TEST(bash_offers_files_where_one_is_wanted) {
  temp_dir dir;
  std::ofstream{dir.file("friday night.jsonl")};
  CAF_CHECK_EQUAL(offered({"quickbooking-ctl", "restore", "fri"}, dir.path().string()),
                  words{"friday night.jsonl"});
  CAF_CHECK(offered({"quickbooking-ctl", "session", "fri"}, dir.path().string()).empty());
}

CAF_TEST(texts_with_quotes_are_no_end_of_a_word_for_fish) {
  const program_words x{{"tool", "", {{"--who", "the customer's", true}}, {}, false}, {}};
  CAF_CHECK(fish_completion(x).find(R"(-l who -x -d 'the customer'\''s')") != std::string::npos);
}
