#include "actors/process_figures.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <system_error>

namespace quickbooking {

namespace {

double cpu_seconds() {
  timespec used{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

double resident_bytes() {
  std::ifstream file{"/proc/self/statm"};
  double total = 0;
  double resident = 0;
  file >> total >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

/// Without the one that the look itself takes.
double open_files() {
  std::error_code ec;
  double count = 0;
  for (std::filesystem::directory_iterator at{"/proc/self/fd", ec}, end; !ec && at != end;
       at.increment(ec))
    ++count;
  return count > 0 ? count - 1 : 0;
}

double most_files() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<double>(limit.rlim_cur);
}

/// When the machine started, in seconds since 1970.
double boot_time() {
  std::ifstream file{"/proc/stat"};
  double at = 0;
  for (std::string word; at == 0 && file >> word;)
    if (word == "btime")
      file >> at;
  return at;
}

/// The 22nd field, in ticks since the machine started. The second one is the program's name in
/// parentheses, which may hold spaces.
double start_time() {
  std::ifstream file{"/proc/self/stat"};
  std::string text{std::istreambuf_iterator<char>{file}, {}};
  std::istringstream fields{text.substr(text.rfind(')') + 1)};
  std::string skipped;
  for (int i = 3; i < 22; ++i)
    fields >> skipped;
  double ticks = 0;
  fields >> ticks;
  return boot_time() + ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

} // namespace

process_figures::process_figures(metrics& all, const std::string& version)
    : cpu_(all.counter("process_cpu_seconds_total", "User and system time of all threads")),
      memory_(all.gauge("process_resident_memory_bytes", "Memory that is resident")),
      open_files_(all.gauge("process_open_fds", "Open file descriptors")),
      most_files_(all.gauge("process_max_fds", "How many may be open")) {
  all.gauge("process_start_time_seconds", "When the process started, in seconds since 1970")
      .Set(start_time());
  all.gauge("quickbooking_build_info", "Always 1; which version runs", {{"version", version}})
      .Set(1);
  refresh();
}

void process_figures::refresh() {
  cpu_.Increment(cpu_seconds() - cpu_.Value());
  memory_.Set(resident_bytes());
  open_files_.Set(open_files());
  most_files_.Set(most_files());
}

} // namespace quickbooking
