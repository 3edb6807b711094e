#include "bench/measure/process_figures.hpp"

#include <unistd.h>

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace quickbooking {

namespace {

std::ifstream open_of(pid_t pid, const char* name) {
  std::ifstream file{"/proc/" + std::to_string(pid) + "/" + name};
  if (!file)
    throw std::runtime_error{"process " + std::to_string(pid) + " is gone"};
  return file;
}

} // namespace

double cpu_seconds(pid_t pid) {
  constexpr int user_time = 14; // fields are counted from 1, the name in parentheses is the second
  constexpr int system_time = 15;
  auto file = open_of(pid, "stat");
  std::string line;
  std::getline(file, line);
  std::istringstream rest{line.substr(line.rfind(')') + 1)};
  std::string word;
  double ticks = 0;
  for (int field = 3; field <= system_time && rest >> word; ++field)
    if (field == user_time || field == system_time)
      ticks += std::stod(word);
  return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double resident_bytes(pid_t pid) {
  auto file = open_of(pid, "statm");
  double total = 0;
  double pages = 0;
  file >> total >> pages;
  return pages * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double unique_bytes(pid_t pid) {
  auto file = open_of(pid, "smaps_rollup");
  double kibibytes = 0;
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("Private_Clean:") || line.starts_with("Private_Dirty:"))
      kibibytes += std::stod(line.substr(line.find(':') + 1));
  return kibibytes * 1024;
}

} // namespace quickbooking
