#include "bench/measure/process_figures.hpp"

#include <unistd.h>

#include <ctime>
#include <fstream>
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
  clockid_t clock{};
  timespec used{};
  if (::clock_getcpuclockid(pid, &clock) != 0 || ::clock_gettime(clock, &used) != 0)
    throw std::runtime_error{"process " + std::to_string(pid) + " is gone"};
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
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
