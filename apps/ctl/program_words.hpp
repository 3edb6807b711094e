#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace quickbooking {

// What a shell needs to know of a program to complete its command line.

struct option_words {
  std::string name; ///< `--limit`
  std::string help;
  bool takes_value = false;
};

/// A command, or the program itself.
struct command_words {
  std::string name;
  std::string help;
  std::vector<option_words> options;
  std::vector<std::string> choices; ///< of the argument, if there are few
  bool takes_file = false;          ///< as argument
};

struct program_words {
  command_words self; ///< with the options that all commands take
  std::vector<command_words> commands;
};

/// Reads them from the description of a command line. An argument called FILE is a file's name.
program_words words_of(const CLI::App& app, std::string program);

} // namespace quickbooking
