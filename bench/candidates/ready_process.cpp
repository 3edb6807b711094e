#include "bench/candidates/ready_process.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace quickbooking {

namespace {

constexpr std::chrono::seconds start_limit{30};

/// The port of the line that says so; 0 if there is none yet.
std::uint16_t announced_port(const std::string& file) {
  std::ifstream output{file};
  for (std::string line; std::getline(output, line);) {
    const auto said = nlohmann::json::parse(line, nullptr, false);
    if (said.is_object() && said.value("ready", false))
      return said.value<std::uint16_t>("port", 0);
  }
  return 0;
}

} // namespace

ready_process::ready_process(const std::vector<std::string>& argv,
                             std::vector<std::string> environment) {
  const auto output = dir_.file("output");
  process_ = std::make_unique<child_process>(
      argv, child_process::options{std::move(environment), output});
  eventually(
      [&] {
        port_ = announced_port(output);
        return port_ != 0 || !process_->is_running();
      },
      start_limit);
  if (port_ != 0)
    return;
  std::ostringstream said;
  said << std::ifstream{output}.rdbuf();
  throw std::runtime_error{argv[0] + " does not get ready: " + said.str()};
}

} // namespace quickbooking
