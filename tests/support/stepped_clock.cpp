#include "tests/support/stepped_clock.hpp"

#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <stdexcept>

namespace quickbooking {

namespace {

constexpr std::chrono::seconds tried_step{3600};
constexpr long long tolerance = 60;

} // namespace

stepped_clock::stepped_clock() {
  step(tried_step);
  check();
  step(std::chrono::seconds{0});
}

/// ld.so goes on without a library that it cannot load.
void stepped_clock::check() const {
  child_process date{{"date", "+%s"}, {environment(), dir_.file("date")}};
  date.wait_for(std::chrono::seconds{10});
  long long shown = 0;
  std::ifstream{dir_.file("date")} >> shown;
  if (std::llabs(shown - std::time(nullptr) - tried_step.count()) > tolerance)
    throw std::runtime_error{"a program's clock cannot be stepped here"};
}

std::vector<std::string> stepped_clock::environment() const {
  return {"LD_PRELOAD=" QUICKBOOKING_STEPPED_CLOCK, "STEPPED_CLOCK=" + dir_.file("clock")};
}

/// In place: programs have mapped the file.
void stepped_clock::step(std::chrono::seconds ahead) {
  const auto offset = static_cast<std::int64_t>(ahead.count());
  const auto file = dir_.file("clock");
  std::ofstream{file, std::ios::app}.flush();
  std::fstream out{file, std::ios::in | std::ios::out | std::ios::binary};
  out.write(reinterpret_cast<const char*>(&offset), sizeof(offset));
}

} // namespace quickbooking
