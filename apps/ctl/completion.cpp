#include "apps/ctl/completion.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickbooking {

namespace {

using strings = std::vector<std::string>;

/// The name of the shell function: `_quickbooking_ctl`.
std::string function_of(const program_words& x) {
  auto name = "_" + x.self.name;
  std::ranges::replace(name, '-', '_');
  return name;
}

/// As a word for a shell, whatever it holds.
std::string in_quotes(std::string_view text) {
  std::string out = "'";
  for (auto c : text)
    c == '\'' ? out += R"('\'')" : out += c;
  return out + "'";
}

strings names_of(const std::vector<command_words>& commands) {
  strings out;
  for (const auto& x : commands)
    out.push_back(x.name);
  return out;
}

void add_names(const std::vector<option_words>& options, strings& to) {
  for (const auto& x : options)
    if (std::ranges::find(to, x.name) == to.end())
      to.push_back(x.name);
}

/// All that may follow the command.
strings choices_of(const command_words& command, const command_words& program) {
  auto out = command.choices;
  add_names(command.options, out);
  add_names(program.options, out);
  return out;
}

/// Shell patterns `command:option` of the options that a value follows.
strings with_values(const program_words& x) {
  strings out;
  auto add = [&](const std::string& command, const std::vector<option_words>& options) {
    for (const auto& option : options)
      if (option.takes_value)
        out.push_back(command + ":" + option.name);
  };
  add("*", x.self.options);
  for (const auto& command : x.commands)
    add(command.name, command.options);
  return out;
}

/// Where the words of a shell's line are, and how it is given choices and files.
struct dialect {
  std::string_view begin;
  std::string_view before; ///< the word before the one that is completed
  std::string_view words;  ///< all words between the program and that one
  std::string_view files;
  std::string_view choices; ///< with `$choices`
};

/// For shells that speak as sh does: which command is it, is a value wanted, what may follow.
std::string body_of(const program_words& x, const dialect& how) {
  auto out = fmt::format("{}() {{\n  local word command= choices= before={}\n{}", function_of(x),
                         how.before, how.begin);
  out += fmt::format("  for word in {}; do\n    case $word in\n      {}) command=$word; break ;;\n"
                     "    esac\n  done\n",
                     how.words, fmt::join(names_of(x.commands), " | "));
  out += fmt::format("  case $command:$before in\n    {}) return ;;\n  esac\n  case $command in\n",
                     fmt::join(with_values(x), " | "));
  auto starts = names_of(x.commands);
  add_names(x.self.options, starts);
  out += fmt::format("    '') choices='{}' ;;\n", fmt::join(starts, " "));
  for (const auto& each : x.commands)
    out += fmt::format("    {}) choices='{}'{} ;;\n", each.name,
                       fmt::join(choices_of(each, x.self), " "),
                       each.takes_file ? fmt::format("\n      {}", how.files) : "");
  return out + fmt::format("  esac\n  {}\n}}\n", how.choices);
}

void add_fish_options(const std::vector<option_words>& options, const std::string& start,
                      std::string& to) {
  for (const auto& x : options)
    to += fmt::format("{} -l {}{} -d {}\n", start, x.name.substr(2), x.takes_value ? " -x" : "",
                      in_quotes(x.help));
}

} // namespace

std::string bash_completion(const program_words& x) {
  const dialect bash{"  COMPREPLY=()\n", R"(${COMP_WORDS[COMP_CWORD - 1]})",
                     R"("${COMP_WORDS[@]:1:COMP_CWORD - 1}")",
                     R"(compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))",
                     R"(COMPREPLY+=($(compgen -W "$choices" -- "${COMP_WORDS[COMP_CWORD]}")))"};
  return fmt::format("# bash; made by: {0} completion bash\n{1}"
                     "complete -F {2} {0}\n",
                     x.self.name, body_of(x, bash), function_of(x));
}

std::string zsh_completion(const program_words& x) {
  const dialect zsh{"", "${words[CURRENT - 1]}", R"("${(@)words[2,CURRENT - 1]}")", "_files",
                    "compadd -- ${=choices}"};
  // Read by zsh itself it is a function's body, the first time; else it says whom to call.
  return fmt::format(
      "#compdef {0}\n# zsh; made by: {0} completion zsh\n{1}"
      "if [ \"${{funcstack[1]}}\" = _{0} ]; then {2} \"$@\"; else compdef {2} {0}; fi\n",
      x.self.name, body_of(x, zsh), function_of(x));
}

std::string fish_completion(const program_words& x) {
  const auto start = "complete -c " + x.self.name;
  auto out = fmt::format("# fish; made by: {0} completion fish\n{1} -f\n", x.self.name, start);
  add_fish_options(x.self.options, start, out);
  for (const auto& each : x.commands) {
    out += fmt::format("{} -n __fish_use_subcommand -a {} -d {}\n", start, each.name,
                       in_quotes(each.help));
    const auto within = fmt::format("{} -n '__fish_seen_subcommand_from {}'", start, each.name);
    add_fish_options(each.options, within, out);
    if (each.takes_file)
      out += within + " -F\n";
    if (!each.choices.empty())
      out += fmt::format("{} -a '{}'\n", within, fmt::join(each.choices, " "));
  }
  return out;
}

std::string completion_for(std::string_view shell, const program_words& x) {
  if (shell == "fish")
    return fish_completion(x);
  return shell == "zsh" ? zsh_completion(x) : bash_completion(x);
}

} // namespace quickbooking
