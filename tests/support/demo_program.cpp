#include "tests/support/demo_program.hpp"

#include <chrono>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace quickbooking {

namespace {

constexpr std::chrono::seconds start_limit{60};

std::string contents(const std::string& file) {
  std::ifstream in{file};
  return {std::istreambuf_iterator<char>{in}, {}};
}

} // namespace

demo_program::demo_program(const std::string& file) {
  const auto output = dir_.file("output");
  process_ = std::make_unique<child_process>(std::vector<std::string>{file, "--serve", "--json"},
                                             child_process::options{{}, output});
  auto is_ready = [this, &output] {
    const auto text = contents(output);
    const auto line = text.substr(0, text.find('\n'));
    access_ = nlohmann::json::parse(line, nullptr, false);
    return access_.is_object() || !process_->is_running();
  };
  if (!eventually(is_ready, start_limit) || !access_.is_object())
    throw std::runtime_error(file + " does not get ready: " + contents(output));
}

} // namespace quickbooking
