#include "apps/ctl/program_words.hpp"

#include <CLI/CLI.hpp>

namespace quickbooking {

namespace {

/// From CLI11's `{bash,fish,zsh}`, which is how it describes a set.
std::vector<std::string> choices_of(const std::string& type) {
  const auto from = type.find('{');
  const auto to = type.find('}');
  if (from == std::string::npos || to == std::string::npos)
    return {};
  return CLI::detail::split(type.substr(from + 1, to - from - 1), ',');
}

void add_argument(const CLI::Option& x, command_words& to) {
  to.takes_file = x.get_name(true) == "FILE";
  to.choices = choices_of(x.get_type_name());
}

command_words read(const CLI::App& app, std::string name) {
  command_words out{std::move(name), app.get_description(), {}, {}, false};
  for (const auto* x : app.get_options()) {
    if (x->get_positional())
      add_argument(*x, out);
    for (const auto& word : x->get_lnames())
      out.options.push_back({"--" + word, x->get_description(), x->get_items_expected_max() > 0});
  }
  return out;
}

} // namespace

program_words words_of(const CLI::App& app, std::string program) {
  program_words out{read(app, std::move(program)), {}};
  for (const auto* x : app.get_subcommands([](const CLI::App*) { return true; }))
    out.commands.push_back(read(*x, x->get_name()));
  return out;
}

} // namespace quickbooking
