#include "tests/support/node_process.hpp"

#include <chrono>
#include <deque>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace quickbooking {

namespace {

using nlohmann::json;

constexpr std::chrono::seconds start_limit{30};
constexpr std::size_t tail_lines = 20;

/// Adds the last lines of a file.
void append_tail(std::string& text, const std::string& file) {
  std::deque<std::string> lines;
  std::ifstream in{file};
  for (std::string line; std::getline(in, line);) {
    lines.push_back(line);
    if (lines.size() > tail_lines)
      lines.pop_front();
  }
  for (const auto& line : lines)
    text += line + "\n";
}

} // namespace

node_process::node_process(std::string program, json config, std::vector<std::string> secrets,
                           std::vector<std::string> launcher)
    : command_(std::move(launcher)),
      host_(config.value(json::json_pointer{"/listen/address"}, "127.0.0.1")),
      secrets_(std::move(secrets)) {
  command_.insert(command_.end(), {std::move(program), "--config", dir_.file("node.json")});
  database_ = config.value("database", dir_.file("bookings.sqlite"));
  config["database"] = database_;
  config["log"] = {{"level", "info"}, {"file", dir_.file("node.log")}};
  std::ofstream{dir_.file("node.json")} << config.dump(2);
  start();
}

void node_process::start() {
  std::ofstream{dir_.file("output")}.flush(); // forget what the one before announced
  process_ = std::make_unique<child_process>(command_,
                                             child_process::options{secrets_, dir_.file("output")});
  eventually([this] { return !process_->is_running() || announced_port(); }, start_limit);
  const auto port = announced_port();
  if (!port || !process_->is_running())
    throw std::runtime_error("the node does not get ready:\n" + log_tail());
  port_ = *port;
}

/// From its line `{"ready":true,"port":12345}`.
std::optional<std::uint16_t> node_process::announced_port() const {
  std::ifstream output{dir_.file("output")};
  for (std::string line; std::getline(output, line);) {
    const auto said = json::parse(line, nullptr, false);
    if (said.is_object() && said.value("ready", false))
      return said.value<std::uint16_t>("port", 0);
  }
  return std::nullopt;
}

std::size_t node_process::times_logged(const std::string& words) const {
  std::ifstream log{dir_.file("node.log")};
  std::size_t times = 0;
  for (std::string line; std::getline(log, line);)
    times += line.find(words) != std::string::npos;
  return times;
}

std::string node_process::log_tail() const {
  std::string text;
  append_tail(text, dir_.file("output"));
  append_tail(text, dir_.file("node.log"));
  return text;
}

} // namespace quickbooking
