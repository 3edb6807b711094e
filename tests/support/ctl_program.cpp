#include "tests/support/ctl_program.hpp"

#include "tests/support/child_process.hpp"

#include <fstream>
#include <iterator>

namespace quickbooking {

ctl_end run_ctl(const std::vector<std::string>& words, std::vector<std::string> environment) {
  temp_dir dir;
  std::vector<std::string> line{QUICKBOOKING_BINARY_DIR "/apps/ctl/quickbooking-ctl"};
  line.insert(line.end(), words.begin(), words.end());
  child_process program{line, {std::move(environment), dir.file("output")}};
  ctl_end out{program.wait_for(std::chrono::minutes{1}).value_or(-1), {}};
  std::ifstream file{dir.file("output")};
  out.said.assign(std::istreambuf_iterator<char>{file}, {});
  return out;
}

} // namespace quickbooking
