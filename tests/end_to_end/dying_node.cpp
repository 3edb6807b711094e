// The node, but it kills itself at one point of a message's way:
//
//   QUICKBOOKING_DIE_AT      "before write 1": when it is about to write for the first time
//   QUICKBOOKING_DIE_AFTER   a file: not until it is there; the thread that got so far waits for it

#include "actors/fault_points.hpp"
#include "tests/support/child_process.hpp"

#include <array>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

namespace quickbooking::fault_points {

namespace {

std::string setting(const char* name) {
  const auto* value = std::getenv(name);
  return value ? value : "";
}

constexpr std::array<std::string_view, 7> names{"decode", "route",  "load", "decide",
                                                "write",  "answer", "send"};

void die_at(std::string_view side, way_step step) {
  static const auto point = setting("QUICKBOOKING_DIE_AT");
  static const auto sign = setting("QUICKBOOKING_DIE_AFTER");
  static std::atomic<int> passed{0};
  const auto here = std::string{side} + ' ' + std::string{names.at(static_cast<std::size_t>(step))};
  if (!point.starts_with(here + ' ') || ++passed != std::stoi(point.substr(here.size())))
    return;
  if (!sign.empty())
    eventually([] { return std::filesystem::exists(sign); }, std::chrono::seconds{60});
  std::raise(SIGKILL);
}

} // namespace

void before(way_step step) { die_at("before", step); }

void after(way_step step) { die_at("after", step); }

} // namespace quickbooking::fault_points
